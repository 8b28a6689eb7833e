"""H14: whether AI was used is not asked, none or used; a named person declares it, and "none" excludes a recorded use."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.credits.services.ai_declarations import credits_to_ask, declare_ai, declare_ai_in_scope
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import AIDeclaration, Credit, Event
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal, Stale
from productions.withholding.services.withholding import restore_name, withhold_name
from tests.rules.conftest import GENERATIVE

SENTENCE = "No AI system was used in my work on the credits listed here."


@pytest.fixture
def declare(person, now):
    """A declaration by the person who holds the credit."""

    def make(credit, answer="none", **values):
        given = {"declared_by": person, "wording": SENTENCE, "basis": "own_statement"}
        return declare_ai(credit, answer=answer, by=None, now=now, **(given | values))

    return make


@pytest.fixture
def drawn(production, person, role, now):
    """Three confirmed credits of one person for background art, in three cuts."""
    cuts = add_cuts(production, [{"number": number} for number in "123"], by=None, now=now)
    rows = [{"role": role("background_art"), "contributor": person, "cut": cut} for cut in cuts]
    return enter_credits(production, rows, by=None, now=now, state="confirmed")


def state_of(credit):
    return Credit.objects.get(pk=credit.pk).ai


def test_silence_is_not_asked(confirmed, person):
    credit = confirmed(contributor=person)
    assert state_of(credit) == "not_asked"
    assert AIDeclaration.objects.count() == 0


def test_the_database_refuses_none_beside_a_recorded_use(confirmed, person, system, declare):
    used = confirmed(contributor=person, ai_uses=[{"ai_system": system, **GENERATIVE}])
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.filter(pk=used.pk).update(ai_declared="none")
    declared = confirmed(contributor=person, role_as_printed="背景班")
    declare(declared)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.filter(pk=declared.pk).update(ai_recorded=True)


def test_none_and_a_recorded_use_exclude_each_other(confirmed, person, system, declare, now):
    credit = confirmed(contributor=person)
    declaration = declare(credit)
    assert state_of(credit) == "none"
    with pytest.raises(Refusal) as refused:
        record_ai_use(credit, ai_system=system, by=None, now=now, **GENERATIVE)
    assert (refused.value.rule, refused.value.reasons) == (
        "H14",
        ["It is declared that no AI was used in this credit; have an approver withdraw that declaration, then record "
         "the use."],
    )  # fmt: skip
    remove_entity(declaration, by=None, now=now, reason="They remembered.")
    assert state_of(credit) == "not_asked"
    use = record_ai_use(credit, ai_system=system, by=None, now=now, **GENERATIVE)
    assert state_of(credit) == "used"
    with pytest.raises(Refusal) as refused:
        declare(credit)
    assert (refused.value.rule, refused.value.reasons) == (
        "H14",
        [
            "An AI use is recorded in this credit: declare it as used, or have an approver remove the use first."
        ],
    )
    declare(credit, "used")
    remove_entity(use, by=None, now=now, reason="It was another credit's.")
    assert state_of(credit) == "used"
    remove_entity(AIDeclaration.objects.live().get(), by=None, now=now, reason="The same.")
    assert state_of(credit) == "not_asked"


def test_removing_the_last_use_goes_back_to_not_asked(confirmed, person, system, now):
    uses = [{"ai_system": system, **GENERATIVE}, {"ai_system": system, **GENERATIVE, "task": "layout"}]
    credit = confirmed(contributor=person, ai_uses=uses)
    first, last = credit.ai_uses.live()
    states = [state_of(credit)]
    for use in (first, last):
        remove_entity(use, by=None, now=now, reason="not his")
        states.append(state_of(credit))
    assert states == ["used", "used", "not_asked"]


def test_a_declaration_is_a_named_persons(confirmed, person, company, declare, now):
    credit = confirmed(contributor=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        AIDeclaration.objects.create(
            credit=credit, answer="none", declared_by=None, declared_at=now, wording=SENTENCE, basis="other"
        )
    problems = {
        "declared_by": {"declared_by": company, "basis": "contract", "note": "x"},
        "declared_at": {"declared_at": now + timedelta(days=1)},
        "wording": {"wording": " "},
        "answer": {"answer": "not_asked"},
        "basis": {"basis": "hearsay"},
    }
    for field, values in problems.items():
        with pytest.raises(Refusal) as refused:
            declare(credit, **values)
        assert list(refused.value.fields) == [field]
    assert state_of(credit) == "not_asked"


def test_whoever_does_not_hold_the_credit_names_the_source(confirmed, person, declare, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    credit = confirmed(contributor=person)
    with pytest.raises(Refusal) as refused:
        declare(credit, declared_by=other)
    assert refused.value.fields == {
        "basis": ["Not all of these credits are held by 見本 花; give the basis of the declaration."],
        "note": ["Name the source: the person who declares it does not hold the credit."],
    }
    entry = declare(credit, declared_by=other, basis="contract", note="§ 4 of the contract")
    assert (entry.declared_by, entry.basis, state_of(credit)) == (other, "contract", "none")


def test_whoever_withheld_their_name_still_holds_the_credit(confirmed, person, declare, now):
    credit = confirmed(contributor=person)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    declare(credit)
    assert state_of(credit) == "none"
    assert AIDeclaration.objects.with_named_declarer().get().named_declarer_id is None
    restore_name(Credit.objects.get(pk=credit.pk), reason="told us", by=None, now=now)
    assert state_of(credit) == "none"
    assert AIDeclaration.objects.with_named_declarer().get().named_declarer_id == person.pk


def test_viewers_declare_nothing(confirmed, person, staff, now):
    credit = confirmed(contributor=person)
    with pytest.raises(NotAllowed):
        declare_ai(
            credit, answer="none", declared_by=person, wording=SENTENCE, basis="own_statement",
            by=staff("viewer"), now=now,
        )  # fmt: skip


def declare_listed(production, role, listed, person, now, **values):
    return declare_ai_in_scope(
        production, role=role, listed=listed, answer="none", declared_by=person, wording=SENTENCE,
        basis="own_statement", by=None, now=now, **values,
    )  # fmt: skip


def test_a_scope_is_declared_only_as_it_was_listed(production, drawn, person, role, now):
    art = role("background_art")
    for listed in ([], drawn[:2], [*drawn, Credit(pk=0)]):
        with pytest.raises(Stale):
            declare_listed(production, art, listed, person, now)
    assert AIDeclaration.objects.count() == 0
    entries = declare_listed(production, art, drawn, person, now)
    assert [entry.credit_id for entry in entries] == [credit.pk for credit in drawn]
    assert [state_of(credit) for credit in drawn] == ["none"] * 3
    assert list(credits_to_ask(production, role=art)) == []
    assert Event.objects.filter(entity_type="aideclaration", action="created").count() == 3


def test_a_credit_that_is_entered_later_was_not_asked(production, drawn, person, role, now):
    art = role("background_art")
    declare_listed(production, art, drawn[:1], person, now, cut=drawn[0].cut)
    (later,) = enter_credits(
        production, [{"role": art, "contributor": person, "cut": drawn[0].cut, "role_as_printed": "背景班"}],
        by=None, now=now,
    )  # fmt: skip
    assert [state_of(credit) for credit in (drawn[0], later)] == ["none", "not_asked"]
    assert set(credits_to_ask(production, role=art)) == {later, *drawn[1:]}
    with pytest.raises(Stale):
        declare_listed(production, art, drawn[1:], person, now)


def test_a_credit_of_somebody_else_was_not_asked(drawn, person, declare, now):
    other = create_contributor(name="見本 花", by=None, now=now)
    declare(drawn[0])
    update_credit(drawn[0], position=3, by=None, now=now)
    assert state_of(drawn[0]) == "none"
    update_credit(drawn[0], contributor=other, by=None, now=now)
    assert state_of(drawn[0]) == "not_asked"
    assert AIDeclaration.objects.live().count() == 0


def test_a_merge_takes_declarations_along(drawn, person, declare, now):
    other = create_contributor(name="牧原 亮太郎", by=None, now=now)
    declare(drawn[0], declared_by=other, basis="correspondence", note="a letter")
    with pytest.raises(Refusal):
        remove_entity(other, by=None, now=now, reason="not needed")
    merge_contributors(other, into=person, by=None, now=now, reason="the same")
    assert AIDeclaration.objects.get().declared_by == person


def test_a_scope_costs_the_same_for_one_and_for_thirty(production, person, role, now):
    cuts = add_cuts(production, [{"number": str(number)} for number in range(31)], by=None, now=now)
    art = role("background_art")
    rows = [{"role": art, "contributor": person, "cut": cut} for cut in cuts]
    credits = enter_credits(production, rows, by=None, now=now)
    counts = []
    for listed, scope in ((credits[:1], {"cut": cuts[0]}), (credits[1:], {})):
        with CaptureQueriesContext(connection) as queries:
            declare_listed(production, art, listed, person, now, **scope)
        counts.append(len(queries))
    # Many events go by COPY on PostgreSQL, which the test does not count as a query; SQLite gives them their keys first.
    assert counts == ([9, 8] if connection.vendor == "postgresql" else [9, 10])


def test_old_rows_are_used_where_a_use_stands_and_else_not_asked(confirmed, person, system, now):
    migration = import_module("productions.migrations.0021_ai_declarations")
    used = confirmed(contributor=person, ai_uses=[{"ai_system": system, **GENERATIVE}])
    taken_back = confirmed(
        contributor=person, role_as_printed="背景班", ai_uses=[{"ai_system": system, **GENERATIVE}]
    )
    silent = confirmed(contributor=person, role_as_printed="美術")
    remove_entity(taken_back.ai_uses.get(), by=None, now=now, reason="not his")
    Credit.objects.update(ai_recorded=False)
    migration.mark_recorded_uses(apps, None)
    assert [state_of(credit) for credit in (used, taken_back, silent)] == ["used", "not_asked", "not_asked"]
