"""Credits that would be one credit twice once two contributors are one: one of them stays, the others go with a tombstone (H8).

What hangs on those that go moves to the one that stays: AI uses, a declaration, the place in a billing order. The row of one that
went keeps everything else that it says, its evidence too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.credits.models.billing import Billing
from productions.credits.models.credits import Credit
from productions.credits.services.ai_state import settle_ai_state
from productions.credits.services.doubles import SAME_CREDIT
from productions.ledger.services.writing import change_entity, mark_removed
from productions.people.models.people import Contributor
from productions.shared.choices import AIState, CreditState
from productions.shared.refusals import Refusal
from productions.shared_entries.services.undoables import RowWatch
from productions.users.models import User

Placed = tuple[int, dict[str, list[int]]]
"""A billing order (its key) in which a credit took the place of one that went: `{"credits": [goes, stays]}`."""


@dataclass(frozen=True, slots=True)
class DoubledCredit:
    """A credit that goes, and the one that stays in its place."""

    goes: Credit
    stays: Credit


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge made: the entry that stays, and the credits that both held, drafts too."""

    into: Contributor
    doubled: Sequence[DoubledCredit] = ()


def find_doubled_credits(
    duplicate: Contributor, into: Contributor, *, lock: bool = True
) -> list[DoubledCredit]:
    """The credits that the merge would make equal (the constraint `credit_once`), as people's own or as the studio's of others.

    What is public stays before a draft, then what is the other entry's before the duplicate's, then the older one. The rows are locked,
    but for a preview (`lock`).
    Three queries at most.
    """
    current = Credit.objects.current().filter(contributor__isnull=False).order_by("pk")
    theirs = Q(contributor=duplicate) | Q(affiliation=duplicate)
    places = current.filter(theirs).order_by().values_list("production", flat=True).distinct()
    touched = theirs | Q(contributor=into) | Q(affiliation=into)
    columns = ("pk", "contributor_id", *SAME_CREDIT)
    same: dict[tuple[Any, ...], list[int]] = {}
    for row in current.filter(touched, production__in=list(places)).values(*columns):
        for name in ("affiliation_id", "contributor_id"):
            row[name] = into.pk if row[name] == duplicate.pk else row[name]
        same.setdefault(tuple(row[name] for name in columns[1:]), []).append(row["pk"])
    groups = [keys for keys in same.values() if len(keys) > 1]
    if not groups:
        return []
    doubled = Credit.objects.with_links().filter(pk__in=[key for keys in groups for key in keys])
    rows = doubled.select_for_update(of=("self",)) if lock else doubled
    credits = {credit.pk: credit for credit in rows.order_by("pk")}
    found: list[DoubledCredit] = []
    for keys in groups:
        stays, *others = sorted((credits[key] for key in keys), key=lambda one: rank_credit(one, duplicate))
        found += [DoubledCredit(credit, stays) for credit in others]
    return found


def rank_credit(credit: Credit, duplicate: Contributor) -> tuple[bool, bool, int]:
    """Of credits that are one, the lowest stays."""
    of_duplicate = duplicate.pk in (credit.contributor_id, credit.affiliation_id)
    return credit.state == CreditState.DRAFT, of_duplicate, credit.pk


def list_readable_doubled(doubled: Iterable[DoubledCredit], *, by: User | None) -> list[DoubledCredit]:
    """Those of the pairs that `by` may read: drafts of others are none of theirs. One query."""
    pairs = list(doubled)
    if by is None or not pairs:
        return pairs
    rows = Credit.objects.readable_by(by).filter(pk__in=[pair.stays.pk for pair in pairs])
    seen = set(rows.values_list("pk", flat=True))
    return [pair for pair in pairs if pair.stays.pk in seen]


def refuse_open_questions(doubled: Sequence[DoubledCredit], *, by: User | None) -> None:
    """Raise Refusal, a sentence for each pair, where only people can say which of the two is true."""
    open_pairs = [(pair, why) for pair in doubled if (why := find_open_question(pair))]
    readable = list_readable_doubled((pair for pair, _why in open_pairs), by=by)
    sentences = [
        why % {"credit": f"“{pair.stays}”" if pair in readable else _("a credit that you may not see")}
        for pair, why in open_pairs
    ]
    if sentences:
        raise Refusal(*dict.fromkeys(sentences))


def find_open_question(pair: DoubledCredit) -> str:
    """What people have to settle first, in one sentence with a place for the credit; an empty string where nothing is open."""
    if pair.goes.claims.pending().exists():
        return _("Both hold %(credit)s, and a claim about it waits: decide and settle the claim first.")
    answers = {
        declaration.answer
        for credit in (pair.goes, pair.stays)
        for declaration in credit.ai_declarations.live()
    }
    used = AIState.USED in answers or any(
        credit.ai_uses.live().exists() for credit in (pair.goes, pair.stays)
    )
    if AIState.NONE in answers and used:
        return _(
            "Both hold %(credit)s, and one says that no AI was used, the other that it was: withdraw one of the two first."
        )
    return ""


def watch_doubled(watch: RowWatch, doubled: Iterable[DoubledCredit]) -> None:
    """Note the rows that joining the pairs may change."""
    for pair in doubled:
        watch.watch([pair.goes, *pair.goes.ai_uses.all(), *pair.goes.ai_declarations.all()])


def join_doubled_credits(
    doubled: Iterable[DoubledCredit], *, by: User | None, now: datetime, reason: str
) -> list[Placed]:
    """One credit of each pair. No access is asked: the merge was. Returns the billing orders in which one took the other's place."""
    how: dict[str, Any] = {"by": by, "now": now, "reason": reason}
    placed: list[Placed] = []
    for pair in doubled:
        for use in pair.goes.ai_uses.live():
            change_entity(use, {"credit": pair.stays}, action="merged", **how)
        for declaration in pair.goes.ai_declarations.live():
            if pair.stays.ai_declarations.live().exists():
                mark_removed(declaration, **how)
            else:
                change_entity(declaration, {"credit": pair.stays}, action="merged", **how)
        mark_removed(pair.goes, **how)
        for credit in (pair.goes, pair.stays):
            settle_ai_state(credit)
        placed += take_billing_places(pair, **how)
    return placed


def take_billing_places(pair: DoubledCredit, *, by: User | None, now: datetime, reason: str) -> list[Placed]:
    """Where the credit that goes was billed and the other one was not, that one stands behind it now, in its place."""
    goes, stays = pair.goes.pk, pair.stays.pk
    placed: list[Placed] = []
    billings = Billing.objects.live().select_for_update().filter(production=pair.goes.production_id)
    for billing in billings.order_by("pk"):
        keys: list[int] = billing.credits
        if goes in keys and stays not in keys:
            at = keys.index(goes) + 1
            values = {"credits": [*keys[:at], stays, *keys[at:]]}
            change_entity(billing, values, by=by, now=now, action="reordered", reason=reason, is_locked=True)
            placed.append((billing.pk, {"credits": [goes, stays]}))
    return placed


def leave_billing_places(placed: Iterable[Placed], *, by: User | None, now: datetime, reason: str) -> None:
    """Take the places back that `take_billing_places` gave; of an order that was given anew since, nothing."""
    for key, places in placed:
        billing = Billing.objects.select_for_update().get(pk=key)
        goes, stays = places["credits"]
        keys: list[int] = billing.credits
        if goes in keys and stays in keys[keys.index(goes) + 1 :][:1]:
            values = {"credits": [each for each in keys if each != stays]}
            change_entity(billing, values, by=by, now=now, action="reordered", reason=reason, is_locked=True)
