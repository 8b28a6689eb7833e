"""Files out: exports are asked for, looked at and fetched (in ranges)."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.errors import PROBLEM_MEDIA_TYPE
from api.http.file_responses import BINARY_RESPONSES, serve_file
from api.http.header_schemas import FILE_HEADERS, FILE_REQUEST_HEADERS
from api.http.problem_schemas import PROBLEM_RESPONSES, ProblemOut
from api.http.problems import ApiProblem
from api.read import output_serializers
from api.read.compiled_queries import ListSource
from api.read.edition_codes import EditionCode
from api.read.filters import refuse_unknown_parameters
from api.write.code_lists import CodeListField
from api.write.idempotency import PRIVATE_CACHE_CONTROL, StoredAnswer, run_once
from api.write.input_serializers import NothingIn
from api.write.request_bodies import Reference, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.screens import ScreenSpecField
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import CreatingView, MembersOnlyEntry, WritableKind, WriteView
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.exports.formats import ExportFormat
from productions.exports.services.export_files import NoFile, get_export_filename, get_export_path
from productions.exports.services.export_writing import get_export_media_type
from productions.exports.services.exports import cancel_export, request_export
from productions.exports.services.stored_files import require_intact
from productions.models import Episode, Export, Production, Release
from productions.shared.choices import OPEN_EXPORT_STATES


class ExportIn(serializers.ModelSerializer[Export]):
    production = Reference(Production, help_text="uid of the production.")
    release = Reference(Release, required=False, allow_null=True, help_text="uid; null: the working copy.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; of a working copy.")

    edition = EditionCode(required=False, absent="what all editions share")
    format = serializers.ChoiceField(
        choices=ExportFormat.choices,
        required=False,
        help_text="Of a single file; leave it out where `formats` are given.",
    )
    formats = CodeListField(
        choices=ExportFormat.choices,
        required=False,
        help_text="Several formats as one package: a ZIP with a `manifest.json`, made by one job. All of them arrive, or none does and `error` names each "
        "file that cannot be made.",
    )
    delivery = ScreenSpecField(
        required=False,
        help_text="For formats on screen only; in a package one screen for all of them.",
    )

    class Meta:
        model = Export
        fields: tuple[str, ...] = (
            "production", "release", "episode", "edition", "format", "formats", "language", "delivery",
        )  # fmt: skip


EXPORT_KIND = WritableKind("export", Export, output_serializers.ExportOut, request_export, ExportIn)


class ExportFileMissing(ApiProblem):
    """409: the export has no file, or not yet. 410: it had one, which was deleted."""

    def __init__(self, told: NoFile) -> None:
        super().__init__(str(told))
        self.status_code = told.status


@extend_schema_view(
    post=extend_schema(
        operation_id="exports_create",
        summary="Ask for an export",
        description="Ask for a file of a release, or of the working copy where no release is named: in one `format`, or as a package of "
        "several `formats`.",
        parameters=[IDEMPOTENCY_KEY],
        request=ExportIn,
        responses={202: output_serializers.ExportOut, **list_write_problems(409)},
    )
)
class Exports(CreatingView):
    """New exports. What is exported is frozen when it is asked for."""

    kind = EXPORT_KIND
    created = 202


class ExportEntry(MembersOnlyEntry):
    """One export, for members: its state, its progress in percent, and where its file is."""

    summary = "Get an export"

    declared = ListSource(Export.objects.all(), output_serializers.ExportOut)

    @property
    def answer_headers(self) -> tuple[str, ...]:
        """When to look again, while it waits or runs."""
        return (*super().answer_headers, "Retry-After")

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        response = super().get(request, *args, **kwargs)
        if not Export.objects.filter(uid=kwargs["uid"]).exclude(state__in=OPEN_EXPORT_STATES).exists():
            response.headers["Retry-After"] = "1"
        return response


def find_export(request: Request, uid: UUID) -> Export:
    """The export, if the member may see it. Raises Http404."""
    export: Export | None = (
        filter_readable(Export, require_signed_in(request)).without_document().filter(uid=uid).first()
    )
    if export is None:
        raise make_not_found_for_member(Export, uid, request)
    return export


class CancelExport(WriteView):
    """Stop an export that waits or runs."""

    kind = EXPORT_KIND

    @extend_schema(
        operation_id="exports_cancel",
        summary="Cancel an export",
        parameters=[IDEMPOTENCY_KEY],
        request=NothingIn,
        responses={200: output_serializers.ExportOut, **list_write_problems(404, 409)},
    )
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            read_body(NothingIn, request.data or {}, user)
            return self.answer(cancel_export(find_export(request, uid), by=user, now=timezone.now()))

        return run_once(request, work)


class ExportFile(APIView):
    """The finished file, whole or a range of it (RFC 9110 section 14)."""

    permission_classes = (TokenToRead,)
    heeded_headers = FILE_REQUEST_HEADERS
    answer_headers: ClassVar[tuple[str, ...]] = FILE_HEADERS

    @extend_schema(
        operation_id="exports_file_retrieve",
        summary="Download the file of an export",
        responses={
            **BINARY_RESPONSES,
            **PROBLEM_RESPONSES,
            **{(status, PROBLEM_MEDIA_TYPE): ProblemOut for status in (409, 410, 416)},
        },
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        export = find_export(request, uid)
        try:
            file = require_intact(export, get_export_path(export), now=timezone.now())
        except NoFile as refusal:
            raise ExportFileMissing(refusal) from refusal
        return serve_file(
            request,
            file,
            size=export.size or 0,
            digest=export.digest,
            media_type=get_export_media_type(export),
            name=get_export_filename(export),
            cache=PRIVATE_CACHE_CONTROL,
        )


def export_paths() -> list[URLPattern]:
    return [
        path("exports/", Exports.as_view(), name="export-list"),
        path("exports/<uuid:uid>/", ExportEntry.as_view(), name="export-detail"),
        path("exports/<uuid:uid>/file", ExportFile.as_view(), name="export-file"),
        path("exports/<uuid:uid>/cancel/", CancelExport.as_view(), name="export-cancel"),
    ]
