"""What a split takes from an entry, and what stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import Contributor, ContributorName
from productions.shared.choices import ContributorKind
from productions.shared.names import compute_name_identity
from productions.shared.refusals import Refusal
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class SplitParts:
    """What is the other person's."""

    credits: Sequence[Credit]
    names: Sequence[ContributorName]
    identifiers: Sequence[ExternalId]


def list_splittable_credits(contributor: Contributor, *, by: User | None) -> Any:
    """The entry's current credits that `by` may read, in roll order. A withheld one names nobody, and is none of them (H16)."""
    credits = Credit.objects.readable_by(by) if by is not None else Credit.objects.all()
    return credits.current().filter(contributor=contributor).with_links().in_roll_order()


def find_parts(
    contributor: Contributor,
    credits: Sequence[str],
    names: Sequence[str],
    identifiers: Sequence[str],
    *,
    by: User | None,
) -> SplitParts:
    """The rows of these uids, as far as `by` may read them; who decides about a proposal need not. Raises Refusal where one is none of the entry's."""
    reader = None if by is not None and contributor.uid in by.decides else by
    every_name = ContributorName.objects.live().of_everybody().filter(contributor=contributor)
    return SplitParts(
        take_rows(list_splittable_credits(contributor, by=reader), credits),
        take_rows(every_name.order_by("pk"), names),
        take_rows(ExternalId.objects.live().filter(contributor=contributor).order_by("pk"), identifiers),
    )


def take_rows(rows: Any, uids: Collection[str]) -> list[Any]:
    """The rows of these uids. Raises Refusal where one is missing."""
    try:
        wanted = {UUID(uid) for uid in uids}
    except ValueError as error:
        raise refuse_lost_part() from error
    found = list(rows.filter(uid__in=wanted)) if wanted else []
    if len(found) < len(wanted):
        raise refuse_lost_part()
    return found


def refuse_lost_part() -> Refusal:
    """What is told where somebody changed meanwhile what was chosen."""
    return Refusal(_("Something that was chosen is not this entry's any more; choose again."))


def refuse_split(
    contributor: Contributor,
    parts: SplitParts,
    into: Contributor | None,
    *,
    name: str,
    disambiguation: str,
    reason: str,
) -> None:
    """Raise Refusal where these parts cannot be another person's, with a sentence for each field."""
    problems: dict[str, list[str]] = {}
    if not reason.strip():
        problems["reason"] = [_("Say how you know that they are two.")]
    if not parts.credits:
        problems["credits"] = [_("Choose the credits that are the other person's.")]
    if any(each.primary for each in parts.names):
        problems["names"] = [_("The primary name stays with this entry; make another name primary first.")]
    if into is None and not name.strip():
        problems["name"] = [_("Choose who it is, or enter the name of the other person.")]
    elif into is None and is_same_name(contributor, name) and not disambiguation.strip():
        problems["disambiguation"] = [_("Say in a few words what tells this entry from the others.")]
    if into is not None and into.pk == contributor.pk:
        problems["into"] = [_("Choose another entry than this one.")]
    elif into is not None and into.kind != contributor.kind:
        problems["into"] = [_("A person's credits cannot become an organization's, nor the other way round.")]
    if contributor.removed_at is not None or (into is not None and into.removed_at is not None):
        raise Refusal(_("One of the two was already removed or merged."))
    if problems:
        raise Refusal(fields=problems)


def is_same_name(contributor: Contributor, name: str) -> bool:
    """Whether the entry has the name too."""
    of_organization = contributor.kind == ContributorKind.ORGANIZATION
    wanted = compute_name_identity(name, of_organization=of_organization)
    texts = ContributorName.objects.live().of_everybody().filter(contributor=contributor)
    return any(
        compute_name_identity(text, of_organization=of_organization) == wanted
        for text in texts.values_list("text", flat=True)
    )
