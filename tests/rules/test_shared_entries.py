"""Who may change an entry that productions share (H15): each test is named after the attack, or after what stays allowed."""

import pytest

from productions.ai.services.ai_systems import register_ai_system, update_ai_system
from productions.credits.services.ai_uses import record_ai_use
from productions.models import Contributor, Credit, Event, Proposal
from productions.people.services.contributors import (
    add_name,
    create_contributor,
    update_contributor,
    update_name,
)
from productions.people.services.external_ids import add_external_id, update_external_id
from productions.proposals.services.proposals import (
    accept_proposal,
    decline_proposal,
    may_decide,
    withdraw_proposal,
)
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import Visibility
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from tests.rows import all_rows, changed_rows
from tests.rules.uses import USE

either = pytest.mark.parametrize("theirs", [Visibility.PUBLIC, Visibility.PRIVATE], indirect=True)


def acts_on(person, duplicate, system):
    """Every way in which an approver of A might change what others' credits stand on."""
    name, identifier = person.names.live().latest("pk"), person.external_ids.get()
    return {
        "merge it away": (merge_contributors, [person], {"into": duplicate, "reason": "the same"}),
        "merge into it": (merge_contributors, [duplicate], {"into": person, "reason": "the same"}),
        "rename it": (update_name, [name], {"text": "牧原 良"}),
        "give it another name": (add_name, [person], {"text": "牧原 良", "script": "native", "primary": True}),
        "remove its name": (remove_entity, [name], {"reason": "wrong"}),
        "remove its identifier": (remove_entity, [identifier], {"reason": "wrong"}),
        "change its identifier": (update_external_id, [identifier], {"value": "13"}),
        "give it an identifier": (add_external_id, [], {"scheme": "anilist", "value": "1", "contributor": person}),
        "make it a company": (update_contributor, [person], {"kind": "organization"}),
        "remove it": (remove_entity, [person], {"reason": "nobody"}),
        "rename an AI system": (update_ai_system, [system], {"name": "Nothing"}),
        "remove an AI system": (remove_entity, [system], {"reason": "nothing"}),
    }  # fmt: skip


ATTACKS = [
    "merge it away", "merge into it", "rename it", "give it another name", "remove its name", "remove its identifier",
    "change its identifier", "give it an identifier", "make it a company", "remove it", "rename an AI system",
    "remove an AI system",
]  # fmt: skip


@pytest.fixture
def acts(shared, theirs, mine, credit_in, now):
    add_name(shared, text="Makihara", script="romaji", by=None, now=now)
    add_external_id(scheme="mal", value="12", contributor=shared, by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "validated_by": shared, "validated_at": now, **USE}
    record_ai_use(Credit.objects.get(contributor=shared), **use, by=None, now=now)
    duplicate = create_contributor(name="牧原 亮太郎", by=None, now=now)
    return acts_on(shared, duplicate, system)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_approver_of_a_changes_nothing_that_stands_on_credits_of_b(acts, waits, mine, attack):
    verb, entries, values = acts[attack]
    proposal = waits(verb, *entries, by=mine, **values)
    assert (proposal.state, proposal.proposed_by) == ("open", mine)


@pytest.mark.parametrize(
    "attack", sorted(set(ATTACKS) - {"make it a company", "remove it", "remove an AI system"})
)
def test_what_was_proposed_is_done_when_an_approver_of_b_accepts_it(acts, waits, mine, others, now, attack):
    verb, entries, values = acts[attack]
    proposal = waits(verb, *entries, by=mine, **values)
    rows = all_rows()
    accepted = accept_proposal(proposal, by=others, now=now)
    assert (accepted.state, accepted.decided_by, accepted.arguments) == ("accepted", others, {})
    assert len(changed_rows(rows, all_rows())) > 1


def test_an_accepted_proposal_does_what_the_verb_itself_does(acts, waits, shared, mine, others, now):
    verb, entries, values = acts["rename it"]
    accept_proposal(waits(verb, *entries, by=mine, **values), by=others, now=now)
    entries[0].refresh_from_db()
    assert entries[0].text == "牧原 良"


@either
def test_a_merge_waits_for_the_other_production_whichever_entry_is_theirs(
    acts, waits, shared, mine, others, now
):
    verb, (duplicate,), values = acts["merge into it"]
    accept_proposal(waits(verb, duplicate, by=mine, **values), by=others, now=now)
    assert Contributor.objects.get(pk=duplicate.pk).merged_into == shared


def test_a_proposal_that_the_verb_refuses_by_now_stays_open(acts, waits, mine, others, now):
    verb, entries, values = acts["remove it"]
    proposal = waits(verb, *entries, by=mine, **values)
    with pytest.raises(Refusal, match="has credits"):
        accept_proposal(proposal, by=others, now=now)
    assert Proposal.objects.get().state == "open"


def test_who_decides_and_who_proposed_are_in_the_ledger(acts, waits, mine, others, now):
    verb, entries, values = acts["rename it"]
    accept_proposal(waits(verb, *entries, by=mine, **values), by=others, now=now)
    told = Event.objects.filter(action__in=("proposed", "accepted", "changed"), actor__isnull=False)
    assert list(told.order_by("pk").values_list("action", "entity_type", "actor__username")) == [
        ("proposed", "proposal", "mine"),
        ("changed", "contributorname", "others"),
        ("accepted", "proposal", "others"),
    ]


def test_a_declined_proposal_does_nothing_and_says_why(acts, waits, mine, others, now):
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    with pytest.raises(Refusal, match="reason for the decision"):
        decline_proposal(proposal, decision=" ", by=others, now=now)
    declined = decline_proposal(proposal, decision="That is his name.", by=others, now=now)
    assert (declined.state, declined.decision) == ("declined", "That is his name.")
    with pytest.raises(Refusal, match="already decided"):
        accept_proposal(proposal, by=others, now=now)


def test_nobody_decides_about_their_own_proposal(acts, waits, theirs, mine, others, now):
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    with pytest.raises(NotAllowed):
        accept_proposal(proposal, by=mine, now=now)
    mine.memberships.create(production=theirs, level="approver")
    with pytest.raises(NotAllowed):
        accept_proposal(proposal, by=mine, now=now)


def test_another_approver_of_a_does_not_decide_for_b(
    acts, waits, production, account, mine, credit_in, shared, now
):
    credit_in(production, contributor=shared)
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    assert not may_decide(proposal, account("friend", production))


def test_an_editor_of_b_does_not_decide(acts, waits, theirs, account, mine):
    verb, entries, values = acts["rename it"]
    assert not may_decide(waits(verb, *entries, by=mine, **values), account("editor", theirs, level="editor"))


def test_a_registrar_decides_and_needs_no_membership(acts, waits, account, mine, now):
    verb, entries, values = acts["rename it"]
    registrar = account("registrar", registrar=True)
    accept_proposal(waits(verb, *entries, by=mine, **values), by=registrar, now=now)
    entries[0].refresh_from_db()
    assert entries[0].text == "牧原 良"


def test_a_registrar_acts_alone(acts, account, now):
    verb, entries, values = acts["merge into it"]
    verb(*entries, by=account("registrar", registrar=True), now=now, **values)
    assert Contributor.objects.get(pk=entries[0].pk).merged_into == values["into"]


def test_a_proposal_is_taken_back_by_who_made_it(acts, waits, mine, others, now):
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    with pytest.raises(NotAllowed):
        withdraw_proposal(proposal, by=others, now=now)
    assert withdraw_proposal(proposal, by=mine, now=now).state == "withdrawn"


def test_the_same_proposal_waits_once(acts, waits, mine):
    verb, entries, values = acts["rename it"]
    assert waits(verb, *entries, by=mine, **values) == waits(verb, *entries, by=mine, **values)


def test_an_outsider_proposes_nothing(acts, account, now):
    verb, entries, values = acts["rename it"]
    with pytest.raises(NotAllowed):
        verb(*entries, by=account("outsider"), now=now, **values)


@either
def test_a_refusal_says_the_same_whichever_productions_are_concerned(
    acts, shared, theirs, mine, production, credit_in, now
):
    said = set()
    for verb, entries, values in acts.values():
        with pytest.raises(ProposalNeeded) as needed:
            verb(*entries, by=mine, now=now, **values)
        said.add(str(needed.value))
    assert len(said) == 1
    assert theirs.title not in said.pop()


def test_a_proposal_is_seen_by_who_made_it_by_those_concerned_and_by_registrars(
    acts, waits, production, theirs, mine, others, account
):
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    readers = [mine, others, account("registrar", registrar=True)]
    strangers = [
        account("friend", production), account("viewer", theirs, level="viewer"), account("editor", theirs, level="editor"),
    ]  # fmt: skip
    assert [proposal in Proposal.objects.visible_to(user) for user in readers] == [True] * 3
    assert [proposal in Proposal.objects.visible_to(user) for user in strangers] == [False] * 3
