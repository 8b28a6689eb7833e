"""`updated_at`: when an entry last changed in public, and nothing of what the public cannot see (H16 and the feed's silence)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.feed.public_rows import list_feed_parts
from api.read.compiled_serializers import get_row_plan, list_default_members
from api.read.fragment_cache import FRAGMENT_CACHE
from api.resources.registry import RESOURCES
from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import (
    create_production,
    publish_production,
    update_production,
)
from productions.credits.services.credits import enter_credit, set_state, update_credit
from productions.ledger.services.ledger import read_newest_number
from productions.models import Department
from productions.people.services.contributors import add_name, create_contributor, update_contributor
from productions.people.services.private_details import add_private_details
from productions.releases.services.releases import issue_release
from productions.vocabulary.services import update_department
from productions.withholding.services.withholding import record_wish
from tests.api.asking import get
from tests.api.mirror import LISTS, changes
from tests.html_pages import read_body


@pytest.fixture
def day(now):
    """The day of May 2026, as verbs take it."""
    return lambda number: now + timedelta(days=number - 1)


def shown(client, path):
    """When the entry changed, as its own address, its list and the same as a table say it."""
    read_newest_number()
    one = get(client, f"{path}/?include=updated_at").json()["updated_at"]
    resource, key = path.split("/")
    (row,) = get(client, f"{resource}/?uid={key}&fields=updated_at").json()["results"]
    assert row == {"updated_at": one}
    table = read_body(get(client, f"{resource}.csv?uid={key}&fields=updated_at")).split()
    assert table[1:] == [one or '""']
    return one and one[8:10]


def test_it_is_there_on_request_at_every_resource(client, db):
    told = [each for each in RESOURCES if each.is_in_feed or each.kind in list_feed_parts()]
    assert len(told) == len(LISTS) + 1  # the feed tells of AI uses as parts of their credits
    for resource in told:
        shape = resource.representation
        assert "updated_at" not in list_default_members(shape), resource.name
        get(client, f"{resource.address}/?include=updated_at&page_size=1")
        assert not FRAGMENT_CACHE.keeps(get_row_plan(shape, (resource.lookup, "updated_at"))), resource.name


def test_it_moves_with_what_the_public_sees(client, production, person, confirmed, day):
    credit = confirmed(contributor=person)
    update_credit(credit, printed_as="x", by=None, now=day(3))
    update_contributor(person, kind="person", by=None, now=day(3))
    update_department(Department.objects.get(code="direction"), label_en="Directing", by=None, now=day(4))
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=day(5))
    assert shown(client, f"cuts/{cut.uid}") == "05"
    update_cut(cut, number="1A", by=None, now=day(6))
    update_production(production, remark="new", by=None, now=day(7))
    release = issue_release(production, by=None, now=day(8))
    assert shown(client, f"credits/{credit.uid}") == "03"
    assert get(client, "departments/direction/?fields=updated_at").json() == {
        "updated_at": "2026-05-04T12:00:00Z"
    }
    assert shown(client, f"cuts/{cut.uid}") == "06"
    assert shown(client, f"productions/{production.uid}") == "07"
    assert shown(client, f"releases/{release.uid}") == "08"


def test_what_nobody_sees_moves_nothing(client, production, person, confirmed, day):
    credit = confirmed(contributor=person)
    update_credit(credit, printed_as="x", by=None, now=day(2))
    before = shown(client, f"credits/{credit.uid}"), shown(client, f"contributors/{person.uid}")
    update_credit(credit, evidence_note="secret", by=None, now=day(3))
    add_private_details(person, production=production, note="secret", by=None, now=day(4))
    add_name(
        person,
        text="Secret Hanako",
        script="native",
        kind="legal",
        production=production,
        by=None,
        now=day(5),
    )
    record_wish(
        create_contributor(name="静か", by=None, now=day(6)),
        production=production, statement="x", stated_on=day(6).date(), by=None, now=day(6),
    )  # fmt: skip
    assert (shown(client, f"credits/{credit.uid}"), shown(client, f"contributors/{person.uid}")) == before
    assert before[0] == "02"


def test_what_came_before_it_was_public_is_not_told(client, person, role, day):
    hidden = create_production(title="Hidden", kind="film", by=None, now=day(2))
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=day(3))
    credit = enter_credit(hidden, role=role("layout"), contributor=person, by=None, now=day(4))
    set_state(credit, "confirmed", by=None, now=day(5))
    read_newest_number()
    publish_production(hidden, by=None, now=day(6))
    assert shown(client, f"productions/{hidden.uid}") == "06"
    for path in (f"cuts/{cut.uid}", f"credits/{credit.uid}", f"contributors/{person.uid}"):
        assert shown(client, path) is None
    update_cut(cut, number="1A", by=None, now=day(7))
    assert shown(client, f"cuts/{cut.uid}") == "07"


def test_a_draft_is_as_new_as_its_confirmation(client, production, person, role, day):
    credit = enter_credit(production, role=role("layout"), contributor=person, by=None, now=day(2))
    update_credit(credit, position=3, by=None, now=day(3))
    read_newest_number()
    set_state(credit, "confirmed", by=None, now=day(9))
    assert shown(client, f"credits/{credit.uid}") == "09"


def test_a_name_that_is_withheld_moves_the_credit_that_named_it(client, production, person, confirmed, day):
    """In public the credit changes, and a mirror must hear of it."""
    credit = confirmed(contributor=person)
    assert shown(client, f"credits/{credit.uid}") == "01"
    record_wish(person, production=production, statement="x", stated_on=day(6).date(), by=None, now=day(6))
    assert shown(client, f"credits/{credit.uid}") == "06"


def test_it_says_no_more_than_the_feed(client, production, person, confirmed, series, day):
    confirmed(contributor=person)
    update_production(production, remark="new", by=None, now=day(7))
    told = {}
    after = 0
    while (page := changes(client, f"after={after}"))["last"] != after:
        told |= {(row["entity"], row["key"]): row["at"] for row in page["results"]}
        after = page["last"]
    compared = 0
    for kind, resource in LISTS.items():
        for row in get(client, f"{resource}/?include=updated_at&page_size=200").json()["results"]:
            key = row.get("uid") or row["code"]
            assert row["updated_at"] is None or row["updated_at"] <= told[kind, key]
            compared += row["updated_at"] is not None
    assert compared > 100


def test_it_costs_no_query_more(client, production, confirmed, now):
    for number in range(30):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    read_newest_number()
    for resource in ("credits", "contributors"):
        counts = []
        for size in (1, 30):
            get(client, f"{resource}/?include=updated_at&page_size={size}")
            with CaptureQueriesContext(connection) as queries:
                rows = get(client, f"{resource}/?include=updated_at&page_size={size}").json()["results"]
            assert len(rows) == size
            counts.append(len(queries))
        assert counts[0] == counts[1], resource


def test_it_is_there_in_a_search_and_a_list_that_streams(client, production, person, confirmed, now):
    credit = confirmed(contributor=person)
    read_newest_number()
    (found,) = get(client, "contributors/?q=牧原&fields=name,updated_at").json()["results"]
    assert found == {"name": person.name, "updated_at": "2026-05-01T12:00:00Z"}
    (row,) = get(client, f"productions/{production.uid}/credits.json?fields=uid,updated_at").json()
    assert row == {"uid": str(credit.uid), "updated_at": "2026-05-01T12:00:00Z"}
