"""Nobody gets a proposal through by who makes it: productions of the proposer do not decide while others are concerned (H15)."""

from datetime import timedelta

import pytest

from productions.catalogue.services.memberships import change_membership
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit
from productions.models import Proposal
from productions.people.services.contributors import add_name, create_contributor
from productions.proposals.services.proposals import create_proposal, may_decide
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import CreditState
from productions.shared.refusals import ProposalNeeded


@pytest.fixture
def theirs(db, role, person, now):
    """Another production, in which the person has a confirmed credit."""
    made = create_production(title="別の作品", kind="film", by=None, now=now)
    rows = [{"role": role("layout"), "contributor": person}]
    enter_credits(made, rows, by=None, now=now, state=CreditState.CONFIRMED)
    return made


def waiting(act, *args, by, now, **values):
    with pytest.raises(ProposalNeeded) as needed:
        act(*args, by=by, now=now, **values)
    return create_proposal(needed.value, by=by, now=now)


def test_an_approver_does_not_decide_what_an_editor_of_the_same_production_proposes(
    theirs, person, confirmed, staff, now
):
    confirmed(contributor=person)
    double = create_contributor(name="牧原", by=None, now=now)
    proposal = waiting(merge_contributors, double, into=person, reason="one", by=staff("editor"), now=now)
    others = staff("others")
    others.memberships.create(production=theirs, level="approver")
    assert [may_decide(proposal, user) for user in (staff("approver"), others)] == [False, True]


def test_an_approver_decides_what_an_editor_proposes_where_nobody_else_is_concerned(
    person, confirmed, staff, now
):
    confirmed(contributor=person)
    double = create_contributor(name="牧原", by=None, now=now)
    proposal = waiting(merge_contributors, double, into=person, reason="one", by=staff("editor"), now=now)
    assert may_decide(proposal, staff("approver"))


@pytest.mark.parametrize("how", ["removed", "lowered"])
def test_taking_the_proposers_rights_away_makes_a_production_no_other_one(
    theirs, production, person, confirmed, staff, now, how
):
    confirmed(contributor=person)
    editor = staff("editor")
    proposal = waiting(add_name, person, text="牧原 良", script="native", by=editor, now=now)
    proposal.production = None  # as where the proposer has several of those concerned
    membership, later = editor.memberships.get(), now + timedelta(hours=1)
    if how == "removed":
        remove_entity(membership, by=None, now=later, reason="left")
    else:
        change_membership(membership, level="viewer", by=None, now=later)
    assert not may_decide(proposal, staff("approver"))


def test_a_proposal_about_what_is_on_drafts_alone_is_seen_by_their_approvers(production, role, staff, now):
    theirs = create_production(title="秘密の作品", kind="film", by=None, now=now)
    people = [create_contributor(name=name, by=None, now=now) for name in ("秘密花子", "秘密太郎")]
    for each in people:
        enter_credit(theirs, role=role("layout"), contributor=each, by=None, now=now)
    editor, others = staff("nobody"), staff("others")
    editor.memberships.create(production=theirs, level="editor")
    others.memberships.create(production=theirs, level="approver")
    first, second = people
    proposal = waiting(merge_contributors, first, into=second, reason="one", by=editor, now=now)
    seen = [user for user in (staff("approver"), others) if proposal in Proposal.objects.visible_to(user)]
    assert seen == [others]
