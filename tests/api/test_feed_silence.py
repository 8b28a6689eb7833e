"""What is private has no place in the feed: no row, no number, no gap; not when it becomes public later either."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import (
    add_title,
    create_production,
    publish_production,
    update_production,
)
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, set_state, update_credit
from productions.ledger.services.ledger import number_events, read_newest_number
from productions.models import Credit, Event
from productions.people.services.contributors import add_name, create_contributor
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from tests.api.mirror import Mirror, changes, keys_only


@pytest.fixture
def start(client, db):
    """The feed's last number before the test."""
    return changes(client, f"after={2**40}")["last"]


@pytest.fixture
def hidden(db, now):
    return create_production(title="Hidden", kind="film", by=None, now=now)


def rows(client, after):
    return [(row["type"], row["entity"], row["key"]) for row in changes(client, f"after={after}")["results"]]


def test_private_work_moves_no_number(client, start, hidden, person, role, now):
    add_title(hidden, text="Second", kind="english", by=None, now=now)
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    remove_entity(cut, by=None, now=now, reason="x")
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    credit = enter_credit(hidden, role=role("layout"), contributor=person, by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    add_name(person, text="Makihara", script="romaji", by=None, now=now)
    assert changes(client, f"after={start}") == {"last": start, "results": []}


def test_a_merge_of_people_whom_nobody_could_see_is_not_told(client, start, hidden, person, role, now):
    double = create_contributor(name="牧原", by=None, now=now)
    enter_credit(hidden, role=role("layout"), contributor=double, by=None, now=now)
    merge_contributors(double, into=person, by=None, now=now, reason="same")
    assert changes(client, f"after={start}") == {"last": start, "results": []}


def test_a_merge_of_somebody_public_is_told(client, start, confirmed, person, now):
    confirmed(contributor=person)
    double = create_contributor(name="牧原", by=None, now=now)
    confirmed(contributor=double, role=person.credits.get().role.__class__.objects.get(code="layout"))
    merge_contributors(double, into=person, by=None, now=now, reason="same")
    assert ("merged", "contributor", str(double.uid)) in rows(client, start)


def test_what_came_before_the_publication_is_never_told(client, start, hidden, person, role, now):
    credit = enter_credit(hidden, role=role("layout"), contributor=person, by=None, now=now)
    set_state(credit, "confirmed", by=None, now=now)
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    remove_entity(cut, by=None, now=now, reason="x")
    number_events()
    publish_production(hidden, by=None, now=now)
    assert rows(client, start) == [("published", "production", str(hidden.uid))]
    assert changes(client, f"after={start}")["last"] == start + 1


def test_what_a_credit_was_as_a_draft_is_never_told(client, start, production, person, role, now):
    credit = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    update_credit(credit, printed_as="x", by=None, now=now)
    number_events()
    set_state(credit, "confirmed", by=None, now=now)
    assert [row for row in rows(client, start) if row[1] == "credit"] == [
        ("changed", "credit", str(credit.uid))
    ]


def test_what_was_removed_before_the_publication_is_not_told_as_removed(client, start, hidden, now):
    (cut,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    remove_entity(cut, by=None, now=now, reason="x")
    publish_production(hidden, by=None, now=now)
    assert ("removed", "cut", str(cut.uid)) not in rows(client, start)


def test_numbers_have_no_gaps_whatever_happens_in_private(client, start, production, hidden, now):
    for number in range(5):
        update_production(hidden, remark=f"{number}", by=None, now=now)
        update_production(production, remark=f"{number}", by=None, now=now)
    seqs = [row["seq"] for row in changes(client, f"after={start}")["results"]]
    assert seqs == list(range(start + 1, start + 1 + len(seqs)))
    assert Event.objects.filter(seq=None, silent=False).count() == 0


def test_a_mirror_keeps_up_with_somebody_who_was_hidden_meanwhile(client, confirmed, person, role, now):
    """Their new name is not told while nobody may see them; the mirror fetches them anew with the credit."""
    credit = confirmed(contributor=person)
    mirror = Mirror(client)
    set_state(credit, "draft", by=None, now=now)
    number_events()
    add_name(person, text="Ryotaro Makihara", script="romaji", primary=True, by=None, now=now)
    number_events()
    set_state(Credit.objects.get(pk=credit.pk), "confirmed", by=None, now=now)
    mirror.follow()
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)


def test_a_mirror_keeps_up_with_what_becomes_public_and_private(client, hidden, person, role, now):
    credit = enter_credit(hidden, role=role("layout"), contributor=person, by=None, now=now)
    set_state(credit, "confirmed", by=None, now=now)
    mirror = Mirror(client)
    before = keys_only(mirror.rows)
    publish_production(hidden, by=None, now=now)
    mirror.follow(limit=1)
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)
    assert ("contributor", str(person.uid)) in mirror.rows
    update_production(hidden, visibility="private", by=None, now=now)
    mirror.follow(limit=1)
    assert keys_only(mirror.rows) == before


@pytest.mark.parametrize("count", [1, 30])
def test_to_number_many_removals_costs_what_one_does(confirmed, role, now, count):
    gone = [
        confirmed(contributor=create_contributor(name=f"人{number}", by=None, now=now))
        for number in range(count)
    ]
    number_events(limit=5000)
    for credit in gone:
        remove_entity(credit, by=None, now=now, reason="x")
    with CaptureQueriesContext(connection) as queries:
        assert number_events() == count
    assert (
        len([each for each in queries if "SAVEPOINT" not in each["sql"] and "advisory" not in each["sql"]])
        <= 7
    )


def test_a_merge_of_somebody_unseen_is_undone_without_a_word(client, confirmed, person, now):
    confirmed(contributor=person)
    double = create_contributor(name=person.name, by=None, now=now)
    begun = read_newest_number()
    merge_contributors(double, into=person, by=None, now=now, reason="same")
    undo_merge(double, by=None, now=now, reason="two")
    assert rows(client, begun) == []
