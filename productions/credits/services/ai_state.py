"""Whether AI was used in a credit's work, as its row says it: kept with every use and declaration (H14).

The two columns are on the credit so that the database itself refuses “none” beside a recorded use.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.ledger.services.writing import mark_removed
from productions.shared.choices import AIState
from productions.shared.refusals import Refusal
from productions.users.models import User


def lock_credit(credit: Credit) -> Credit:
    """The credit as it is now, locked: a use and a declaration that come at once are told one after the other."""
    return Credit.objects.select_for_update().get(pk=credit.pk)


def refuse_use_beside_none(credit: Credit) -> None:
    """Raise Refusal where “none” is declared: both cannot be true (H14)."""
    if credit.ai_declared == AIState.NONE:
        raise Refusal(
            _(
                "It is declared that no AI was used in this credit; have an approver withdraw that declaration, "
                "then record the use."
            ),
            rule="H14",
        )


def settle_ai_state(credit: Credit) -> None:
    """Bring the credit's columns up to date with what stands of its uses and declarations."""
    answers = credit.ai_declarations.live().values_list("answer", flat=True)
    credit.ai_declared = next(iter(answers), AIState.NOT_ASKED)
    credit.ai_recorded = credit.ai_uses.live().exists()
    Credit.objects.filter(pk=credit.pk).update(ai_declared=credit.ai_declared, ai_recorded=credit.ai_recorded)


def withdraw_declarations(credit: Credit, *, by: User | None, now: datetime, reason: str) -> None:
    """What was declared of the credit says nothing any more: it is not asked again, or used by what is recorded."""
    for declaration in credit.ai_declarations.live():
        mark_removed(declaration, by=by, now=now, reason=reason)
    settle_ai_state(credit)
