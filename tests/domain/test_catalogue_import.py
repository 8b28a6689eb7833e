"""Catalogue import on real records: figures, nothing lost, and a second run that changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from productions.imports.services.imports import import_catalogue
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.models import Credit, Event, ImportBatch, ImportRow, Production

SAMPLE = Path(__file__).parent.parent / "data" / "catalogue" / "sample.jsonl"
BAD = SAMPLE.with_name("bad.jsonl")


def run(path, **options):
    out = StringIO()
    call_command("import_catalogue", str(path), stdout=out, **options)
    return out.getvalue().splitlines()[-4:]


@pytest.mark.django_db
def test_real_films_import_with_every_statement_accounted_for(capsys):
    figures = run(SAMPLE)
    with capsys.disabled():
        print("\n" + "\n".join(figures))
    films = len(SAMPLE.read_text().splitlines())
    assert figures[0].startswith(f"films: {films} entered, 0 unchanged, 0 refused, 0 lines")
    assert Production.objects.count() == films
    assert Credit.objects.filter(contributor=None).exclude(absence_reason="not_yet_entered").count() == 0
    assert ImportRow.objects.count() > 500
    for entity in (*Credit.objects.all()[:50], *Production.objects.all()):
        assert Event.objects.filter(entity_uid=entity.uid, action="created").count() == 1


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    run(SAMPLE)
    before = (
        Credit.objects.count(),
        Event.objects.count(),
        ImportBatch.objects.count(),
        ImportRow.objects.count(),
    )
    figures = run(SAMPLE)
    assert figures[0].startswith("films: 0 entered")
    after = (
        Credit.objects.count(),
        Event.objects.count(),
        ImportBatch.objects.count(),
        ImportRow.objects.count(),
    )
    assert after == before


@pytest.mark.django_db
def test_a_dry_run_stores_nothing():
    run(SAMPLE, dry_run=True)
    assert (Production.objects.count(), Credit.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_bad_lines_are_told_and_lose_no_other_film():
    figures = run(BAD)
    assert "0 refused" in figures[0]
    assert Production.objects.count() < len(BAD.read_bytes().splitlines())


def test_a_run_that_was_cut_off_keeps_its_films_and_goes_on_where_it_was(unlocked, now):
    lines = SAMPLE.read_text().split("\n")
    told = []

    def stop():
        told.append(1)
        if len(told) == 3:
            raise KeyboardInterrupt

    def start(**values):
        records = read_catalogue(lines)
        return import_catalogue(records, filename="a.jsonl", digest="0" * 64, by=None, now=now, **values)

    with pytest.raises(KeyboardInterrupt):
        start(progress=stop)
    assert Production.objects.count() == 3
    figures = start().figures
    films = len(SAMPLE.read_text().splitlines())
    assert (figures["films"], figures["unchanged"], Production.objects.count()) == (films - 3, 3, films)
