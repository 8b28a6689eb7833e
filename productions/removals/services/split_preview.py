"""What a split would do, looked at before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.people.models.people import Contributor
from productions.removals.services.split_checks import SplitParts, find_parts, refuse_split
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.users.models import User

NO_PARTS = SplitParts((), (), ())


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """What moves to whom. `works` count credits by title; `obstacles` are sentences that say what is missing."""

    other: str
    parts: SplitParts
    works: Mapping[str, int]
    left_credits: int
    obstacles: Sequence[str]
    is_proposal: bool


def preview_split(
    contributor: Contributor,
    *,
    by: User,
    credits: Sequence[str] = (),
    names: Sequence[str] = (),
    identifiers: Sequence[str] = (),
    into: Contributor | None = None,
    name: str = "",
    disambiguation: str = "",
    reason: str = "",
) -> SplitPreview:
    """What `splitting.split_contributor` would do with these values for `by`; nothing is changed."""
    parts, obstacles = NO_PARTS, list[str]()
    try:
        parts = find_parts(contributor, credits, names, identifiers, by=by)
        told = reason or _("Preview")
        refuse_split(contributor, parts, into, name=name, disambiguation=disambiguation, reason=told)
    except Refusal as refusal:
        obstacles = refusal.reasons
    is_proposal = False
    try:
        require_right(by, contributor, SharedAct.SPLIT, also=into)
    except ProposalNeeded:
        is_proposal = True
    except NotAllowed as refusal:
        obstacles += refusal.reasons
    every = contributor.credits.current().visible_to(by).count()
    new = f"{name} ({disambiguation})" if disambiguation else name
    return SplitPreview(
        str(into) if into is not None else new,
        parts,
        dict(Counter(str(credit.production) for credit in parts.credits)),
        max(0, every - len(parts.credits)),
        obstacles,
        is_proposal,
    )
