"""Confirmed credits are drafts again: who may, which may not be, and what follows."""

import pytest

from productions.catalogue.services.productions import update_production
from productions.claims.services.claims import decide_claim, link_credit, open_claim
from productions.credits.services.credits import confirm_credits
from productions.credits.services.returned_drafts import return_to_draft
from productions.models import Event
from productions.releases.services.releases import issue_release
from productions.shared.refusals import NotAllowed
from tests.domain.refusing import refused

WHY = {"reason": "They were confirmed too early."}


@pytest.fixture
def private(production, now):
    return update_production(production, visibility="private", by=None, now=now)


def test_they_are_drafts_again_with_an_event_and_the_reason(private, credit, staff, now):
    editor = staff("editor")
    assert return_to_draft(private, [credit], by=editor, now=now, **WHY) == 1
    credit.refresh_from_db()
    assert (credit.state, credit.revision) == ("draft", 2)
    event = Event.objects.filter(entity_uid=credit.uid).latest("pk")
    assert (event.action, event.actor, event.reason) == ("returned", editor, WHY["reason"])
    assert return_to_draft(private, [credit], by=editor, now=now, **WHY) == 0
    assert confirm_credits([credit], by=editor, now=now) == 1


def test_without_a_reason_nothing_changes(private, credit, now):
    assert refused(return_to_draft, private, [credit], by=None, now=now, reason=" ").fields == {
        "reason": ["Say why these credits become drafts again."]
    }


def test_what_the_public_sees_an_approver_takes_back(production, credit, staff, now):
    common = {"now": now, **WHY}
    assert isinstance(
        refused(return_to_draft, production, [credit], by=staff("editor"), **common), NotAllowed
    )
    assert return_to_draft(production, [credit], by=staff("approver"), **common) == 1


def test_once_a_release_was_issued_an_approver_takes_back(private, credit, staff, now):
    issue_release(private, by=None, now=now)
    common = {"now": now, **WHY}
    assert isinstance(refused(return_to_draft, private, [credit], by=staff("editor"), **common), NotAllowed)
    assert return_to_draft(private, [credit], by=staff("approver"), **common) == 1


def test_a_viewer_takes_back_nothing(private, credit, staff, now):
    assert isinstance(
        refused(return_to_draft, private, [credit], by=staff("viewer"), now=now, **WHY), NotAllowed
    )


def test_what_others_say_of_a_credit_stands(production, credit, opened, now):
    claim = opened("wrong_name")
    told = refused(return_to_draft, production, [credit], by=None, now=now, **WHY)
    assert told.reasons == [f"“{credit}” is disputed: decide about the claim first."]
    decide_claim(claim, accept=False, decision="It is right.", by=None, now=now)
    decide_claim(opened("mine"), accept=True, decision="Yes.", by=None, now=now)
    told = refused(return_to_draft, production, [credit], by=None, now=now, **WHY)
    assert told.reasons == [f"“{credit}” was confirmed by its own contributor: change or remove it instead."]


def test_whom_somebody_missed_is_missed_again(production, credit, now):
    common = {"by": None, "now": now}
    claim = open_claim(production, kind="missing", claimant_name="X", message="x", **common)
    decide_claim(claim, accept=True, decision="Yes.", **common)
    link_credit(claim, credit=credit, **common)
    assert claim.state == "settled"
    return_to_draft(production, [credit], **common, **WHY)
    claim.refresh_from_db()
    assert claim.state == "accepted"
    confirm_credits([credit], **common)
    claim.refresh_from_db()
    assert claim.state == "settled"
