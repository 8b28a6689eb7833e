"""Keys of names from before: every name has an identity, and search finds forms of kanji by one another."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.models import ContributorName, Credit, Event, ProductionTitle
from productions.people.services.contributors import create_contributor

FILL = import_module("productions.migrations.0055_identity_keys_filled")
RENEW = import_module("productions.migrations.0055_search_keys_renewed")


@pytest.fixture
def names(db, now, monkeypatch):
    """Five names, and slices of two."""
    for module in (FILL, RENEW):
        monkeypatch.setattr(module, "SLICE", 2)  # five names are three slices
    for name in ("見本 花", "見本花", "髙橋", "ヴァン", "YUI"):
        create_contributor(name=name, by=None, now=now)
    return ContributorName.objects.order_by("pk")


def test_every_name_gets_its_identity_and_a_second_run_writes_nothing(names):
    names.update(identity_key="")
    FILL.fill_keys(apps, None)
    assert [name.identity_key for name in names] == ["見本花", "見本花", "髙橋", "ヴァン", "YUI"]
    with CaptureQueriesContext(connection) as asked:
        FILL.fill_keys(apps, None)
    assert [query["sql"] for query in asked if "UPDATE" in query["sql"]] == []


def test_search_keys_that_changed_are_renewed_and_no_others(names, confirmed, production):
    person = names[2].contributor
    credit = confirmed(contributor=person)
    before = Event.objects.count()
    ContributorName.objects.filter(pk=names[2].pk).update(search_key="髙橋")
    Credit.objects.update(search_key="髙橋")
    ProductionTitle.objects.update(search_key="x")
    with CaptureQueriesContext(connection) as asked:
        RENEW.renew_keys(apps, None)
    assert (
        len([query for query in asked if query["sql"].startswith("UPDATE")]) == 3
    )  # a name, a credit, both titles
    credit.refresh_from_db()
    assert (names[2].search_key, credit.search_key, Event.objects.count()) == ("高橋", "高橋", before)
    assert set(ProductionTitle.objects.values_list("search_key", flat=True)) == {
        "犬と少年",
        "いぬとしょうねん",
    }
