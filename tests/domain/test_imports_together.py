"""Imports at the same moment: they take turns, so that nobody is entered twice and no name is ambiguous by their doing."""

import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from productions.catalogue.services.productions import create_production
from productions.imports.services.imports import import_catalogue
from productions.imports.services.sheet_import import import_credit_sheet
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.models import Contributor, Credit, Production

SAMPLE = Path(__file__).parent.parent / "data" / "catalogue" / "sample.jsonl"
STAFF = [f"見本 {letter}太郎" for letter in "青赤黄緑紫白黒茶桃橙金銀藍紺灰朱紅鼠鶯鳶"]


def writers():
    """As many as PostgreSQL is asked by at once; SQLite, which has one at a time, fewer."""
    return 16 if connection.vendor == "postgresql" else 4


def at_once(works):
    """Call each in a thread of its own at the same moment; what they returned or raised, in their order."""
    ready = threading.Barrier(len(works))
    results = [None] * len(works)

    def run(place, work):
        try:
            ready.wait()
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def load(production, names, now, role="layout"):
    data = "role,name\n" + "".join(f"{role},{name}\n" for name in names)
    return import_credit_sheet(production, data.encode(), filename="sheet.csv", by=None, now=now)


@pytest.mark.parametrize("role", ["layout", "key_animation", "director"])
def test_one_sheet_by_many_at_once_is_entered_once(unlocked, production, now, role):
    results = at_once([lambda: load(production, STAFF, now, role)] * writers())
    assert sorted(results) == [0] * (len(results) - 1) + [len(STAFF)]
    assert (Contributor.objects.count(), Credit.objects.count()) == (len(STAFF), len(STAFF))
    assert load(production, STAFF, now, role="screenplay") == len(STAFF)
    assert Contributor.objects.count() == len(STAFF)


def test_sheets_of_many_productions_at_once_enter_each_person_once(unlocked, now):
    """Half of them name the people the other way round, as those who wait for one another in a circle would."""
    films = [create_production(title=f"見本 {n}", kind="film", by=None, now=now) for n in range(writers())]
    results = at_once(
        [lambda film=film, n=n: load(film, STAFF[:: -1 if n % 2 else 1], now) for n, film in enumerate(films)]
    )
    assert results == [len(STAFF)] * len(films)
    assert Contributor.objects.count() == len(STAFF)
    assert Credit.objects.count() == len(STAFF) * len(films)


def test_one_catalogue_by_many_at_once_is_entered_once(unlocked, now):
    lines = SAMPLE.read_text().split("\n")

    def run():
        return import_catalogue(
            read_catalogue(lines), filename="a.jsonl", digest="0" * 64, by=None, now=now
        ).figures

    results = at_once([run] * 4)
    films = len(lines) - lines.count("")
    assert sum(figures["films"] for figures in results) == Production.objects.count() == films
    assert [figures["films"] + figures["unchanged"] for figures in results] == [films] * 4
    assert sum(figures["credits"] for figures in results) == Credit.objects.count()
    names = [(person.kind, person.name) for person in Contributor.objects.all()]
    assert len(names) == len(set(names))
