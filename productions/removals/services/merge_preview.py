"""What making one contributor of two would do, looked at before: what moves, what both have, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.people.models.external_ids import ExternalId
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.external_ids import list_unknown_identifiers
from productions.removals.services.doubled_credits import (
    DoubledCredit,
    find_doubled_credits,
    list_readable_doubled,
    refuse_open_questions,
)
from productions.removals.services.merge_checks import refuse_merge
from productions.removals.services.touched import Touched, count_touched
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class MergePreview:
    """As far as whoever asks may read it. `obstacles` and `doubts` are sentences: what must be settled first, and what to look at."""

    into: Contributor
    touched: Sequence[Touched]
    names: Sequence[ContributorName]
    known_names: Sequence[ContributorName]
    identifiers: Sequence[ExternalId]
    groups: Sequence[GroupMembership]
    doubled: Sequence[DoubledCredit]
    obstacles: Sequence[str]
    doubts: Sequence[str]
    is_proposal: bool


def preview_merge(duplicate: Contributor, into: Contributor, *, by: User) -> MergePreview:
    """What `merge_contributors` would do for `by`; nothing is changed or locked. A fixed number of queries for any number of credits."""
    obstacles = list_merge_obstacles(duplicate, into)
    doubled = find_doubled_credits(duplicate, into, lock=False) if not obstacles else []
    is_proposal, may_merge = ask_right(duplicate, into, by=by)
    try:
        # Of credits that whoever asks may not read only who decides is told, as the act itself does.
        refuse_open_questions(doubled if may_merge else list_readable_doubled(doubled, by=by), by=by)
    except Refusal as refusal:
        obstacles += refusal.reasons
    names = list(ContributorName.objects.visible_to(by).filter(contributor=duplicate))
    known = set(into.names.live().values_list("text", "script", "kind", "production"))
    same = [each for each in names if (each.text, each.script, each.kind, each.production_id) in known]
    groups = GroupMembership.objects.visible_to(by).select_related("group", "member")
    return MergePreview(
        into=into,
        touched=count_touched([duplicate], by=by),
        names=[each for each in names if each not in same],
        known_names=same,
        identifiers=list_unknown_identifiers(duplicate, into),
        groups=[*groups.filter(group=duplicate), *groups.filter(member=duplicate)],
        doubled=list_readable_doubled(doubled, by=by),
        obstacles=obstacles,
        doubts=list_doubts(duplicate, into),
        is_proposal=is_proposal,
    )


def list_merge_obstacles(duplicate: Contributor, into: Contributor) -> list[str]:
    try:
        refuse_merge(duplicate, into, reason=_("Preview"))
    except Refusal as refusal:
        return refusal.reasons
    return []


def list_doubts(duplicate: Contributor, into: Contributor) -> list[str]:
    """What both say of one thing, otherwise: two numbers of one register are often two people."""
    found = []
    mine, theirs = (
        {each.scheme: each.value for each in person.external_ids.live().order_by("-pk")}
        for person in (duplicate, into)
    )
    labels = dict(ExternalId._meta.get_field("scheme").flatchoices)
    for scheme in sorted(mine.keys() & theirs.keys()):
        if mine[scheme] != theirs[scheme]:
            told = {"scheme": labels.get(scheme, scheme), "one": mine[scheme], "other": theirs[scheme]}
            found.append(
                _("Both have an identifier of %(scheme)s, and not the same: %(one)s and %(other)s.") % told
            )
    if duplicate.disambiguation and duplicate.disambiguation != into.disambiguation:
        found.append(_("“%s”, which tells this entry from others, goes.") % duplicate.disambiguation)
    return found


def ask_right(duplicate: Contributor, into: Contributor, *, by: User) -> tuple[bool, bool]:
    """Whether the merge waits for somebody else's decision (H15), and whether `by` may do it."""
    try:
        require_right(by, duplicate, SharedAct.MERGE, also=into)
    except ProposalNeeded:
        return True, False
    except NotAllowed:
        return False, False
    return False, True
