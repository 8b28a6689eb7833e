"""Reviewers decide about what they saw: each credit that changes has one event, and who may not changes nothing."""

import pytest

from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import AIDeclaration, Credit, Event
from productions.review.services.reviewing import (
    confirm_seen,
    declare_for_seen,
    remove_seen_drafts,
    return_seen,
)
from productions.shared.refusals import NotAllowed
from tests.domain.refusing import refused

WHY = {"reason": "A word."}


@pytest.fixture
def drafts(production, person, role, now):
    rows = [{"role": role("layout"), "contributor": person, "role_as_printed": str(n)} for n in range(3)]
    return enter_credits(production, rows, by=None, now=now)


@pytest.fixture
def saying(person):
    return {"answer": "none", "declared_by": person, "wording": "By hand.", "basis": "own_statement"}


def read_seen():
    return dict(Credit.objects.live().values_list("pk", "revision"))


def list_events(since):
    return sorted(Event.objects.filter(pk__gt=since.pk).values_list("entity_type", "action"))


def test_each_decision_leaves_an_event_for_each_credit(production, drafts, saying, now):
    common = {"by": None, "now": now}
    steps = (
        (
            lambda: declare_for_seen(production, read_seen(), **saying, **common),
            [("aideclaration", "created")],
        ),
        (lambda: confirm_seen(production, read_seen(), **common), [("credit", "confirmed")]),
        (lambda: return_seen(production, read_seen(), **common, **WHY), [("credit", "returned")]),
        (
            lambda: remove_seen_drafts(production, read_seen(), **common, **WHY),
            [("aideclaration", "removed"), ("credit", "removed")],
        ),
    )
    for decide, expected in steps:
        since = Event.objects.latest("pk")
        assert decide().changed == 3
        assert list_events(since) == sorted(expected * 3)
    assert not Credit.objects.live().exists()


def test_what_was_changed_since_is_left_and_named(production, drafts, now):
    seen, common = read_seen(), {"by": None, "now": now}
    update_credit(drafts[0], credited_as="牧原", **common)
    done = confirm_seen(production, seen, **common)
    assert (done.changed, done.left) == (2, ("0: 牧原",))
    assert confirm_seen(production, seen, **common).changed == 0, "those were confirmed by now"


def test_a_viewer_decides_nothing(production, drafts, saying, staff, now):
    viewer, seen = {"by": staff("viewer"), "now": now}, read_seen()
    acts = ((confirm_seen, {}), (return_seen, WHY), (remove_seen_drafts, WHY), (declare_for_seen, saying))
    for verb, values in acts:
        assert isinstance(refused(verb, production, seen, **viewer, **values), NotAllowed)
    assert read_seen() == seen
    assert not AIDeclaration.objects.exists()
