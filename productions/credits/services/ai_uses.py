"""AI uses on people's credits (H1, H2, H7)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.credits.services.ai_state import lock_credit, refuse_use_beside_none, settle_ai_state
from productions.ledger.services.redaction import blank_personal
from productions.ledger.services.writing import change_entity, create_entity
from productions.operations.services.name_lock import share_names
from productions.shared.choices import ContributorKind, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

EDITOR = MembershipLevel.EDITOR


@transaction.atomic
def record_ai_use(
    credit: Credit, *, ai_system: AISystem, by: User | None, now: datetime, **values: Any
) -> AIUse:
    """Record that an AI system was used in the work of a credit; its people are the operators (H2).

    `values`: task, source_type (IPTC), oversight (C2PA), validated_by (a person) and validated_at, extent,
    share (percent) with share_of and share_method, input_kind (what was given to it), rework (what people did to the
    result), and, all private, input, note, approval_ref. A draft or confirmed credit takes uses; the roll and the API
    show them with the credit. Raises Refusal while “none” is declared for the credit (H14).
    """
    access.require_level(by, credit.production, EDITOR)
    share_names()
    if credit.removed_at is not None:
        raise Refusal(_("This credit was removed; record the AI use on the current one."), rule="H2")
    refuse_use_beside_none(lock_credit(credit))
    use = AIUse(credit=credit, ai_system=ai_system, **values)
    check_validator(use)
    create_entity(use, by=by, now=now)
    blank_late_validators([use], withheld=read_withholding_wishes(credit.production))
    settle_ai_state(credit)
    return use


@transaction.atomic
def update_ai_use(use: AIUse, *, by: User | None, now: datetime, reason: str = "", **values: Any) -> AIUse:
    """Correct an AI use. It stays with its credit."""
    access.require_level(by, use.credit.production, EDITOR)
    share_names()
    if values.get("credit", use.credit) != use.credit:
        raise Refusal(fields={"credit": [_("An AI use cannot be moved to another credit.")]}, rule="H2")
    trial = AIUse(credit=use.credit, validated_by=values.get("validated_by", use.validated_by))
    check_validator(trial)
    change_entity(use, values, by=by, now=now, reason=reason)
    blank_late_validators([use], withheld=read_withholding_wishes(use.credit.production))
    return use


def check_validator(use: AIUse) -> None:
    """Rule H7's other half: who validates is a person that stands in the registry."""
    person = use.validated_by
    if person is None:
        return
    if person.kind != ContributorKind.PERSON or person.removed_at is not None:
        raise Refusal(
            fields={
                "validated_by": [
                    _("%s is not a person in the registry; choose the person who validated it.") % person
                ]
            },
            rule="H7",
        )


def blank_late_validators(uses: Iterable[AIUse], *, withheld: Collection[int]) -> int:
    """Blank what the ledger was just told of uses whose validator withholds their name in the production (their keys)."""
    return blank_personal(use.uid for use in uses if use.validated_by_id in withheld)
