"""Members of groups: units, committees, pen names that several share."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ledger.services.writing import change_entity, create_entity, mark_removed
from productions.operations.services.name_lock import share_names
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor
from productions.shared.choices import ContributorKind
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.users import access
from productions.users.models import User


@transaction.atomic
def add_group_member(
    group: Contributor,
    *,
    member: Contributor,
    by: User | None,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> GroupMembership:
    """Say that somebody belongs to a group; the days may stay unknown. Others may belong to it too.

    It concerns both entries: raises ProposalNeeded where other productions are concerned with one of them (H15). Refusal where the group is a
    person, or would be a member of itself by way of others.
    """
    access.require_editor_or_registrar(by)
    require_right(by, group, SharedAct.ADD_MEMBER, also=member, reason=reason, since=since, until=until)
    share_names()
    if group.kind != ContributorKind.ORGANIZATION:
        raise Refusal(
            fields={
                "group": [
                    _(
                        "%s is a person; a group is an organization. If several share the name, correct the kind."
                    )
                    % group
                ]
            }
        )
    for entry, field in ((group, "group"), (member, "member")):
        if entry.removed_at is not None:
            raise Refusal(fields={field: [_("%s was removed or merged; choose an active entry.") % entry]})
    if group.pk in find_groups_members(member):
        raise Refusal(fields={"member": [_("The group is itself a member of this one.")]})
    membership = GroupMembership(group=group, member=member, since=since, until=until)
    return create_entity(membership, by=by, now=now, action="added", reason=reason)


def find_groups_members(group: Contributor) -> set[int]:
    """The keys of the members of a group, and of theirs. A query for each step."""
    found, newest = set[int](), {group.pk}
    while newest:
        members = GroupMembership.objects.live().filter(group__in=newest)
        newest = set(members.values_list("member", flat=True)) - found
        found |= newest
    return found


def update_group_member(
    membership: GroupMembership, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> GroupMembership:
    """Change the days of a membership. Raises ProposalNeeded where other productions are concerned (H15)."""
    access.require_editor_or_registrar(by)
    for name in ("group", "member"):
        if values.get(name, getattr(membership, name)) != getattr(membership, name):
            sentence = _("A membership stays with its group and member; remove it and add another one.")
            raise Refusal(fields={name: [sentence]})
    require_right(by, membership, SharedAct.CHANGE_MEMBER, reason=reason, **values)
    return change_entity(membership, values, by=by, now=now, reason=reason)


def join_groups(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> None:
    """Memberships go along with a merged entry; those that `into` has already, or that would be in itself, are removed. The merge has asked who may."""
    known = set(into.group_members.live().values_list("group", "member", "since"))
    known |= set(into.group_memberships.live().values_list("group", "member", "since"))
    for rows, name in (
        (duplicate.group_members.live(), "group"),
        (duplicate.group_memberships.live(), "member"),
    ):
        for membership in rows.order_by("pk"):
            links = {"group": membership.group_id, "member": membership.member_id, name: into.pk}
            key = (links["group"], links["member"], membership.since)
            if key in known or links["group"] == links["member"]:
                mark_removed(membership, by=by, now=now, reason=reason)
            else:
                change_entity(membership, {name: into}, by=by, now=now, action="merged", reason=reason)
                known.add(key)
