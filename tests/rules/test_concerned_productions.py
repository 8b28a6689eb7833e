"""Which productions an entry concerns (H15): those whose credits carry it, or the one that entered it; they alone act alone."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.models import Contributor, Credit
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.proposals.services.proposals import accept_proposal, may_decide
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge
from productions.shared.refusals import ProposalNeeded
from productions.vocabulary.services import add_role_alias, create_role, retire_role, update_role
from productions.withholding.services.withholding import withhold_name
from tests.rules.uses import USE


def test_what_is_all_yours_you_change_alone_and_undo_alone(production, person, mine, credit_in, now):
    double = create_contributor(name="牧原 亮太郎", production=production, by=mine, now=now)
    credit_in(production, contributor=person)
    credit_in(production, code="director", contributor=double)
    add_name(person, text="Makihara", script="romaji", by=mine, now=now)
    merge_contributors(double, into=person, by=mine, now=now, reason="the same")
    undo_merge(double, by=mine, now=now, reason="they are two")
    assert Credit.objects.filter(contributor=double).count() == 1


def test_an_editor_of_all_of_it_renames_and_leaves_the_merge_to_an_approver(
    production, person, account, credit_in, waits, mine, now
):
    credit_in(production, contributor=person)
    editor = account("editor", production, level="editor")
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
    person, theirs, account, waits, now
):
    editor = account("editor", theirs, level="editor")
    add_name(person, text="Makihara", script="romaji", by=editor, now=now)
    proposal = waits(remove_entity, person, by=editor, reason="nobody")
    accept_proposal(proposal, by=account("approver", theirs), now=now)
    assert Contributor.objects.get(pk=person.pk).removed_at == now


def test_both_holding_the_same_credit_in_b_is_told_to_nobody_else(shared, theirs, mine, credit_in, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    credit_in(theirs, contributor=double)
    with pytest.raises(ProposalNeeded):
        merge_contributors(double, into=shared, by=mine, now=now, reason="the same")


def test_a_role_of_others_is_not_relabelled_by_an_editor(
    theirs, person, role, mine, credit_in, waits, others, now
):
    credit_in(theirs, contributor=person)
    proposal = waits(update_role, role("layout"), by=mine, label_en="Nothing")
    accept_proposal(proposal, by=others, now=now)
    assert role("layout").label_en == "Nothing"


def test_a_role_without_credits_is_the_registrars(theirs, role, mine, account, waits, now):
    proposal = waits(retire_role, role("layout"), by=mine, reason="unused")
    assert not may_decide(proposal, account("approver", theirs))
    registrar = account("registrar", registrar=True)
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
