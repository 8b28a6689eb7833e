"""Two entries of one person may hold the same credit: a merge leaves one of the two, tells which went, and an undo brings it back."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.claims.services.claims import decide_claim, open_claim
from productions.credits.models.billing import HAND_END
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.billing import order_credits
from productions.credits.services.credits import enter_credit
from productions.models import AIUse, Credit, Tombstone
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.doubled_credits import list_readable_doubled
from productions.removals.services.merging import merge_contributors
from productions.removals.services.undo import undo_merge
from productions.shared.refusals import Refusal
from tests.rows import all_rows, changed_rows
from tests.rules.uses import SAID, USE

GUIDED = {**USE, "oversight": "prompt_guided"}


@pytest.fixture
def kept(confirmed, person, role):
    return confirmed(contributor=person, role=role("layout"))


@pytest.fixture
def doubled(confirmed, double, role):
    return confirmed(contributor=double, role=role("layout"), evidence_kind="contract", evidence_note="p. 3")


@pytest.fixture
def merge(person, double, now):
    return lambda **values: merge_contributors(
        double, into=person, **{"by": None, "now": now, "reason": "one"} | values
    )


def undo(double, now):
    return undo_merge(double, by=None, now=now, reason="two")


def test_the_credit_of_the_one_that_goes_is_removed_and_told(kept, doubled, merge, person, production, now):
    issued = issue_release(production, by=None, now=now)
    merged = merge()
    assert [(pair.goes, pair.stays) for pair in merged.doubled] == [(doubled, kept)]
    assert list(person.credits.current()) == [kept]
    doubled.refresh_from_db()
    assert (doubled.removed_at, doubled.evidence_kind, doubled.evidence_note) == (now, "contract", "p. 3")
    assert Tombstone.objects.standing().get(entity_uid=doubled.uid).reason == "one"
    before = issued.digest
    issued.refresh_from_db()
    assert issued.digest == before


def test_an_undo_brings_it_back(kept, doubled, merge, double, now):
    before = all_rows()
    merge()
    undone = undo(double, now)
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])
    double.refresh_from_db()
    merge()
    undo(double, now)
    assert changed_rows(before, all_rows()) == {}


def test_what_is_confirmed_stays_and_a_draft_goes(production, person, doubled, role, merge, double, now):
    draft = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    before = all_rows()
    assert [(pair.goes, pair.stays) for pair in merge().doubled] == [(draft, doubled)]
    doubled.refresh_from_db()
    assert doubled.contributor == person
    undo(double, now)
    assert changed_rows(before, all_rows()) == {}


def test_a_studio_merged_into_another_doubles_the_credits_of_its_people(person, company, confirmed, now):
    other = create_contributor(name="WIT", kind="organization", by=None, now=now)
    stays, goes = (confirmed(contributor=person, affiliation=studio) for studio in (company, other))
    before = all_rows()
    merged = merge_contributors(other, into=company, by=None, now=now, reason="one")
    assert [(pair.goes, pair.stays) for pair in merged.doubled] == [(goes, stays)]
    undo(other, now)
    assert changed_rows(before, all_rows()) == {}


@pytest.fixture
def use(doubled, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    return record_ai_use(doubled, ai_system=system, **GUIDED, by=None, now=now)


def test_its_ai_uses_and_declaration_move_to_the_one_that_stays(kept, doubled, use, double, merge, now):
    declare_ai(doubled, answer="used", declared_by=double, **SAID, by=None, now=now)
    before = all_rows()
    merge()
    kept.refresh_from_db()
    assert list(AIUse.objects.live().values_list("credit", flat=True)) == [kept.pk]
    assert (kept.ai_recorded, kept.ai_declared, kept.ai_declarations.live().count()) == (True, "used", 1)
    undo(double, now)
    assert changed_rows(before, all_rows()) == {}


def test_of_two_declarations_that_say_the_same_one_stays(kept, doubled, person, double, merge, now):
    for credit, who in ((kept, person), (doubled, double)):
        declare_ai(credit, answer="none", declared_by=who, **SAID, by=None, now=now)
    before = all_rows()
    merge()
    kept.refresh_from_db()
    assert (kept.ai_declared, kept.ai_declarations.live().count()) == ("none", 1)
    undo(double, now)
    assert changed_rows(before, all_rows()) == {}


def test_none_on_one_and_a_use_on_the_other_is_for_people_to_settle(kept, use, person, merge, now):
    declare_ai(kept, answer="none", declared_by=person, **SAID, by=None, now=now)
    before = all_rows()
    with pytest.raises(Refusal, match="no AI was used, the other that it was"):
        merge()
    assert all_rows() == before


def test_a_claim_that_waits_is_decided_first(production, kept, doubled, merge, now):
    claim = open_claim(
        production, kind="not_mine", credit=doubled, claimant_name="X", message="x", by=None, now=now
    )
    with pytest.raises(Refusal, match="a claim about it waits"):
        merge()
    decide_claim(claim, accept=False, decision="It is.", by=None, now=now)
    assert [pair.goes for pair in merge().doubled] == [doubled]


def test_the_place_in_the_roll_is_kept(production, kept, doubled, confirmed, company, merge, double, now):
    first, last = (
        confirmed(contributor=company, kind="organization", headcount=1, named_count=1),
        confirmed(contributor=create_contributor(name="別人", by=None, now=now)),
    )
    billing = order_credits(production, credits=[first, doubled, last], by=None, now=now)
    before = all_rows()
    merge()
    billing.refresh_from_db()
    assert billing.credits == [first.pk, doubled.pk, kept.pk, last.pk, HAND_END]
    undo(double, now)
    assert changed_rows(before, all_rows()) == {}


def test_drafts_of_others_are_told_to_nobody(theirs, person, double, role, account, production, merge, now):
    """A production's drafts give it no say, and nobody else hears of them."""
    for who in (person, double):
        enter_credit(theirs, role=role("layout"), contributor=who, by=None, now=now)
        enter_credit(production, role=role("layout"), contributor=who, by=None, now=now)
    Credit.objects.filter(production=production).update(state="confirmed")
    mine = account("mine", production)
    merged = merge(by=mine)
    assert len(merged.doubled) == 2
    assert [pair.goes.production for pair in list_readable_doubled(merged.doubled, by=mine)] == [production]


def test_a_question_about_a_draft_of_others_names_nothing(
    theirs, person, double, role, account, production, merge, now
):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    own, other = (
        enter_credit(theirs, role=role("layout"), contributor=who, by=None, now=now)
        for who in (person, double)
    )
    declare_ai(own, answer="none", declared_by=person, **SAID, by=None, now=now)
    record_ai_use(other, ai_system=system, **GUIDED, by=None, now=now)
    for who in (person, double):
        credit = enter_credit(production, role=role("director"), contributor=who, by=None, now=now)
        Credit.objects.filter(pk=credit.pk).update(state="confirmed")
    with pytest.raises(Refusal) as refused:
        merge(by=account("mine", production))
    assert "a credit that you may not see" in str(refused.value)
    assert theirs.title not in str(refused.value)
    assert str(own.role) not in str(refused.value)
