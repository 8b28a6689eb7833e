"""Invitations: approvers make and revoke them; the link is shown once, on the answer that made it."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.accounts.models.invitations import Invitation
from productions.accounts.services.invitations import (
    DEFAULT_INVITATION_LIFE,
    create_invitation,
    revoke_invitation,
)
from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import NothingForm
from productions.admin_pages.rights import staff_user
from productions.shared.choices import MembershipLevel


@admin.register(Invitation)
class InvitationAdmin(VerbAdmin):
    listing_page = "members"
    list_display = ("invitee", "production", "level", "invited_by", "expiry", "state")
    list_filter = ("level",)
    list_select_related = ("production", "invited_by", "accepted_by")
    search_fields = ("invitee",)
    autocomplete_fields = ("production",)
    fields = ("production", "level", "invitee", "expiry")
    readonly_fields = ()
    removable = False
    change_level = MembershipLevel.APPROVER
    create_verb = create_invitation
    change_form_template = "admin/invitation.html"

    @admin.display(description=gettext_lazy("state"))
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return _("accepted by %s") % invitation.accepted_by
        if invitation.revoked_at:
            return _("revoked")
        return _("open") if invitation.is_open(timezone.now()) else _("ended")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who approves invites; an editor need not know whom."""
        return self.has_module_permission(request) and self.has_level(request, obj, MembershipLevel.APPROVER)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        # To the minute, and within what the verb allows when the form is sent later.
        end = (timezone.now() + DEFAULT_INVITATION_LIFE - timedelta(minutes=1)).replace(
            second=0, microsecond=0
        )
        return {"expiry": end, **super().get_changeform_initial_data(request)}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """An invitation has no parts."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        link = request.build_absolute_uri(reverse("invitation", args=[obj.secret]))
        context = self.admin_site.each_context(request) | {
            "title": _("New invitation"), "invitation": obj, "link": link,
            "back": self.get_list_address(obj), "opts": self.opts,
        }  # fmt: skip
        return TemplateResponse(request, "admin/invitation_issued.html", context)

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("revoke", self.revoke_view), *super().get_urls()]

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Invitation) -> None:
            revoke_invitation(obj, by=staff_user(request), now=timezone.now())

        return self.act_view(
            request,
            object_id,
            NothingForm,
            act,
            title=_("Revoke invitation"),
            back_to_list=True,
            explanation=_("The link will stop working."),
        )
