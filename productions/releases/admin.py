"""Releases and approvals: made elsewhere, looked at here."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import ReadOnlyAdmin
from productions.catalogue.admin.editions import EditionColumn
from productions.credits.models.credits import Credit
from productions.releases.models.approvals import Approval
from productions.releases.models.releases import Release
from productions.releases.services.approvals import SignatureStatus, list_release_approvals
from productions.roll_templates.shipped_labels import label_template
from productions.rollkit.file_names import format_stored_roll_name
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.file_responses import format_attachment
from productions.shared.site_languages import WORK_LANGUAGE


def format_approval(approval: Approval) -> str:
    """In one line: who, when, for which screen."""
    screen = approval.delivery
    when = localize(localtime(approval.approved_at))
    template = label_template(screen["template"]["name"])
    return f"{approval.approved_by}, {when}: {screen['raster']}, {screen['rate']}, {template}, {approval.language}"


@admin.register(Release)
class ReleaseAdmin(EditionColumn, ReadOnlyAdmin):
    list_display = (
        "production",
        "episode",
        "told_edition",
        "number",
        "issued_at",
        "issued_by",
        "told_digest",
    )
    list_filter = ("edition",)
    empty_help = gettext_lazy("A release is issued from its production's pages.")
    list_select_related = ("production", "episode", "issued_by", "rendition")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "told_edition", "number", "issued_at", "issued_by", "override_by", "override_reason",
        "disputed", "disputed_now", "told_digest", "told_previous_digest", "approved",
    )  # fmt: skip
    readonly_fields = ("told_edition", "disputed", "disputed_now", "told_digest", "told_previous_digest")

    change_form_template = "admin/release.html"

    @admin.display(description=gettext_lazy("credits disputed today"))
    def disputed_now(self, release: Release) -> int:
        """Of the part of the production that it is of."""
        part = Credit.objects.of_roll(release.production, release.episode, release.edition)
        return part.filter(state=CreditState.DISPUTED).count()

    @admin.display(description="SHA-256")
    def told_digest(self, release: Release) -> str:
        """As it is told to everybody: not where names could be tried against it."""
        return release.rendition.digest or _("no longer published")

    @admin.display(description=gettext_lazy("SHA-256 of the issue before"))
    def told_previous_digest(self, release: Release) -> str:
        return release.rendition.previous_digest or "–"

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("whole", self.whole_view), *super().get_urls()]

    def whole_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The frozen document with all of its names, for approvers alone."""
        release = self.get_entry(request, object_id)
        if not self.has_level(request, release, MembershipLevel.APPROVER):
            raise PermissionDenied
        name = format_stored_roll_name(release.document, WORK_LANGUAGE)
        headers = {"Content-Disposition": format_attachment(f"{name}.whole.json")}
        return HttpResponse(release.document, content_type="application/json", headers=headers)

    @admin.display(description=gettext_lazy("Approvals"))
    def approved(self, release: Release) -> str:
        """Who signed it, for which screen."""
        found = list_release_approvals(release)
        return "\n".join(format_approval(approval) for approval in found) or "–"

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("production", "episode", "issued_by", "rendition")
        return rows.defer("document", "rendition__document", "rendition__packed")


@admin.register(Approval)
class ApprovalAdmin(EditionColumn, ReadOnlyAdmin):
    """Signed on the preview; taken back by removing it, with a reason."""

    list_display = (
        "production",
        "episode",
        "told_edition",
        "release",
        "language",
        "approved_by",
        "approved_at",
    )
    list_select_related = ("production", "episode", "release__production", "release__episode", "approved_by")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "told_edition", "release", "document_digest", "language", "delivery", "approved_by",
        "approved_at", "note", "standing",
    )  # fmt: skip
    readonly_fields = ("told_edition", "standing")

    def get_list_display(self, request: HttpRequest) -> Any:
        looked_at = SignatureStatus()  # each part once, however many of its signatures are listed

        @admin.display(description=gettext_lazy("holds"), boolean=True)
        def holds(approval: Approval) -> bool:
            return looked_at.holds(approval)

        return (*super().get_list_display(request), holds)

    @admin.display(description=gettext_lazy("holds"), boolean=True)
    def standing(self, approval: Approval) -> bool:
        """Whether what was signed is issued, or the working copy of today."""
        return SignatureStatus().holds(approval)

    removable = True
