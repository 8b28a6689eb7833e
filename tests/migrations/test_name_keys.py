"""Keys of names from before: every name has an identity, and search finds forms of kanji by one another."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.models import ContributorName, Credit, Event, ProductionTitle
from productions.people.services.contributors import create_contributor
from productions.shared import search_renewal
from productions.shared.names import identity_key
from productions.shared.readings import reading_key
from productions.upgrade import renew_keys_of_search, renew_organization_keys

FILL = import_module("productions.migrations.0055_identity_keys_filled")
RENEW = import_module("productions.migrations.0055_search_keys_renewed")
LEGAL = import_module("productions.migrations.0063_identity_keys")
SEARCH = import_module("productions.migrations.0070_search_filled")


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


@pytest.mark.parametrize("renew", [lambda: LEGAL.renew_keys(apps, None), renew_organization_keys])
def test_names_of_organizations_lose_their_legal_forms_and_those_of_people_nothing(
    db, now, monkeypatch, renew
):
    # A few names go over the bound of two as thousands go over the real one.
    monkeypatch.setattr(LEGAL, "SLICE", 2)
    for name, kind in (
        ("株式会社例", "organization"),
        ("例", "organization"),
        ("例 Co., Ltd.", "organization"),
        ("見本 Inc.", "person"),
    ):
        create_contributor(name=name, kind=kind, by=None, now=now)
    for name in ContributorName.objects.all():  # as the version before has written them
        ContributorName.objects.filter(pk=name.pk).update(identity_key=identity_key(name.text))
    renew()
    keys = ContributorName.objects.order_by("pk").values_list("identity_key", flat=True)
    assert list(keys) == ["例", "例", "例", "見本Inc."]
    with CaptureQueriesContext(connection) as asked:
        renew()
    assert [query["sql"] for query in asked if "UPDATE" in query["sql"]] == []


@pytest.mark.parametrize("by_migration", [True, False])
def test_names_from_before_are_found_by_their_readings_and_other_spellings(
    names, confirmed, now, monkeypatch, by_migration
):
    monkeypatch.setattr(search_renewal, "SLICE_ROWS", 2)  # five names are three slices
    credit = confirmed(contributor=names[0].contributor, credited_as="Nguyễn")
    for rows in (ContributorName.objects, ProductionTitle.objects):
        rows.update(search_key="x", reading_key="")
    Credit.objects.update(search_key="nguyễn")
    before = Event.objects.count()
    renew = (lambda: SEARCH.renew_keys(apps, None)) if by_migration else lambda: renew_keys_of_search(now=now)
    renew()
    credit.refresh_from_db()
    assert [name.reading_key for name in names] == [reading_key(name.text) for name in names]
    assert (names[3].search_key, names[3].reading_key) == ("ばん", "ban")
    assert (credit.search_key, Event.objects.count()) == ("nguyen", before)
    with CaptureQueriesContext(connection) as asked:
        renew()
    assert [query["sql"] for query in asked if "UPDATE" in query["sql"]] == []
