"""What is done with one credit besides changing it: each is one verb, and the answer is the credit."""

from datetime import datetime
from typing import Any

from productions.credits.services import ai_declarations, credits
from productions.credits.services.returned_drafts import return_to_draft
from productions.models import Credit, User


def confirm_credit(credit: Credit, *, by: User, now: datetime) -> Credit:
    """The studio stands by the credit."""
    credits.confirm_credits([credit], by=by, now=now)
    return credit


def return_credit(credit: Credit, *, by: User, now: datetime, reason: str) -> Credit:
    """The studio no longer stands by the credit: it is a draft again.

    An approver's act where the production is public or anything of it was issued, otherwise an editor's. Refused for a credit
    that is disputed, or that its own contributor confirmed.
    """
    return_to_draft(credit.production, [credit], by=by, now=now, reason=reason)
    return credit


def declare_credit_ai(credit: Credit, *, by: User, now: datetime, **values: Any) -> Credit:
    """Declare whether AI was used in the work of the credit, in the name of a person (H14).

    Refused where the credit has a declaration already, and “none” where an AI use is recorded.
    """
    ai_declarations.declare_ai(credit, by=by, now=now, **values)
    return credit
