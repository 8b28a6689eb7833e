"""Claims: somebody says that a credit is wrong or missing, and a named approver decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.credits import set_state
from productions.domain.writing import change, create
from productions.intake_vocabulary import ClaimKind, ClaimState
from productions.models import Claim, Contributor, Credit, Production, User
from productions.refusals import Refusal
from productions.vocabulary import CreditState, MembershipLevel

DISPUTES = frozenset({ClaimKind.WRONG_NAME, ClaimKind.NOT_MINE})
"""Claims that mark a public credit as disputed while they are open; nothing is removed meanwhile."""


@transaction.atomic
def open_claim(
    production: Production,
    *,
    kind: str,
    claimant_name: str,
    message: str,
    by: User | None,
    now: datetime,
    claimant_email: str = "",
    credit: Credit | None = None,
    contributor: Contributor | None = None,
) -> Claim:
    """Record a claim. That it is open is public (H12); who says it and their words are not.

    Raises NotAllowed for staff who are not viewers, Refusal when the credit is of another production.
    """
    access.require(by, production, MembershipLevel.VIEWER)
    if credit is not None and credit.production_id != production.pk:
        raise Refusal(fields={"credit": [_("The credit is not of this production.")]})
    if credit is None and kind != ClaimKind.MISSING:
        raise Refusal(fields={"credit": [_("Choose the credit that the claim is about.")]})
    claim = Claim(
        production=production,
        credit=credit,
        contributor=contributor,
        kind=kind,
        claimant_name=claimant_name,
        claimant_email=claimant_email,
        message=message,
        opened_at=now,
    )
    create(claim, by=by, now=now, action="opened")
    if credit is not None and kind in DISPUTES and credit.state != CreditState.DRAFT:
        set_state(credit, CreditState.DISPUTED, by=by, now=now)
    return claim


@transaction.atomic
def decide_claim(claim: Claim, *, accept: bool, decision: str, by: User | None, now: datetime) -> Claim:
    """Accept or decline, with the reason. The change that an accepted claim asks for is its own act.

    An accepted “this credit is mine” marks the credit as confirmed by its contributor.
    """
    access.require(by, claim.production, MembershipLevel.APPROVER)
    if claim.state != ClaimState.OPEN:
        raise Refusal(_("This claim was already decided."))
    if not decision.strip():
        raise Refusal(fields={"decision": [_("Give the reason for the decision.")]})
    values = {
        "state": ClaimState.ACCEPTED if accept else ClaimState.DECLINED,
        "decided_by": by,
        "decided_at": now,
        "decision": decision,
    }
    change(claim, values, by=by, now=now, action="decided", reason=decision)
    if claim.credit is not None:
        settle_credit(claim, claim.credit, accept=accept, by=by, now=now)
    return claim


def settle_credit(claim: Claim, credit: Credit, *, accept: bool, by: User | None, now: datetime) -> None:
    """What a decision does to the credit's state."""
    if accept and claim.kind == ClaimKind.MINE:
        set_state(credit, CreditState.CONTRIBUTOR_CONFIRMED, by=by, now=now, reason=claim.decision)
    elif credit.state == CreditState.DISPUTED and not has_open_disputes(credit):
        set_state(credit, CreditState.CONFIRMED, by=by, now=now, reason=claim.decision)


def has_open_disputes(credit: Credit) -> bool:
    """Whether another open claim still disputes the credit."""
    return credit.claims.filter(state=ClaimState.OPEN, kind__in=DISPUTES).exists()
