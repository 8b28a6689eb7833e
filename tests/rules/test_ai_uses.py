"""H2, H7 and H13: an AI use hangs on a credit, is validated by a person, and no release hides behind it."""

import pytest
from django.db import IntegrityError, transaction

from productions.credits.services.ai_uses import record_ai_use
from productions.models import AIUse
from productions.releases.services.releases import issue_release
from productions.rollkit.document.unsealing import read_document
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import withhold_name
from tests.rules.conftest import GENERATIVE


def test_h2_an_ai_use_hangs_on_a_credit(system, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        AIUse.objects.create(credit=None, ai_system=system, **GENERATIVE)


@pytest.mark.parametrize("missing", ["validated_by", "validated_at"])
def test_h7_human_validated_needs_a_named_person_and_a_time(confirmed, person, system, now, missing):
    credit = confirmed(contributor=person)
    values = GENERATIVE | {"oversight": "human_validated", "validated_by": person, "validated_at": now}
    with pytest.raises(Refusal) as refused:
        record_ai_use(credit, ai_system=system, by=None, now=now, **(values | {missing: None}))
    assert refused.value.reasons == [
        "“Validated by a person” needs the person who validated it and the time."
    ]
    assert record_ai_use(credit, ai_system=system, by=None, now=now, **values).validated_by == person


def test_h7_a_company_validates_nothing(confirmed, person, company, system, now):
    credit = confirmed(contributor=person)
    values = GENERATIVE | {"oversight": "human_validated", "validated_by": company, "validated_at": now}
    with pytest.raises(Refusal) as refused:
        record_ai_use(credit, ai_system=system, by=None, now=now, **values)
    assert refused.value.rule == "H7"


def test_h13_a_release_with_unnamed_generative_ai_is_refused(production, confirmed, system, now):
    confirmed(
        absence_reason="company_will_not_name", headcount=1, ai_uses=[{"ai_system": system, **GENERATIVE}]
    )
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    assert refused.value.rule == "H13"
    assert refused.value.reasons == [
        "Background art, the whole work: generative AI (Reiga Paint (Kaku Labs)) was used and no person is named "
        "(the company will not name them). Name the person, record that they withheld their name, or have an "
        "approver override with a reason."
    ]


def test_h13_a_company_is_no_person(production, company, confirmed, system, now):
    confirmed(
        kind="organization",
        contributor=company,
        headcount=2,
        named_count=0,
        ai_uses=[{"ai_system": system, **GENERATIVE}],
    )
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    assert refused.value.rule == "H13"


def test_h13_a_named_or_self_withheld_person_is_enough(production, person, confirmed, system, now):
    credit = confirmed(contributor=person, ai_uses=[{"ai_system": system, **GENERATIVE}])
    assert issue_release(production, by=None, now=now).number == 1
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    assert issue_release(production, by=None, now=now).number == 2


def test_h13_an_override_needs_an_approver_and_a_reason_and_is_printed(
    production, confirmed, system, staff, now
):
    confirmed(absence_reason="unknown_lost", headcount=1, ai_uses=[{"ai_system": system, **GENERATIVE}])
    with pytest.raises(NotAllowed):
        issue_release(production, by=staff("editor"), now=now, override_reason="late")
    with pytest.raises(Refusal):
        issue_release(production, by=None, now=now, override_reason="late")
    approver = staff("approver")
    release = issue_release(production, by=approver, now=now, override_reason="The studio closed.")
    assert release.override_by == approver
    assert read_document(release.document).issue.override.reason == "The studio closed."
