"""Answers about AI taken back by whoever gives them in the sheets."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.removals.services.removal import require_may_remove, take_out_entity
from productions.shared.choices import CreditState, MembershipLevel
from productions.users import access
from productions.users.models import User


@transaction.atomic
def take_back_ai_answers(
    entries: Iterable[AIUse | AIDeclaration], *, by: User | None, now: datetime, reason: str
) -> None:
    """Remove AI uses and declarations, each with a tombstone and an undo of its own.

    Of a draft credit it is an editor's act, as removing the credit with all of them is; of others an approver's. Raises NotAllowed.
    """
    for entry in entries:
        if entry.credit.state == CreditState.DRAFT:
            access.require_level(by, entry.credit.production, MembershipLevel.EDITOR)
        else:
            require_may_remove(entry, by, reason)
        take_out_entity(entry, by=by, now=now, reason=reason)
