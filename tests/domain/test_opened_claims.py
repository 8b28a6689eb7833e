"""Who may open a claim, on what, and how often."""

from datetime import timedelta

import pytest

from productions.catalogue.services.productions import create_production
from productions.claims.services import claims
from productions.credits.services.credits import confirm_credits, enter_credit
from productions.models import Claim
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal
from tests.domain.claiming import decline, state_of


def test_members_alone_open_claims(production, credit, now, staff):
    other = create_production(
        title="別", title_kana="べつ", kind="film", visibility="public", by=None, now=now
    )
    stranger = staff("none", "stranger")
    stranger.memberships.create(production=other, level="approver")
    said = {"kind": "not_mine", "credit": credit, "claimant_name": "X", "message": "x", "now": now}
    with pytest.raises(NotAllowed):
        claims.open_claim(production, by=stranger, **said)
    with pytest.raises(Refusal, match=r"^The credit belongs to another production\.$"):
        claims.open_claim(other, by=stranger, **said)
    assert (Claim.objects.count(), state_of(credit)) == (0, "confirmed")
    assert claims.open_claim(production, by=staff("viewer"), **said).opened_by.username == "viewer"


def test_no_claim_is_opened_on_a_draft_or_a_removed_credit(production, opened, credit, role, person, now):
    draft = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    with pytest.raises(
        Refusal, match=r"^This credit is a draft, which nobody outside has seen: change it instead\.$"
    ):
        opened("not_mine", credit=draft)
    remove_entity(credit, by=None, now=now, reason="Entered twice.")
    with pytest.raises(Refusal, match=r"^This credit is no longer active\.$"):
        opened("not_mine")


def test_what_was_disputed_as_a_draft_is_disputed_when_it_is_confirmed(
    production, opened, role, person, credit, now
):
    draft = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    claim = opened("not_mine")
    Claim.objects.filter(pk=claim.pk).update(credit=draft, state_before="")  # as they could be opened before
    confirm_credits([draft], by=None, now=now)
    assert state_of(draft) == "disputed"
    decline(claim, now)
    assert state_of(draft) == "confirmed"


def test_a_claim_names_only_entries_that_stand(opened, now):
    gone = create_contributor(name="見本 花", by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="Entered twice.")
    with pytest.raises(Refusal, match=r"^Choose an active entry that you may see\.$"):
        opened("not_mine", contributor=gone)


def test_the_same_claim_of_the_same_person_is_known(opened, credit, now):
    claim = opened("not_mine", claimant_name="Ｘ Ｙ", claimant_email="x@example.com")
    for again in ({"claimant_name": "x y"}, {"claimant_name": "Z", "claimant_email": "X@example.com"}):
        with pytest.raises(Refusal, match=r"^The same claim by the same person has been pending since "):
            opened("not_mine", **again)
    opened("not_mine", claimant_name="Z")
    opened("wrong_name", claimant_name="Ｘ Ｙ")
    decline(claim, now)
    opened("not_mine", claimant_name="Ｘ Ｙ")
    assert Claim.objects.count() == 4


def test_a_letter_may_tell_of_several_who_are_missing(opened):
    opened("missing", message="The layout artist.")
    opened("missing", message="The painter.")
    with pytest.raises(Refusal, match="has been pending"):
        opened("missing", message="The painter.")


def test_one_account_records_so_many_claims_a_day(production, now, staff, monkeypatch):
    monkeypatch.setattr(claims, "MAX_CLAIMS_PER_DAY", 2)  # instead of a hundred claims
    viewer = staff("viewer")
    said = {"kind": "missing", "message": "x", "by": viewer}
    for number in range(2):
        claims.open_claim(production, claimant_name=f"X{number}", now=now, **said)
    with pytest.raises(
        Refusal,
        match=r"^You have reached the limit of claims in 24 hours \(2\); try again later\.$",
    ):
        claims.open_claim(production, claimant_name="X3", now=now, **said)
    claims.open_claim(production, claimant_name="X3", now=now + timedelta(days=1), **said)
