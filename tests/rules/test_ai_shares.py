"""A share of an AI use says of what it is and how it was measured, and nothing measures by default (H14)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from productions.credits.services.ai_uses import record_ai_use, update_ai_use
from productions.models import AIUse, Event
from productions.shared.refusals import Refusal
from tests.api.asking import get
from tests.html_pages import read_body
from tests.rules.conftest import GENERATIVE

COUNTED = {"share": Decimal("12.5"), "share_of": "frames", "share_method": "counted"}
EXPLAINED = "A share says of what it is and how it was measured."
PERCENT = "A share is above 0 and at most 100 percent."


@pytest.fixture
def use(confirmed, person, system, now):
    return record_ai_use(confirmed(contributor=person), ai_system=system, **GENERATIVE, by=None, now=now)


def test_nobody_measured_a_new_use(client, use):
    shown = get(client, f"ai-uses/{use.uid}/").json()
    assert [shown[name] for name in COUNTED] == [None, None, None]


def test_a_share_is_public_with_how_it_was_measured(client, use, now):
    update_ai_use(use, by=None, now=now, **COUNTED)
    for row in (
        get(client, f"ai-uses/{use.uid}/").json(),
        get(client, f"credits/{use.credit.uid}/").json()["ai_uses"][0],
    ):
        assert [row[name] for name in COUNTED] == [12.5, "frames", "counted"]
    assert "12.5" in read_body(get(client, "ai-uses.csv"))
    assert Event.objects.latest("pk").changes["share"] == [None, "12.5"]


@pytest.mark.parametrize("missing", sorted(COUNTED))
def test_a_share_without_its_explanation_is_refused(use, now, missing):
    values = {**COUNTED, missing: None if missing == "share" else ""}
    with pytest.raises(Refusal) as refused:
        update_ai_use(use, by=None, now=now, **values)
    assert refused.value.reasons == [EXPLAINED]
    with pytest.raises(IntegrityError), transaction.atomic():
        AIUse.objects.filter(pk=use.pk).update(**values)


@pytest.mark.parametrize("share", ["0", "-1", "100.01"])
def test_a_share_is_a_part(use, now, share):
    with pytest.raises(Refusal) as refused:
        update_ai_use(use, by=None, now=now, **{**COUNTED, "share": Decimal(share)})
    assert refused.value.reasons == [PERCENT]
    with pytest.raises(IntegrityError), transaction.atomic():
        AIUse.objects.filter(pk=use.pk).update(**{**COUNTED, "share": Decimal(share)})


def test_the_whole_result_is_all_of_it(use, now):
    with pytest.raises(Refusal) as refused:
        update_ai_use(use, by=None, now=now, extent="whole", **COUNTED)
    assert refused.value.reasons == ["The whole result has no share below 100 percent."]
    update_ai_use(use, by=None, now=now, extent="whole", **{**COUNTED, "share": Decimal(100)})
    assert AIUse.objects.get().share == 100
