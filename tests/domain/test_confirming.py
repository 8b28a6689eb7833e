"""Confirming drafts by set: the same events and refusals as one by one, for the same few queries."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits
from productions.models import Credit, Event
from productions.shared.refusals import NotAllowed
from tests.domain.refusing import refused


def enter_drafts(production, person, role, now, *, count):
    layout = role("layout")
    rows = [
        {"role": layout, "contributor": person, "role_as_printed": str(number)} for number in range(count)
    ]
    return enter_credits(production, rows, by=None, now=now)


@pytest.fixture
def drafts(production, person, role, now):
    return enter_drafts(production, person, role, now, count=30)


def told(credit):
    """The newest event of a credit, without what is its own alone."""
    event = Event.objects.filter(entity_uid=credit.uid).latest("pk")
    return event.action, event.entity_type, event.production, event.actor, event.at, event.shown_changes


def test_each_draft_has_the_event_of_one_that_is_confirmed_alone(drafts, staff, now):
    editor = staff("editor")
    (alone, *many) = drafts
    assert confirm_credits([alone], by=editor, now=now) == 1
    assert confirm_credits(many, by=editor, now=now) == 29
    assert {str(told(credit)) for credit in drafts} == {str(told(alone))}
    assert told(alone)[0] == "confirmed"
    assert told(alone)[-1] == {"state": ["draft", "confirmed"]}
    assert Event.objects.filter(entity_type="credit").count() == 60
    stored = Credit.objects.order_by("pk")
    assert {(credit.state, credit.revision) for credit in stored} == {("confirmed", 2)}
    assert [(credit.state, credit.revision) for credit in drafts] == [("confirmed", 2)] * 30


def test_what_is_no_draft_any_more_is_left(drafts, now):
    """Whoever looked at the list before somebody else confirmed it changes nothing."""
    stale = list(Credit.objects.all())
    confirm_credits(drafts, by=None, now=now)
    events = Event.objects.count()
    assert confirm_credits(stale, by=None, now=now) == 0
    assert Event.objects.count() == events
    assert set(Credit.objects.values_list("revision", flat=True)) == {2}


def test_whoever_may_not_confirms_none(drafts, staff, now):
    assert isinstance(refused(confirm_credits, drafts, by=staff("viewer"), now=now), NotAllowed)
    assert set(Credit.objects.values_list("state", flat=True)) == {"draft"}


def count_queries(credits, now):
    with CaptureQueriesContext(connection) as asked:
        confirm_credits(credits, by=None, now=now)
    return len(asked)


def test_thirty_drafts_cost_what_one_costs(drafts, now):
    assert count_queries(drafts[1:], now) <= count_queries(drafts[:1], now) <= 12


@pytest.mark.slow
def test_1500_drafts_cost_at_most_50_queries(production, person, role, now):
    drafts = enter_drafts(production, person, role, now, count=1500)
    assert count_queries(drafts, now) <= 50
    assert Event.objects.filter(action="confirmed").count() == 1500


@pytest.mark.postgres
def test_of_two_who_confirm_at_once_one_leaves_the_events(unlocked, production, person, role, now):
    drafts = enter_drafts(production, person, role, now, count=30)
    found = []

    def second():
        try:
            found.append(confirm_credits(list(Credit.objects.all()), by=None, now=now))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        confirm_credits(drafts, by=None, now=now)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()
    assert found == [0]
    assert Event.objects.filter(action="confirmed").count() == 30
