"""Credits that were confirmed too early, and are drafts again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.credit_signals import credits_returned
from productions.credits.services.credits import refresh_credit, set_state_in_memory
from productions.ledger.services.writing import change_each
from productions.shared.choices import CreditState, MembershipLevel, Visibility
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@transaction.atomic
def return_to_draft(
    production: Production, credits: Iterable[Credit], *, by: User | None, now: datetime, reason: str
) -> int:
    """The studio no longer stands by these credits of one production, and says why; returns how many changed. Those given are brought
    up to date.

    An editor's act, as confirming is, while the production is private and nothing of it was issued; afterwards an approver's, as
    removing a confirmed credit is: others may know them. Drafts stay as they are. Raises NotAllowed, and Refusal for credits that
    somebody disputes or has confirmed as their own.
    """
    seen_outside = production.visibility == Visibility.PUBLIC
    access.require_level(by, production, MembershipLevel.APPROVER if seen_outside else MembershipLevel.EDITOR)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why these credits become drafts again.")]})
    seen = {credit.pk: credit for credit in credits}
    rows = Credit.objects.live().filter(production=production, pk__in=seen)
    locked = list(rows.with_links().select_for_update(of=("self",)).order_by("pk"))
    for credit in locked:
        if problem := find_return_problem(credit):
            raise Refusal(problem)
    confirmed = [credit for credit in locked if credit.state == CreditState.CONFIRMED]
    returned = change_each(
        confirmed,
        partial(set_state_in_memory, CreditState.DRAFT),
        by=by,
        now=now,
        action="returned",
        reason=reason,
    )
    credits_returned.send(
        sender=Credit, production=production, credits=confirmed, by=by, now=now, reason=reason
    )
    for credit in confirmed:
        refresh_credit(seen[credit.pk], credit)
    return returned


def find_return_problem(credit: Credit) -> str:
    """Why the credit does not become a draft, in one sentence; an empty string where it may."""
    if credit.state == CreditState.DISPUTED:
        return _("“%s” is disputed: decide about the claim first.") % credit
    if credit.state == CreditState.CONTRIBUTOR_CONFIRMED:
        return _("“%s” was confirmed by its own contributor: change or remove it instead.") % credit
    if credit.state == CreditState.SUPERSEDED:
        return _("“%s” is no longer active.") % credit
    return ""
