"""What claims do to a credit's state, and what acts on a credit do to its claims.

A credit stays disputed until no claim disputes it any more: none is open, none accepted with its act still due. Then it is again
what it was before the first of them. Nothing here asks who may: the verbs that call it have, inside their own transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import Any

from productions.claims.models import Claim
from productions.credits.models.credits import Credit
from productions.ledger.services.writing import change_entity
from productions.shared.choices import PUBLIC_CREDIT_STATES, CreditState
from productions.shared.intake_choices import DISPUTING_KINDS, ClaimKind, ClaimState
from productions.users.models import User


class CreditAct(Enum):
    """What a verb does to a credit that a claim may have asked for."""

    RENAMED = auto()
    REASSIGNED = auto()
    WITHHELD = auto()
    REMOVED = auto()
    ADDED = auto()


DONE_BY: Mapping[ClaimKind, frozenset[CreditAct]] = {
    ClaimKind.WRONG_NAME: frozenset(
        {CreditAct.RENAMED, CreditAct.REASSIGNED, CreditAct.WITHHELD, CreditAct.REMOVED}
    ),
    ClaimKind.NOT_MINE: frozenset({CreditAct.REASSIGNED, CreditAct.REMOVED}),
    ClaimKind.WITHHOLD: frozenset({CreditAct.WITHHELD}),
    ClaimKind.MISSING: frozenset({CreditAct.ADDED}),
    ClaimKind.MINE: frozenset(),
}
"""The acts that do what an accepted claim asks for. A wish is not done by removing one credit: issues made before still say the name."""


def dispute_credit(claim: Claim, credit: Credit, *, by: User | None, now: datetime) -> None:
    """Mark the credit as disputed by a stored claim, which keeps what it was before the first dispute. The credit is locked."""
    if credit.state == CreditState.DISPUTED:
        first = credit.claims.disputing().exclude(pk=claim.pk).order_by("opened_at", "pk").first()
        claim.state_before = first.state_before if first else ""
    else:
        claim.state_before = credit.state
        change_entity(credit, {"state": CreditState.DISPUTED}, by=by, now=now, action=CreditState.DISPUTED)
    claim.save(update_fields=["state_before"])  # the credit's own event tells it


def end_dispute(claim: Claim, credit: Credit, *, by: User | None, now: datetime, reason: str = "") -> None:
    """Give the credit its state of before the claim, unless another claim still disputes it."""
    if claim.kind not in DISPUTING_KINDS or credit.state != CreditState.DISPUTED:
        return
    if credit.claims.disputing().exists():
        return
    state = CreditState(claim.state_before or CreditState.CONFIRMED)
    change_entity(credit, {"state": state}, by=by, now=now, action=state, reason=reason)


def settle_claims(credits: Iterable[Credit], act: CreditAct, *, by: User | None, now: datetime) -> None:
    """Settle the accepted claims that asked for what was just done to these credits. One query where there are none."""
    kinds = [kind for kind, acts in DONE_BY.items() if act in acts]
    by_key = {credit.pk: credit for credit in credits}
    claims = Claim.objects.due().filter(credit__in=by_key.keys(), kind__in=kinds).order_by("pk")
    for claim in claims.select_related("production", "contributor").select_for_update(of=("self",)):
        assert claim.credit_id is not None
        claim.credit = by_key[claim.credit_id]
        settle_claim(claim, by=by, now=now)


def settle_claim(claim: Claim, *, by: User | None, now: datetime, without_act: str = "") -> None:
    """The claim is done with: by its act, or with the reason why it needs none."""
    values = {"state": ClaimState.SETTLED, "settled_by": by, "settled_at": now, "without_act": without_act}
    change_entity(claim, values, by=by, now=now, action="settled", reason=without_act)
    if claim.credit is not None:
        end_dispute(claim, claim.credit, by=by, now=now, reason=without_act)


def reopen_claims(
    credits: Iterable[Credit],
    *,
    between: tuple[datetime, datetime],
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """The act that settled claims `between` two moments was undone: it is due again, and the credits disputed. The credits are locked."""
    by_key = {credit.pk: credit for credit in credits}
    claims = Claim.objects.filter(
        credit__in=by_key.keys(), state=ClaimState.SETTLED, settled_at__range=between, without_act=""
    ).exclude(kind=ClaimKind.MINE)
    values = {"state": ClaimState.ACCEPTED, "settled_by": None, "settled_at": None}
    for claim in (
        claims.select_related("production", "contributor").select_for_update(of=("self",)).order_by("pk")
    ):
        assert claim.credit_id is not None
        credit = claim.credit = by_key[claim.credit_id]
        if is_done(claim, credit):
            continue
        change_entity(claim, values, by=by, now=now, action="reopened", reason=reason)
        if claim.kind in DISPUTING_KINDS and credit.state in (*PUBLIC_CREDIT_STATES, CreditState.DISPUTED):
            dispute_credit(claim, credit, by=by, now=now)


def follow_change(
    credit: Credit, *, renamed: bool, reassigned: bool, by: User | None, now: datetime, **signal: Any
) -> None:
    """After a credit's name or person has changed: who is named now has confirmed nothing, and claims that asked for it are settled."""
    confirmed = CreditState.CONTRIBUTOR_CONFIRMED
    if reassigned and credit.state == confirmed:
        change_entity(credit, {"state": CreditState.CONFIRMED}, by=by, now=now, action=CreditState.CONFIRMED)
    if credit.state != CreditState.DISPUTED or not (renamed or reassigned):
        return
    if reassigned:
        credit.claims.pending().filter(state_before=confirmed).update(state_before=CreditState.CONFIRMED)
    settle_claims([credit], CreditAct.REASSIGNED if reassigned else CreditAct.RENAMED, by=by, now=now)


def follow_confirmation(credits: Sequence[Credit], *, by: User | None, now: datetime, **signal: Any) -> None:
    """After drafts were confirmed: whom somebody missed is there now, and what was disputed as a draft is disputed still."""
    settle_claims(credits, CreditAct.ADDED, by=by, now=now)
    by_key = {credit.pk: credit for credit in credits}
    for claim in Claim.objects.disputing().filter(credit__in=by_key.keys()).order_by("pk"):
        assert claim.credit_id is not None
        dispute_credit(claim, by_key[claim.credit_id], by=by, now=now)


def follow_return(
    credits: Sequence[Credit], *, by: User | None, now: datetime, reason: str, **signal: Any
) -> None:
    """After credits became drafts again: whom somebody missed is missed again, until the credit is confirmed."""
    by_key = {credit.pk: credit for credit in credits}
    added = Claim.objects.filter(
        credit__in=by_key.keys(), kind=ClaimKind.MISSING, state=ClaimState.SETTLED, without_act=""
    )
    values = {"state": ClaimState.ACCEPTED, "settled_by": None, "settled_at": None}
    for claim in added.select_related("production", "contributor").order_by("pk"):
        assert claim.credit_id is not None
        claim.credit = by_key[claim.credit_id]
        change_entity(claim, values, by=by, now=now, action="reopened", reason=reason)


def is_done(claim: Claim, credit: Credit) -> bool:
    """Whether what the claim asks for was done before anybody decided it, as far as the credit shows."""
    acts = DONE_BY[ClaimKind(claim.kind)]
    withheld, removed = credit.withheld_statement_id is not None, credit.removed_at is not None
    added = claim.kind == ClaimKind.MISSING and not removed and credit.state in PUBLIC_CREDIT_STATES
    return (
        (withheld and CreditAct.WITHHELD in acts)
        or (removed and CreditAct.REMOVED in acts)
        or (added and CreditAct.ADDED in acts)
    )
