"""Members of a production by level, with what each level may do, and invitations that wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.accounts.models.invitations import Invitation
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.works import Production
from productions.desk.admin.episodes_page import make_add_address
from productions.shared.choices import MembershipLevel

LEVELS = {
    MembershipLevel.APPROVER: gettext_lazy(
        "Also issues releases, decides claims, withholds and restores names, removes entries, makes the production public, and invites members."
    ),
    MembershipLevel.EDITOR: gettext_lazy(
        "Enters and changes episodes, cuts, credits and AI uses, imports files, confirms credits, and exports rolls."
    ),
    MembershipLevel.VIEWER: gettext_lazy("Sees everything of the production and changes nothing."),
}
"""What each level may do (`productions.users.access`), the highest first."""


@add_pages(Production)
class MembersDesk(AddedPages):
    """The tab."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("members", self.members_view)]

    def members_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production: Production = self.owner.get_entry(request, object_id)
        user, now = staff_user(request), timezone.now()
        members = Membership.objects.visible_to(user).filter(production=production)
        by_level: dict[str, list[Membership]] = {level: [] for level in LEVELS}
        for member in members.select_related("user").order_by("user__username", "pk"):
            by_level[member.level].append(member)
        invited = Invitation.objects.visible_to(user).filter(
            production=production, accepted_at=None, revoked_at=None, expiry__gt=now
        )
        is_approver = self.owner.has_level(request, production, MembershipLevel.APPROVER)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Members"),
            "original": production,
            "opts": self.owner.opts,
            "back": self.owner.get_first_address(production),
            "is_approver": is_approver,
            "levels": [(level.label, told, by_level[level]) for level, told in LEVELS.items()],
            "invitations": invited.select_related("invited_by").order_by("expiry", "pk")
            if is_approver
            else (),
            "invite": make_add_address("invitation", production),
            "add": make_add_address("membership", production),
        }
        return TemplateResponse(request, "admin/members.html", context)
