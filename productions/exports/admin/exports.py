"""Exports and dumps: looked at and made again here; a dump may be asked for and stopped."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import ReadOnlyAdmin
from productions.admin_pages.forms import NothingForm
from productions.admin_pages.rights import staff_user
from productions.catalogue.admin.editions import EditionColumn
from productions.exports.admin.export_table import is_downloadable
from productions.exports.admin.silence import describe_silence
from productions.exports.models import Dump, Export, Job
from productions.exports.services.dumps import cancel_dump, find_failed_night, find_next_try, request_dump
from productions.exports.services.export_files import request_again
from productions.exports.services.export_silence import WaitingKind
from productions.shared.choices import OPEN_EXPORT_STATES
from productions.users.access import is_everyone


class JobAdmin(ReadOnlyAdmin):
    """Jobs say why they failed in the reader's language."""

    @admin.display(description=gettext_lazy("error"))
    def shown_error(self, job: Job) -> str:
        return job.told_error or "-"


@admin.register(Export)
class ExportAdmin(EditionColumn, JobAdmin):
    list_display = (
        "production",
        "episode",
        "format",
        "language",
        "state",
        "progress",
        "shown_frames",
        "requested_at",
        "file_link",
    )
    list_filter = ("state", "format")
    empty_help = gettext_lazy("Exports are asked for from the pages of a production or a release.")
    list_select_related = ("production", "episode")
    change_form_template = "admin/export.html"
    search_fields = ("production__title",)
    fields = (
        "production", "episode", "told_edition", "release", "format", "language", "state", "progress", "shown_frames",
        "attempts", "requested_by", "requested_at", "finished_at", "dropped_at", "size", "digest", "shown_files",
        "shown_error", "notes", "approvals",
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

    @admin.display(description=gettext_lazy("file"))
    def file_link(self, export: Export) -> str:
        """The download and its size, where there is a file."""
        if not is_downloadable(export):
            return "–"
        address = reverse("admin:productions_production_download", args=[export.uid])
        return format_html(
            '<a href="{}">{}</a> ({})', address, _("Download"), filesizeformat(export.size or 0)
        )

    @admin.display(description=gettext_lazy("files"))
    def shown_files(self, export: Export) -> str:
        """What is in a package, each with its size and SHA-256; which formats, as long as there is none."""
        if not export.files:
            return ", ".join(export.format_labels) or "-"
        rows = ((each["name"], filesizeformat(each["bytes"]), each["sha256"]) for each in export.files)
        told = format_html_join("", "<li>{} ({})<br><code>{}</code></li>", rows)
        return format_html('<ul class="packed">{}</ul>', told)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context |= {"downloadable": obj is not None and is_downloadable(obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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
            self.warn_of_silence(request, [(shown.format, shown.has_films)])
        return response

    def warn_of_silence(self, request: HttpRequest, waiting: Iterable[WaitingKind]) -> None:
        if told := describe_silence(waiting):
            self.message_user(request, told, level=messages.WARNING)

    def warn_of_waiting(self, request: HttpRequest) -> None:
        """Say when nobody works on what waits of the reader's productions."""
        waiting = self.get_queryset(request).filter(state__in=OPEN_EXPORT_STATES)
        self.warn_of_silence(request, waiting.order_by().values_list("format", "has_films").distinct())

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
