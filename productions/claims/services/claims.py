"""Claims: somebody wrote that a credit is wrong or missing; a member records it, and a named approver decides.

Open, then declined, or accepted. Accepting opens the act that the claim asks for (`disputes.DONE_BY`); the verb that does it settles the
claim. There is no form for the public yet: one would call `open_claim` too, with a right of its own in place of a membership.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.claims.models import Claim
from productions.claims.queries import ClaimQuerySet
from productions.claims.services.disputes import dispute_credit, end_dispute, is_done, settle_claim
from productions.credits.models.credits import Credit
from productions.credits.services.credits import get_credited_person
from productions.ledger.services.writing import change_entity, create_entity
from productions.people.models.people import Contributor
from productions.shared.choices import PUBLIC_CREDIT_STATES, CreditState, MembershipLevel
from productions.shared.intake_choices import DISPUTING_KINDS, ClaimKind, ClaimState
from productions.shared.names import identity_key
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

APPROVER = MembershipLevel.APPROVER
MAX_CLAIMS_PER_DAY = 100
"""Most claims that one account records in 24 hours: more than letters that anybody reads, fewer than would bury the open ones."""


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

    It is about a confirmed credit of the production, or with `missing` about nobody's. `contributor` is who it is about, where that is known.
    Raises NotAllowed for accounts that are not viewers, Refusal for anything that they may not see or that is open already.
    """
    access.require_level(by, production, MembershipLevel.VIEWER)
    access.refuse_reach(by, MembershipLevel.EDITOR, production)
    refuse_flood(by, now)
    if credit is not None:
        Credit.objects.select_for_update().get(pk=credit.pk)
        credit.refresh_from_db()
    refuse_wrong_subject(production, kind, credit, contributor, by=by)
    claim = Claim(
        production=production,
        credit=credit,
        contributor=contributor,
        kind=kind,
        claimant_name=claimant_name,
        claimant_email=claimant_email,
        message=message,
        opened_at=now,
        opened_by=by,
    )
    refuse_known(claim)
    create_entity(claim, by=by, now=now, action="opened")
    if credit is not None and kind in DISPUTING_KINDS:
        dispute_credit(claim, credit, by=by, now=now)
    return claim


def refuse_flood(account: User | None, now: datetime) -> None:
    """Raise Refusal for an account that has recorded its share of a day."""
    if account is None:
        return
    since = now - timedelta(days=1)
    if Claim.objects.filter(opened_by=account, opened_at__gt=since).count() >= MAX_CLAIMS_PER_DAY:
        raise Refusal(
            _("You have reached the limit of claims in 24 hours (%d); try again later.") % MAX_CLAIMS_PER_DAY
        )


def refuse_wrong_subject(
    production: Production,
    kind: str,
    credit: Credit | None,
    contributor: Contributor | None,
    *,
    by: User | None,
) -> None:
    """Raise Refusal where a claim cannot be about this credit, or this contributor."""
    problems: dict[str, list[str]] = {}
    if problem := find_credit_problem(credit, production, kind):
        problems["credit"] = [problem]
    if contributor is not None and not is_seen(contributor, by):
        problems["contributor"] = [_("Choose an active entry that you may see.")]
    if problems:
        raise Refusal(fields=problems)


def find_credit_problem(credit: Credit | None, production: Production, kind: str) -> str:
    """One sentence when a claim of this kind cannot be about the credit, or an empty string."""
    if kind == ClaimKind.MISSING:
        missed = _(
            "A missing person has no credit yet: leave it empty and keep in the message where they are missing."
        )
        return missed if credit is not None else ""
    if credit is None:
        return _("Choose the credit that the claim is about.")
    if credit.production_id != production.pk:
        return _("The credit belongs to another production.")
    if credit.removed_at is not None or credit.state == CreditState.SUPERSEDED:
        return _("This credit is no longer active.")
    if credit.state == CreditState.DRAFT:
        return _("This credit is a draft, which nobody outside has seen: change it instead.")
    return ""


def is_seen(contributor: Contributor, by: User | None) -> bool:
    """Whether the entry stands and `by` may see it."""
    rows = Contributor.objects.live() if by is None else Contributor.objects.readable_by(by)
    return rows.filter(pk=contributor.pk).exists()


def refuse_known(claim: Claim) -> None:
    """Raise Refusal where the same person's claim of this kind is pending already."""
    same: ClaimQuerySet[Claim] = Claim.objects.pending().filter(
        production=claim.production, credit=claim.credit, kind=claim.kind
    )
    if claim.credit is None:
        same = same.filter(contributor=claim.contributor)
    if claim.credit is None and claim.contributor is None:
        same = same.filter(
            message=claim.message
        )  # one letter may tell of several people whom nobody has entered
    for known in same:
        # Whoever writes twice may not mind capitals; kana and forms of kanji tell people apart here as everywhere.
        name = identity_key(known.claimant_name.casefold()) == identity_key(claim.claimant_name.casefold())
        email = claim.claimant_email and known.claimant_email.casefold() == claim.claimant_email.casefold()
        if name or email:
            day = date_format(localtime(known.opened_at))
            raise Refusal(_("The same claim by the same person has been pending since %s.") % day)


@transaction.atomic
def decide_claim(claim: Claim, *, accept: bool, decision: str, by: User | None, now: datetime) -> Claim:
    """Accept or decline, with the reason. Accepting opens the act that the claim asks for, and a disputed credit stays so until it is done.

    “This credit is mine” is done at once: the credit becomes confirmed by its contributor. Declining gives the credit its state of before.
    Raises NotAllowed, Refusal.
    """
    access.require_level(by, claim.production, APPROVER)
    credit = lock_claim(claim)
    if claim.state != ClaimState.OPEN:
        raise Refusal(_("This claim was already decided."))
    if not decision.strip():
        raise Refusal(fields={"decision": [_("Give the reason for the decision.")]})
    values: dict[str, Any] = {
        "state": ClaimState.ACCEPTED if accept else ClaimState.DECLINED,
        "decided_by": by,
        "decided_at": now,
        "decision": decision,
    }
    change_entity(claim, values, by=by, now=now, action="decided", reason=decision)
    if not accept:
        if credit is not None:
            end_dispute(claim, credit, by=by, now=now, reason=decision)
    elif claim.kind == ClaimKind.MINE:
        assert credit is not None
        confirm_own(credit, by=by, now=now, reason=decision)
        settle_claim(claim, by=by, now=now)
    elif credit is not None and is_done(claim, credit):
        settle_claim(claim, by=by, now=now)
    return claim


def lock_claim(claim: Claim) -> Credit | None:
    """Lock the claim's credit and then the claim, as every verb on credits does, and read both anew."""
    key = Claim.objects.values_list("credit", flat=True).get(pk=claim.pk)
    credit = Credit.objects.select_for_update().get(pk=key) if key else None
    Claim.objects.select_for_update().get(pk=claim.pk)
    claim.refresh_from_db()
    claim.credit = credit
    return credit


def confirm_own(credit: Credit, *, by: User | None, now: datetime, reason: str) -> None:
    """The contributor stands by the credit. While others dispute it, it stays disputed, and becomes that afterwards."""
    if credit.removed_at is not None or credit.state not in PUBLIC_CREDIT_STATES:
        raise Refusal(_("This credit is no longer active."))
    if credit.contributor_id is None and credit.withheld_statement_id is None:
        raise Refusal(_("This credit names nobody who could confirm it; name the person first."))
    state = CreditState.CONTRIBUTOR_CONFIRMED
    if not credit.claims.disputing().update(state_before=state):
        change_entity(credit, {"state": state}, by=by, now=now, action=state, reason=reason)


@transaction.atomic
def close_claim(claim: Claim, *, reason: str, by: User | None, now: datetime) -> Claim:
    """Settle an accepted claim without its act, which has turned out unnecessary; an approver says why. Raises NotAllowed, Refusal."""
    access.require_level(by, claim.production, APPROVER)
    lock_claim(claim)
    require_due(claim)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why nothing needs to be done.")]})
    settle_claim(claim, by=by, now=now, without_act=reason)
    return claim


@transaction.atomic
def link_credit(claim: Claim, *, credit: Credit, by: User | None, now: datetime) -> Claim:
    """Say which credit was added for somebody who was missing. That settles the claim, for a draft once it is confirmed.

    For approvers, since who the claim is about is private. Raises NotAllowed, Refusal.
    """
    access.require_level(by, claim.production, APPROVER)
    lock_claim(claim)
    require_due(claim)
    if claim.kind != ClaimKind.MISSING:
        raise Refusal(_("Only a claim that a person is missing is settled by a credit that is added."))
    current = Credit.objects.select_for_update().get(pk=credit.pk)
    if current.production_id != claim.production_id:
        raise Refusal(fields={"credit": [_("The credit belongs to another production.")]})
    if current.removed_at is not None or current.state == CreditState.SUPERSEDED:
        raise Refusal(fields={"credit": [_("This credit is no longer active.")]})
    if claim.contributor_id is not None and get_credited_person(current) != claim.contributor:
        raise Refusal(
            fields={"credit": [_("This credit belongs to somebody other than the person of the claim.")]}
        )
    change_entity(claim, {"credit": current}, by=by, now=now, action="credit added")
    if is_done(claim, current):
        settle_claim(claim, by=by, now=now)
    return claim


def require_due(claim: Claim) -> None:
    """Raise Refusal unless the claim is accepted and its act still due."""
    if claim.state != ClaimState.ACCEPTED:
        raise Refusal(_("No action is due on this claim."))
