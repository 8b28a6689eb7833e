"""Who may change an entry that productions share (H15): each test is named after the attack, or after what stays allowed."""

import pytest

from productions.domain.ai_declarations import declare_ai
from productions.domain.ai_systems import register_ai_system, update_ai_system
from productions.domain.ai_uses import record_ai_use
from productions.domain.bulk import enter_credits
from productions.domain.contributors import add_name, create_contributor, update_contributor, update_name
from productions.domain.credits import enter_credit
from productions.domain.external_ids import add_external_id, update_external_id
from productions.domain.merging import merge_contributors
from productions.domain.productions import create_production
from productions.domain.proposals import (
    accept_proposal,
    create_proposal,
    decline_proposal,
    may_decide,
    withdraw_proposal,
)
from productions.domain.removal import remove_entity
from productions.domain.undo import undo_merge
from productions.domain.vocabulary import add_role_alias, create_role, retire_role, update_role
from productions.domain.withholding import withhold_name
from productions.models import Contributor, Credit, Event, Proposal, User
from productions.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.vocabulary import CreditState, Visibility
from tests.rows import all_rows, changed_rows

USE = {
    "task": "layout",
    "source_type": "algorithmicMedia",
    "oversight": "human_validated",
    "extent": "assist",
}


@pytest.fixture
def theirs(request, db, now):
    """Production B, of other people; private unless a test asks for a public one."""
    visibility = getattr(request, "param", Visibility.PRIVATE)
    return create_production(
        title="別の作品", title_kana="べつ", kind="film", visibility=visibility, by=None, now=now
    )


either = pytest.mark.parametrize("theirs", [Visibility.PUBLIC, Visibility.PRIVATE], indirect=True)


@pytest.fixture
def member(db):
    """An account with a level on a production, or with none."""

    def make(name, production=None, level="approver", **values):
        user = User.objects.create_user(name, password="a long password", is_staff=True, **values)
        if production is not None:
            user.memberships.create(production=production, level=level)
        return user

    return make


@pytest.fixture
def mine(member, production):
    """An approver of production A."""
    return member("mine", production)


@pytest.fixture
def others(member, theirs):
    """An approver of production B."""
    return member("others", theirs)


@pytest.fixture
def credit_in(role, now):
    """A confirmed credit of a production."""

    def enter(production, code="layout", **values):
        rows = [{"role": role(code), **values}]
        (credit,) = enter_credits(production, rows, by=None, now=now, state=CreditState.CONFIRMED)
        return credit

    return enter


@pytest.fixture
def shared(theirs, person, credit_in):
    """A person with a confirmed credit in B."""
    credit_in(theirs, contributor=person)
    return person


@pytest.fixture
def waits(now):
    """That an act changes nothing, and becomes a proposal that waits."""

    def ask(act, *args, by, **values):
        before = all_rows()
        with pytest.raises(ProposalNeeded) as needed:
            act(*args, by=by, now=now, **values)
        assert changed_rows(before, all_rows()) == {}
        return create_proposal(needed.value, by=by, now=now)

    return ask


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
    acts, waits, production, member, mine, credit_in, shared, now
):
    credit_in(production, contributor=shared)
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    assert not may_decide(proposal, member("friend", production))


def test_an_editor_of_b_does_not_decide(acts, waits, theirs, member, mine):
    verb, entries, values = acts["rename it"]
    assert not may_decide(waits(verb, *entries, by=mine, **values), member("editor", theirs, level="editor"))


def test_a_registrar_decides_and_needs_no_membership(acts, waits, member, mine, now):
    verb, entries, values = acts["rename it"]
    registrar = member("registrar", registrar=True)
    accept_proposal(waits(verb, *entries, by=mine, **values), by=registrar, now=now)
    entries[0].refresh_from_db()
    assert entries[0].text == "牧原 良"


def test_a_registrar_acts_alone(acts, member, now):
    verb, entries, values = acts["merge into it"]
    verb(*entries, by=member("registrar", registrar=True), now=now, **values)
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


def test_an_outsider_proposes_nothing(acts, member, now):
    verb, entries, values = acts["rename it"]
    with pytest.raises(NotAllowed):
        verb(*entries, by=member("outsider"), now=now, **values)


def test_what_is_all_yours_you_change_alone_and_undo_alone(production, person, mine, credit_in, now):
    double = create_contributor(name="牧原 亮太郎", production=production, by=mine, now=now)
    credit_in(production, contributor=person)
    credit_in(production, code="director", contributor=double)
    add_name(person, text="Makihara", script="romaji", by=mine, now=now)
    merge_contributors(double, into=person, by=mine, now=now, reason="the same")
    undo_merge(double, by=mine, now=now, reason="they are two")
    assert Credit.objects.filter(contributor=double).count() == 1


def test_an_editor_of_all_of_it_renames_and_leaves_the_merge_to_an_approver(
    production, person, member, credit_in, waits, mine, now
):
    credit_in(production, contributor=person)
    editor = member("editor", production, level="editor")
    update_name(person.names.first(), text="牧原", by=editor, now=now)
    double = create_contributor(name="牧原 亮太郎", production=production, by=editor, now=now)
    proposal = waits(merge_contributors, double, into=person, by=editor, reason="the same")
    accept_proposal(proposal, by=mine, now=now)
    assert Contributor.objects.get(pk=double.pk).merged_into == person


def test_an_undo_waits_where_others_are_concerned_since(
    production, theirs, person, mine, others, credit_in, waits, now
):
    double = create_contributor(name="牧原 亮太郎", production=production, by=mine, now=now)
    credit_in(production, contributor=person)
    merge_contributors(double, into=person, by=mine, now=now, reason="the same")
    credit_in(theirs, contributor=person)
    proposal = waits(undo_merge, double, by=mine, reason="they are two")
    accept_proposal(proposal, by=others, now=now)
    assert Contributor.objects.get(pk=double.pk).merged_into is None


def concerns(theirs, person, company, credit_in, role, now, how):
    """One way in which a credit of B carries the person (or the company)."""
    if how == "draft":
        enter_credit(theirs, role=role("layout"), contributor=person, by=None, now=now)
    elif how == "withheld":
        credit = credit_in(theirs, contributor=person)
        withhold_name(credit, statement="no", stated_on=now.date(), by=None, now=now)
    elif how == "affiliation":
        other = create_contributor(name="新人", by=None, now=now)
        credit_in(theirs, contributor=other, affiliation=company)
    else:
        other = create_contributor(name="新人", by=None, now=now)
        credit = credit_in(theirs, contributor=other)
        if how == "validator":
            system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
            use = {"ai_system": system, "validated_by": person, "validated_at": now, **USE}
            record_ai_use(credit, **use, by=None, now=now)
        else:
            declare_ai(
                credit, answer="none", declared_by=person, wording="So it was.", basis="contract", note="x", by=None, now=now
            )  # fmt: skip


@pytest.mark.parametrize("how", ["withheld", "affiliation", "validator", "declarer"])
def test_a_credit_of_b_concerns_b_however_it_carries_the_entry(
    theirs, production, person, company, credit_in, role, mine, waits, now, how
):
    concerns(theirs, person, company, credit_in, role, now, how)
    entry = company if how == "affiliation" else person
    waits(add_name, entry, text="牧原 良", script="native", by=mine)


def test_a_draft_of_b_concerns_nobody(theirs, person, company, credit_in, role, mine, now):
    concerns(theirs, person, company, credit_in, role, now, "draft")
    add_name(person, text="Makihara", script="romaji", by=mine, now=now)


def test_an_entry_without_credits_is_the_production_s_that_entered_it(theirs, mine, others, waits, now):
    entry = create_contributor(name="新人", production=theirs, by=others, now=now)
    proposal = waits(remove_entity, entry, by=mine, reason="nobody")
    assert may_decide(proposal, others)
    remove_entity(entry, by=others, now=now, reason="nobody")


def test_an_entry_of_nobody_is_changed_by_any_editor_and_removed_by_any_approver(
    person, theirs, member, waits, now
):
    editor = member("editor", theirs, level="editor")
    add_name(person, text="Makihara", script="romaji", by=editor, now=now)
    proposal = waits(remove_entity, person, by=editor, reason="nobody")
    accept_proposal(proposal, by=member("approver", theirs), now=now)
    assert Contributor.objects.get(pk=person.pk).removed_at == now


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


def test_both_holding_the_same_credit_in_b_is_told_to_nobody_else(shared, theirs, mine, credit_in, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    credit_in(theirs, contributor=double)
    with pytest.raises(ProposalNeeded):
        merge_contributors(double, into=shared, by=mine, now=now, reason="the same")


def test_a_proposal_is_seen_by_who_made_it_by_those_concerned_and_by_registrars(
    acts, waits, production, theirs, mine, others, member
):
    verb, entries, values = acts["rename it"]
    proposal = waits(verb, *entries, by=mine, **values)
    readers = [mine, others, member("registrar", registrar=True)]
    strangers = [
        member("friend", production), member("viewer", theirs, level="viewer"), member("editor", theirs, level="editor"),
    ]  # fmt: skip
    assert [proposal in Proposal.objects.visible_to(user) for user in readers] == [True] * 3
    assert [proposal in Proposal.objects.visible_to(user) for user in strangers] == [False] * 3


def test_a_role_of_others_is_not_relabelled_by_an_editor(
    theirs, person, role, mine, credit_in, waits, others, now
):
    credit_in(theirs, contributor=person)
    proposal = waits(update_role, role("layout"), by=mine, label_en="Nothing")
    accept_proposal(proposal, by=others, now=now)
    assert role("layout").label_en == "Nothing"


def test_a_role_without_credits_is_the_registrars(theirs, role, mine, member, waits, now):
    proposal = waits(retire_role, role("layout"), by=mine, reason="unused")
    assert not may_decide(proposal, member("approver", theirs))
    registrar = member("registrar", registrar=True)
    assert may_decide(proposal, registrar)
    add_role_alias(role("layout"), text="独自", by=registrar, now=now)
    create_role(
        code="own", department=role("layout").department, scope="cut", label_en="Own", label_ja="独", order=1,
        by=registrar, now=now,
    )  # fmt: skip


def test_a_role_whose_credits_are_all_yours_you_change(production, person, role, mine, credit_in, now):
    credit_in(production, contributor=person)
    update_role(role("layout"), label_en="Lay-out", by=mine, now=now)
    assert role("layout").label_en == "Lay-out"


def test_a_legal_name_is_no_shared_entry(shared, mine, now):
    add_name(shared, text="戸籍 太郎", script="native", kind="legal", by=mine, now=now)


def test_a_legal_name_becomes_public_only_as_others_agree(shared, mine, waits, now):
    name = add_name(shared, text="戸籍 太郎", script="native", kind="legal", by=mine, now=now)
    waits(update_name, name, kind="alias", by=mine)
