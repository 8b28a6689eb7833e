"""What waits in productions: each number by its own rule, and all of them in a few queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import create_production
from productions.claims.services.claims import decide_claim, open_claim
from productions.coverage.services.coverage import measure_coverage
from productions.coverage.services.required_roles import require_role
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit
from productions.exports.services.exports import request_export
from productions.models import Credit, Export
from productions.people.services.contributors import create_contributor
from productions.proposals.services.proposals import create_proposal
from productions.removals.services.merging import merge_contributors
from productions.review.queries import PERSON_MISSING
from productions.review.services.waiting import Waiting, count_waiting
from productions.shared.refusals import ProposalNeeded
from productions.withholding.services.withholding import withhold_name
from tests.rules.conftest import GENERATIVE

QUIET = Waiting(people_missing=3)
"""A short film needs three roles, which nobody has yet."""


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def boss(django_user_model, db):
    return django_user_model.objects.create_superuser("boss", password="a long password")


@pytest.fixture
def system(db, now):
    return register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)


@pytest.fixture
def count(production, editor, now):
    return lambda user=editor: count_waiting([production], user, now=now)[production.pk]


def test_an_empty_production_waits_for_the_people_of_its_required_roles(
    production, count, role, person, confirmed, now
):
    assert count() == QUIET
    confirmed(contributor=person)
    assert count() == Waiting(people_missing=2, ai_not_asked=1)
    require_role(production, role=role("layout"), by=None, now=now)
    assert count() == Waiting(people_missing=3, ai_not_asked=1)


def test_drafts_wait_and_hold_their_role(production, count, role, person, now):
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    assert count() == Waiting(drafts=1, people_missing=2, ai_not_asked=1)


def test_a_dispute_is_one_conflict_and_so_is_each_other_claim(production, count, person, confirmed, now):
    credit = confirmed(contributor=person)
    common = {"claimant_name": "X", "message": "x", "by": None, "now": now}
    disputing = open_claim(production, kind="wrong_name", credit=credit, **common)
    assert count().conflicts == 1
    open_claim(production, kind="missing", credit=None, **common)
    assert count().conflicts == 2
    decide_claim(disputing, accept=False, decision="It is right.", by=None, now=now)
    assert count().conflicts == 1


@pytest.mark.parametrize(
    "code", ["background_art", "editing_studio", "art_cooperation", "production_committee"]
)
def test_who_names_nobody_is_who_coverage_says(production, person, company, confirmed, role, code, now):
    """The condition of queries and the rule of coverage are one."""
    group = {"kind": "organization", "headcount": 2}
    for values in (
        {"contributor": person},
        {"absence_reason": "unknown_lost"},
        {"absence_reason": "company_will_not_name", "headcount": 3},
        group | {"contributor": company, "named_count": 0},
        group | {"contributor": company, "named_count": 1, "role_as_printed": "一"},
        group | {"contributor": company, "named_count": None, "headcount": None, "absence_reason": "unknown_lost", "role_as_printed": "二"},
    ):  # fmt: skip
        confirmed(role=role(code), **values)
    mine = confirmed(contributor=person, role=role("director"))
    withhold_name(mine, statement="Leave me out.", stated_on=now.date(), by=None, now=now)
    missing = Credit.objects.current().filter(PERSON_MISSING)
    assert missing.count() == measure_coverage(production=production).credits_unnamed > 0


def test_generative_ai_waits_for_a_person_and_not_for_who_validates_it(count, person, confirmed, system, now):
    """Whoever says that nobody validated the result has answered (H7); that nobody is named stops an issue (H13)."""
    credit = confirmed(contributor=person)
    use = GENERATIVE | {"oversight": "human_validated", "validated_by": person, "validated_at": now}
    record_ai_use(credit, ai_system=system, by=None, now=now, **use)
    assert count() == Waiting(people_missing=2)
    alone = GENERATIVE | {"task": "layout", "oversight": "fully_autonomous"}
    record_ai_use(credit, ai_system=system, by=None, now=now, **alone)
    assert count() == Waiting(people_missing=2)
    nobodys = confirmed(absence_reason="unknown_lost")
    record_ai_use(nobodys, ai_system=system, by=None, now=now, **use)
    assert count() == Waiting(people_missing=3, uses_unnamed=1)


def test_exports_wait_until_they_are_done_or_asked_for_again(production, count, person, confirmed, now):
    confirmed(contributor=person)
    first, second = (
        request_export(production, format=format, by=None, now=now) for format in ("txt", "json")
    )
    assert (count().exports.open, count().exports.failed) == (2, 0)
    Export.objects.update(state="failed", error="It broke.")
    assert (count().exports.open, count().exports.failed) == (0, 2)
    request_export(production, format=first.format, by=None, now=now)
    assert (count().exports.open, count().exports.failed) == (1, 1)
    assert Export.objects.get(state="failed", format=second.format)


def test_a_package_that_failed_waits_until_the_same_is_asked_for_again(
    production, count, person, confirmed, now
):
    confirmed(contributor=person)
    for formats in (["txt", "json"], ["txt", "pdf"]):
        request_export(production, formats=formats, by=None, now=now)
    Export.objects.update(state="failed", error="It broke.")
    assert count().exports.failed == 2
    request_export(production, formats=["json", "txt"], by=None, now=now)
    assert (count().exports.open, count().exports.failed) == (1, 1)


def test_proposals_of_others_wait_for_an_approver(production, theirs, person, credit_in, account, count, now):
    credit_in(production, contributor=person)
    credit_in(theirs, contributor=person)
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    stranger, approver = account("stranger", theirs), account("approver", production)
    credit_in(theirs, contributor=double)
    with pytest.raises(ProposalNeeded) as needed:
        merge_contributors(double, into=person, by=stranger, now=now, reason="the same")
    create_proposal(needed.value, by=stranger, now=now)
    assert count(approver).proposals == 1
    assert count().proposals == 0, "an editor does not decide"
    assert count_waiting([theirs], stranger, now=now)[theirs.pk].proposals == 0, "one's own waits for others"


def test_what_the_user_does_not_see_is_not_counted(production, theirs, person, editor, credit_in, role, now):
    enter_credit(theirs, role=role("layout"), contributor=person, by=None, now=now)
    found = count_waiting([production, theirs], editor, now=now)[theirs.pk]
    assert replace(found, people_missing=0) == Waiting()


def test_few_queries_however_many_productions(production, person, boss, credit_in, now):
    chosen = [production]
    for number in range(9):
        made = create_production(title=f"作品{number}", kind="film", by=None, now=now)
        credit_in(made, contributor=person)
        chosen.append(made)
    for some in (chosen[:1], chosen):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            count_waiting(some, boss, now=now)
        assert len(queries) == 8
