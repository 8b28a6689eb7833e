"""What reviewers decide about credits that they have before them, as they saw them: nothing that somebody changed since is touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.ai_declarations import declare_ai_for_listed
from productions.credits.services.credits import confirm_credits
from productions.credits.services.returned_drafts import return_to_draft
from productions.operations.services.transactions import run_in_transaction
from productions.people.models.people import Contributor
from productions.removals.services.credit_removal import remove_credits
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User

SeenCredits = Mapping[int, int]
"""The revision of each credit, by its key, that the reviewer had before them."""
MAX_SEEN_CREDITS = 5000
"""Credits decided about at once; a series' longest episode has fewer drafts."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many credits changed, and those that were left since somebody changed them meanwhile, as sentences say them."""

    changed: int
    left: tuple[str, ...] = ()


def confirm_seen(production: Production, seen: SeenCredits, *, by: User | None, now: datetime) -> Reviewed:
    """Confirm the drafts among these that nobody changed since they were seen. Raises NotAllowed, Refusal."""
    return decide_about_seen(production, seen, partial(confirm_credits, by=by, now=now), by=by)


def return_seen(
    production: Production, seen: SeenCredits, *, by: User | None, now: datetime, reason: str
) -> Reviewed:
    """Make drafts of the confirmed ones among these, with the reason; see `return_to_draft`. Raises NotAllowed, Refusal."""
    act = partial(return_to_draft, production, by=by, now=now, reason=reason)
    return decide_about_seen(production, seen, act, by=by)


def remove_seen_drafts(
    production: Production, seen: SeenCredits, *, by: User | None, now: datetime, reason: str
) -> Reviewed:
    """Take the drafts among these out of the record, with the reason. Raises NotAllowed, Refusal."""

    def act(credits: Sequence[Credit]) -> int:
        drafts = [credit for credit in credits if credit.state == CreditState.DRAFT]
        if drafts:
            remove_credits(drafts, by=by, now=now, reason=reason)
        return len(drafts)

    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why these drafts are removed.")]})
    return decide_about_seen(production, seen, act, by=by)


def declare_for_seen(
    production: Production,
    seen: SeenCredits,
    *,
    answer: str,
    declared_by: Contributor,
    wording: str,
    basis: str,
    by: User | None,
    now: datetime,
    note: str = "",
) -> Reviewed:
    """Declare for these credits whether AI was used (H14); see `declare_ai`. Raises NotAllowed, Refusal."""

    def act(credits: Sequence[Credit]) -> int:
        entries = declare_ai_for_listed(
            production, credits, answer=answer, declared_by=declared_by, wording=wording, basis=basis, note=note, by=by, now=now
        )  # fmt: skip
        return len(entries)

    return decide_about_seen(production, seen, act, by=by)


def decide_about_seen(
    production: Production, seen: SeenCredits, act: Callable[[list[Credit]], int], *, by: User | None
) -> Reviewed:
    """Do `act` with those of the credits that are still as they were seen; the others are told of by name."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    if not seen:
        raise Refusal(_("Choose at least one credit."))
    if len(seen) > MAX_SEEN_CREDITS:
        raise Refusal(_("Choose at most %d credits at once.") % MAX_SEEN_CREDITS)

    def work() -> Reviewed:
        rows = Credit.objects.filter(production=production, pk__in=seen).with_links().order_by("pk")
        found = list(rows.select_for_update(of=("self",)))
        same = [each for each in found if each.revision == seen[each.pk] and each.removed_at is None]
        kept = {credit.pk for credit in same}
        left = tuple(name_for_review(credit) for credit in found if credit.pk not in kept)
        return Reviewed(act(same) if same else 0, left)

    return run_in_transaction(work)


def name_for_review(credit: Credit) -> str:
    """The credit in a sentence: its cut, role and name; of a removed one no name."""
    place = f"{credit.cut} " if credit.cut is not None else ""
    return f"{place}{credit.role if credit.removed_at is not None else credit}"


def make_list_digest(seen: Iterable[tuple[int, int]]) -> str:
    """A short word that is another one as soon as the list of credits (key, revision) is."""
    told = ",".join(f"{key}:{revision}" for key, revision in sorted(seen))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def require_same_list(seen: SeenCredits, digest: str) -> None:
    """Raise Stale where the list of credits is no longer the one that the page was made of."""
    if make_list_digest(seen.items()) != digest:
        raise Stale(
            _(
                "Somebody entered or changed credits of this list meanwhile; look at it again, and confirm then."
            )
        )
