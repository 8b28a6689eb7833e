"""A company that only takes part is asked for no head count; for work of people it is (H6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.coverage.services.coverage import measure_coverage
from productions.credits.services import labour
from productions.credits.services.credits import enter_credit
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, Event, Role
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.shared.choices import CreditKind
from productions.shared.refusals import Refusal
from productions.vocabulary.services import mark_participation, update_role

COMPANIES = """役職,名前
協力,例日本郵便株式会社
協力,例県見本市役所
協力,一般社団法人見本フィルムコミッション
録音スタジオ,スタジオれいおん
音響制作,例音舎
音楽制作,株式会社レイダンス
アニメーション制作,スタジオ虹
製作,「月虹の郵便局」製作委員会
グロス請け,れいスタジオ
製作,例山 太郎
原画,例田 花
"""


def company_credit(production, company, role, now, **values):
    return enter_credit(
        production, role=role, kind="organization", contributor=company, by=None, now=now, **values
    )


@pytest.mark.parametrize(
    "code", ["production", "cooperation", "copyright", "animation_production", "recording_studio"]
)
def test_h6_a_company_that_takes_part_says_no_number(production, company, role, now, code):
    credit = company_credit(production, company, role(code), now)
    assert (credit.headcount, credit.named_count, credit.absence_reason, credit.is_labour) == (
        None,
        None,
        "",
        False,
    )


@pytest.mark.parametrize("code", ["inbetween", "background_art", "cg_production", "editing"])
def test_h6_a_company_that_works_says_one(production, company, role, now, code):
    with pytest.raises(Refusal):
        company_credit(production, company, role(code), now)


def test_h6_a_number_that_is_given_is_kept_and_has_its_other_half(production, company, role, now):
    assert (
        company_credit(production, company, role("copyright"), now, headcount=3, named_count=1).headcount == 3
    )
    with pytest.raises(Refusal):
        company_credit(production, company, role("cooperation"), now, headcount=3)


def test_a_sheet_enters_companies_that_take_part_without_a_number(production, now):
    assert import_credit_sheet(production, COMPANIES.encode(), filename="a.csv", by=None, now=now) == 11
    groups = Credit.objects.filter(kind=CreditKind.ORGANIZATION).order_by("pk")
    assert [credit.credited_as for credit in groups] == [
        line.partition(",")[2] for line in COMPANIES.splitlines()[1:10]
    ]
    assert set(groups.values_list("headcount", "named_count", "absence_reason")) == {(None, None, "")}
    people = Credit.objects.filter(kind=CreditKind.PERSON).order_by("pk")
    assert [credit.credited_as for credit in people] == ["例山 太郎", "例田 花"]


def test_a_company_that_takes_part_is_no_group_without_a_number(production, company, role, confirmed):
    confirmed(role=role("cooperation"), kind="organization", contributor=company)
    confirmed(
        role=role("copyright"), kind="organization", contributor=company, absence_reason="not_yet_entered"
    )
    document = build_working_document(production=production, episode=None, edition="")
    assert document.facts.groups_uncounted == 0
    covered = measure_coverage(production=production)
    assert (covered.credits_named, covered.credits_unnamed, covered.people_unnamed) == (2, 0, 0)
    confirmed(
        role=role("inbetween"), kind="organization", contributor=company, absence_reason="not_yet_entered"
    )
    document = build_working_document(production=production, episode=None, edition="")
    assert document.facts.groups_uncounted == 1
    assert measure_coverage(production=production).credits_unnamed == 1


def test_credits_follow_their_role(production, company, role, confirmed, now):
    credit = confirmed(
        role=role("inbetween"), kind="organization", contributor=company, headcount=3, named_count=0
    )
    inbetween = update_role(role("inbetween"), is_labour=False, by=None, now=now)
    credit.refresh_from_db()
    assert not credit.is_labour
    assert Event.objects.filter(entity_uid=credit.uid).count() == 1, "a copy is no change of the credit"
    update_role(inbetween, is_labour=True, by=None, now=now)
    credit.refresh_from_db()
    assert credit.is_labour


def test_a_role_becomes_labour_only_once_its_companies_say_how_many(
    production, company, role, confirmed, now
):
    credit = confirmed(role=role("cooperation"), kind="organization", contributor=company)
    with pytest.raises(Refusal) as refused:
        update_role(role("cooperation"), is_labour=True, by=None, now=now)
    assert list(refused.value.fields) == ["is_labour"]
    assert not role("cooperation").is_labour
    credit.refresh_from_db()
    assert not credit.is_labour


def test_shipped_roles_of_before_are_marked_with_their_credits(
    production, company, role, confirmed, now, monkeypatch
):
    """As an earlier version left them: everything is labour."""
    # Credits are renewed in slices of 2,000; with two, so few of them show it.
    monkeypatch.setattr(labour, "SLICE", 2)
    for code in ("cooperation", "copyright", "production"):
        confirmed(role=role(code), kind="organization", contributor=company, headcount=2, named_count=0)
    Role.objects.update(is_labour=True)
    Credit.objects.update(is_labour=True)
    update_role(role("copyright"), is_labour=False, by=None, now=now)
    update_role(role("copyright"), is_labour=True, by=None, now=now)
    assert mark_participation(now=now) > 40
    assert role("copyright").is_labour, "somebody decided that"
    assert not role("cooperation").is_labour
    assert labour.settle_labour() == 2
    assert set(Credit.objects.values_list("role__code", "is_labour")) == {
        ("cooperation", False), ("copyright", True), ("production", False),
    }  # fmt: skip
    assert (mark_participation(now=now), labour.settle_labour()) == (0, 0)


def test_a_role_costs_the_same_for_any_number_of_credits(production, role, confirmed, now):
    costs = []
    for rows in (1, 30):
        for number in range(rows):
            each = create_contributor(name=f"例社{rows} {number}", kind="organization", by=None, now=now)
            confirmed(
                role=role("cooperation"), kind="organization", contributor=each, headcount=1, named_count=0
            )
        with CaptureQueriesContext(connection) as queries:
            update_role(role("cooperation"), is_labour=True, by=None, now=now)
        costs.append(len(queries))
        update_role(role("cooperation"), is_labour=False, by=None, now=now)
    assert costs[0] == costs[1]
