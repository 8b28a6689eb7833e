"""Members of a group, on the group's page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest

from productions.admin_pages.base import OffMenuAdmin
from productions.admin_pages.forms import VerbForm
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.rights import staff_user
from productions.admin_pages.seen import filter_seen_rows
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor
from productions.people.services.groups import add_group_member, update_group_member


class MemberForm(VerbForm):
    """Who the member is, is chosen once, in an empty row; then it is a text, read with the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "member" in self.fields:
            label = self.fields["member"].label
            widget = AdminTextInputWidget(attrs={"class": "vTextField"})
            self.fields["member"] = forms.CharField(label=label, required=False, disabled=True, widget=widget)
            self.initial["member"] = str(self.instance.member)


class MembersInline(VerbInline):
    """Those whom the user may see; a group may have others."""

    model = GroupMembership
    form = MemberForm
    fk_name = "group"
    fields = (("member", "since", "until"),)
    autocomplete_fields = ("member",)
    add_verb = add_group_member
    update_verb = update_group_member

    @classmethod
    def save_entry(cls, owner: Any, entry: Any, *, by: Any, now: Any) -> None:
        if entry.instance.pk or entry.cleaned_data.get("member") is not None:
            super().save_entry(owner, entry, by=by, now=now)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("member", "group")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", filter_seen_rows(Contributor, staff_user(request)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(GroupMembership)
class GroupMembershipAdmin(OffMenuAdmin):
    """Reached from the group, to remove a member."""

    shared = True
    list_display = ("group", "member", "since", "until")
    list_select_related = ("group", "member")
    fields = ("group", "member", "since", "until")
    readonly_fields = ("group", "member")
    update_verb = update_group_member

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
