"""Members of groups: shown inside the group's entry, written one by one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, UUIDField
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import FilterParameter, ReadValue, read_uid
from api.read.output_serializers.references import ContributorRef
from api.resources.example_entries import UIDS
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import WritableKind
from productions.models import Contributor, GroupMembership
from productions.people.services import groups


class GroupMemberOut(serializers.ModelSerializer[GroupMembership]):
    """One member of a group; there may be others."""

    member = ContributorRef(help_text="Who belongs to it: a person, or a company of a committee.")

    class Meta:
        model = GroupMembership
        fields: tuple[str, ...] = ("uid", "member", "since", "until")
        rows = GroupMembership.objects.public
        notes: ClassVar = {
            "since": Note("First day of the membership.", absent="not known"),
            "until": Note("Last day of the membership.", absent="it goes on, or is not known"),
        }


class GroupMemberEntry(GroupMemberOut):
    """One membership with its group."""

    group = ContributorRef(help_text="The unit, the committee, or the pen name that several share.")

    class Meta(GroupMemberOut.Meta):
        fields = ("uid", "group", "member", "since", "until")


class GroupParameter(FilterParameter):
    """A contributor to whom those listed belong in one role of a membership: `column` is theirs, group or member."""

    def read(self, text: str) -> ReadValue:
        return None, [read_uid(text)]

    def apply(self, queryset: Any, shape: Any) -> Any:
        other = "member" if self.column == "group" else "group"
        known = {self.column: OuterRef("pk"), f"{other}__uid": self.given(0, UUIDField())}
        return queryset.filter(Exists(GroupMembership.objects.public().filter(**known)))


class GroupMemberDays(serializers.ModelSerializer[GroupMembership]):
    class Meta:
        model = GroupMembership
        fields: tuple[str, ...] = ("since", "until")


class GroupMemberIn(GroupMemberDays):
    group = Reference(Contributor, help_text="uid of the group, an organization.")
    member = Reference(Contributor, help_text="uid of the person or organization that belongs to it.")
    reason = serializers.CharField(required=False, help_text="How you know; it goes into the ledger.")

    class Meta(GroupMemberDays.Meta):
        fields = ("group", "member", *GroupMemberDays.Meta.fields, "reason")


class GroupMemberChange(Change, GroupMemberDays):
    class Meta(GroupMemberDays.Meta):
        fields = (*GroupMemberDays.Meta.fields, "reason")


GROUP_MEMBER_KIND = WritableKind(
    "group-member",
    GroupMembership,
    GroupMemberEntry,
    groups.add_group_member,
    GroupMemberIn,
    groups.update_group_member,
    GroupMemberChange,
    proposed=("create", "change"),
)
GROUP_MEMBER_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "GroupMemberIn": {"group": UIDS["group"], "member": UIDS["contributor"], "since": "2019-04-01"},
    "PatchedGroupMemberChange": {"until": "2024-03-31", "reason": "They told us."},
}
