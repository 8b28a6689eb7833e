"""Refusing many rows costs what accepting them costs, and says of each what it says of one."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from productions.credits.services.bulk_credits import (
    RowsRefused,
    enter_credits,
    enter_good_credits,
    find_refused,
)
from productions.credits.services.credits import enter_credit
from productions.models import Credit, Event
from productions.withholding.services.withholding import record_wish
from tests.domain.refusing import refused

TWICE = "This contributor already has this role here."


@pytest.fixture
def rows(person, role):
    layout = role("layout")
    return [{"role": layout, "contributor": person, "role_as_printed": str(place)} for place in range(1000)]


BROKEN = {
    "known": {},
    "H3": {"contributor": None},
    "H3 named": {"absence_reason": "unknown_lost"},
    "H4": {"credited_as": "スタッフ"},
    "H6": {"contributor": None, "kind": "collective"},
    "a number": {"position": -1},
    "two rules": {"contributor": None, "credited_as": "見本", "headcount": 0},
}


def count_queries(verb, *args, **values):
    with CaptureQueriesContext(connection) as asked:
        verb(*args, **values)
    return len(asked)


@pytest.mark.parametrize("rule", BROKEN)
@pytest.mark.parametrize("verb", [enter_credits, enter_good_credits])
def test_refusing_1000_rows_costs_at_most_three_times_accepting_them(production, rows, now, rule, verb):
    values = {"by": None, "now": now}
    accepting = count_queries(enter_credits, production, rows, **values)
    bad = [{**row, **BROKEN[rule]} for row in rows]
    if rule != "known":
        bad = [{**row, "role_as_printed": f"again {place}"} for place, row in enumerate(bad)]
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as asked:
        if verb is enter_credits:
            found = refused(verb, production, bad, **values).rows
        else:
            _entered, found = verb(production, bad, **values)
    assert [row.index for row in found] == list(range(1000))
    assert len(asked) <= 3 * accepting
    assert (Credit.objects.count(), Event.objects.count()) == (1000, events)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_row_among_many_is_told_what_one_alone_is_told(production, rows, now, rule):
    bad = {**rows[0], **BROKEN[rule]}
    if rule == "known":
        enter_credit(production, **bad, by=None, now=now)
    alone = refused(enter_credit, production, **bad, by=None, now=now)
    (row,) = refused(enter_credits, production, [*rows[1:30], bad], by=None, now=now).rows
    assert (row.index, row.refusal.general, row.refusal.fields) == (29, alone.general, alone.fields)


def test_of_two_that_double_one_another_the_first_is_entered(production, rows, now):
    broken = {**rows[2], "absence_reason": "unknown_lost"}
    given = [rows[0], rows[1], rows[0], broken, rows[2]]
    entered, bad = enter_good_credits(production, given, by=None, now=now)
    assert sorted(entered) == [0, 1, 4]
    assert [(row.index, row.refusal.reasons) for row in bad] == [
        (2, [TWICE]),
        (3, ["A credit that names its person has no reason for absence."]),
    ]


def test_what_would_be_refused_is_found_without_writing(production, rows, now):
    given = [rows[0], rows[0], {**rows[1], "credited_as": "スタッフ"}]
    found = find_refused(production, given)
    assert [row.index for row in found] == [1, 2]
    assert not Credit.objects.exists()
    every = refused(enter_credits, production, given, by=None, now=now)
    assert [(row.index, row.refusal.reasons) for row in every.rows] == [
        (row.index, row.refusal.reasons) for row in found
    ]


def test_a_person_who_is_not_named_has_a_role_once(production, person, rows, now):
    """The rows name nobody, so no constraint sees whose they are."""
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    again = [rows[0], rows[1], rows[0]]
    entered, bad = enter_good_credits(production, again, by=None, now=now)
    assert sorted(entered) == [0, 1]
    assert [(row.index, row.refusal.reasons) for row in bad] == [(2, [TWICE])]
    accepting = count_queries(enter_credits, production, rows[2:30], by=None, now=now)
    with CaptureQueriesContext(connection) as asked, pytest.raises(RowsRefused):
        enter_credits(production, rows[2:30], by=None, now=now)
    assert len(asked) <= accepting


@pytest.mark.postgres
def test_what_somebody_else_enters_at_the_same_moment_is_the_only_row_refused(
    unlocked, production, rows, now
):
    outcome = []

    def second():
        try:
            outcome.extend(enter_good_credits(production, rows[:40], by=None, now=now)[1])
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        enter_credit(production, **rows[7], by=None, now=now)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()
    assert [(row.index, row.refusal.reasons) for row in outcome] == [(7, [TWICE])]
    assert Credit.objects.count() == 40
