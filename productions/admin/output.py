"""Releases, exports and dumps: made elsewhere, looked at here; a dump may be asked for and stopped."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.access import is_everyone
from productions.admin.base import ReadOnlyAdmin
from productions.admin.forms import NothingForm
from productions.admin.rights import staff_user
from productions.admin.silence import describe_silence
from productions.domain.approvals import SignatureStatus, list_release_approvals
from productions.domain.dumps import cancel_dump, find_failed_night, find_next_try, request_dump
from productions.domain.export_files import request_again
from productions.domain.gather import filter_roll_credits
from productions.models import Approval, Dump, Export, Release
from productions.models.exports import Job
from productions.vocabulary import OPEN_EXPORT_STATES, CreditState, MembershipLevel


def format_approval(approval: Approval) -> str:
    """In one line: who, when, for which screen."""
    screen = approval.delivery
    when = localize(localtime(approval.approved_at))
    template = screen["template"]["name"]
    return f"{approval.approved_by}, {when}: {screen['raster']}, {screen['rate']}, {template}, {approval.language}"


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ("production", "episode", "edition", "number", "issued_at", "issued_by", "told_digest")
    list_filter = ("edition",)
    list_select_related = ("production", "episode", "issued_by", "rendition")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "edition", "number", "issued_at", "issued_by", "override_by", "override_reason",
        "disputed", "disputed_now", "told_digest", "told_previous_digest", "approved",
    )  # fmt: skip
    readonly_fields = ("disputed", "disputed_now", "told_digest", "told_previous_digest")

    change_form_template = "admin/release.html"

    @admin.display(description=gettext_lazy("credits disputed today"))
    def disputed_now(self, release: Release) -> int:
        """Of the part of the production that it is of."""
        part = filter_roll_credits(
            production=release.production, episode=release.episode, edition=release.edition
        )
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
        headers = {"Content-Disposition": f'attachment; filename="release-{release.uid}.json"'}
        return HttpResponse(release.document, content_type="application/json", headers=headers)

    @admin.display(description=gettext_lazy("Approvals"))
    def approved(self, release: Release) -> str:
        """Who signed it, for which screen."""
        found = list_release_approvals(release)
        return "\n".join(format_approval(approval) for approval in found) or "–"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).without_document()


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    """Signed on the preview; taken back by removing it, with a reason."""

    list_display = ("production", "episode", "edition", "release", "language", "approved_by", "approved_at")
    list_select_related = ("production", "episode", "release__production", "release__episode", "approved_by")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "edition", "release", "document_digest", "language", "delivery", "approved_by",
        "approved_at", "note", "standing",
    )  # fmt: skip
    readonly_fields = ("standing",)

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


class JobAdmin(ReadOnlyAdmin):
    """Jobs say why they failed in the reader's language."""

    @admin.display(description=gettext_lazy("error"))
    def shown_error(self, job: Job) -> str:
        return job.told_error or "-"


@admin.register(Export)
class ExportAdmin(JobAdmin):
    list_display = (
        "production",
        "episode",
        "format",
        "language",
        "state",
        "progress",
        "shown_frames",
        "requested_at",
        "size",
    )
    list_filter = ("state", "format")
    list_select_related = ("production", "episode")
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "edition", "release", "format", "language", "state", "progress", "shown_frames",
        "attempts", "requested_by", "requested_at", "finished_at", "dropped_at", "size", "digest", "shown_error", "notes",
        "approvals",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("again", self.again_view), *super().get_urls()]

    def again_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Export) -> None:
            request_again(obj, by=staff_user(request), now=timezone.now())

        explanation = _("It is made of the same issue, or of the working copy as it is today.")
        return self.act_view(
            request, object_id, NothingForm, act, title=_("Export again"), explanation=explanation
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).without_document()

    @admin.display(description=gettext_lazy("frames"))
    def shown_frames(self, export: Export) -> str:
        """How far a film is: frames of all, and the time left while it goes on."""
        if export.frames is None:
            return "-"
        shown = f"{export.frames_done} / {export.frames}"
        if export.seconds_left is None:
            return shown
        minutes, seconds = divmod(export.seconds_left, 60)
        return shown + _(" (%(time)s left)") % {"time": f"{minutes}:{seconds:02}"}

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page of an export that goes on comes again by itself."""
        response = super().changeform_view(request, *args, **kwargs)
        shown = getattr(response, "context_data", {}).get("original")
        if shown is not None and shown.state in OPEN_EXPORT_STATES:
            response.headers["Refresh"] = "2"
            self.warn_of_silence(request, [shown.format])
        return response

    def warn_of_silence(self, request: HttpRequest, formats: Iterable[str]) -> None:
        if told := describe_silence(formats):
            self.message_user(request, told, level=messages.WARNING)

    def warn_of_waiting(self, request: HttpRequest) -> None:
        """Say when nobody works on what waits of the reader's productions."""
        waiting = self.get_queryset(request).filter(state__in=OPEN_EXPORT_STATES)
        self.warn_of_silence(request, waiting.order_by().values_list("format", flat=True).distinct())

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list says when nobody works on what waits in it."""
        self.warn_of_waiting(request)
        return super().changelist_view(request, *args, **kwargs)


def describe_dump_failure(dump: Dump) -> str:
    """That a night's dump failed, why, and what comes of it."""
    values = {"night": localize(dump.night), "error": dump.told_error}
    again = find_next_try(dump)
    if again is None:
        return _("The dump of %(night)s failed: %(error)s Fix the cause, then request a new dump.") % values
    values["time"] = localize(localtime(again))
    return _("The dump of %(night)s failed: %(error)s It will be retried automatically at %(time)s.") % values


@admin.register(Dump)
class DumpAdmin(JobAdmin):
    list_display = (
        "requested_at",
        "night",
        "state",
        "progress",
        "finished_at",
        "size",
        "last_seq",
        "dropped_at",
    )
    list_filter = ("state",)
    fields = (
        "requested_at", "requested_by", "night", "state", "progress", "attempts", "finished_at", "size", "last_seq",
        "dropped_at", "shown_error",
    )  # fmt: skip
    create_verb = request_dump
    change_form_template = "admin/dump.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_everyone(staff_user(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fields(request, obj) if obj else ()

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("cancel", self.cancel_view), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and (failed := find_failed_night()) is not None:
            messages.warning(request, describe_dump_failure(failed))
        return super().changelist_view(request, extra_context)

    def cancel_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Dump) -> None:
            cancel_dump(obj, by=staff_user(request), now=timezone.now())

        explanation = _("The worker stops at its next step and leaves no files.")
        return self.act_view(
            request, object_id, NothingForm, act, title=_("Cancel dump"), explanation=explanation
        )
