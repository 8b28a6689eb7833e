"""Files of credits, cuts and edits sent in: planned, entered as one batch, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.write.idempotency import StoredAnswer, once_prepared, run_once
from api.write.import_bodies import ImportIn, ImportOut, UndoImportIn, UndoneImportOut
from api.write.import_lists import IMPORTS, ImportDetail
from api.write.request_bodies import MIB, BadBody, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.uploads import UploadParser, read_upload_parts
from api.write.views import WriteView
from api.write.visibility import MembersList
from productions.imports.services.entering import SheetRefused, list_obstacles
from productions.imports.services.file_imports import (
    SaidOfFile,
    SentFile,
    enter_sent_file,
    plan_sent_file,
    read_sent_file,
)
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.plan_texts import describe_plan
from productions.imports.services.undoing import find_import, undo_import
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.interchange.sheets.workbook_limits import MAX_FILE_BYTES
from productions.models import ImportBatch, Production
from productions.shared.intake_choices import ImportKind, PlanGroup

MAX_UPLOAD_BYTES = MAX_FILE_BYTES + MIB
"""Bytes of a request with a file: the largest that is read, and its wrapping."""


class Imports(WriteView, MembersList):
    """Files that were imported into productions of which you are a member: who sent which, when, and what became of it."""

    permission_classes = (TokenToRead,)
    heeded_headers = ()
    summary = "List imports"
    answers_with_entry = False
    parser_classes = (UploadParser,)
    largest_body = MAX_UPLOAD_BYTES

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        require_signed_in(request)
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="imports_create",
        summary="Import a file",
        description="Enter a file as one batch, where nothing in it is open or wrong, or you accept its plan.",
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": ImportIn},
        responses={200: ImportOut, 201: ImportOut, **list_write_problems(409, 412)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        upload, given = read_upload_parts(request, wanted="a file of credits or cuts")
        for name in ("dry_run", "hidden_rows", "public"):
            if given.get(name) in ("true", "false"):
                given[name] = given[name] == "true"

        def prepare() -> Callable[[], StoredAnswer]:
            values = read_body(ImportIn, given, user)
            production, answers = find_sent_production(values), values.get("choices")
            file = read_sent_file(
                production, upload.read(), filename=upload.name or "", by=user, said=read_said(values)
            )
            if values.get("dry_run"):
                plan = plan_sent_file(production, file, by=user, answers=answers)
                return lambda: answer_with_plan(plan, None)
            if "accept" not in values:
                refuse_open_plan(plan_sent_file(production, file, by=user, answers=answers))
            return lambda: enter(file)

        def enter(file: SentFile) -> StoredAnswer:
            values = read_body(ImportIn, given, user)
            plan, batch = enter_sent_file(
                find_sent_production(values),
                file,
                by=user,
                now=timezone.now(),
                answers=values.get("choices"),
                accepted=values.get("accept"),
            )
            return answer_with_plan(plan, batch)

        return once_prepared(request, prepare)


def find_sent_production(values: Mapping[str, Any]) -> Production | None:
    """The production of a body; None for a catalogue. Raises BadBody where another file has none."""
    production: Production | None = values.get("production")
    if production is None and values.get("kind") != ImportKind.CATALOGUE:
        raise BadBody(
            [{"pointer": "/production", "detail": "This member is needed, unless kind is catalogue."}]
        )
    return production


def read_said(values: Mapping[str, Any]) -> SaidOfFile:
    """What a body says of its file."""
    titles = (values["worksheet"],) if values.get("worksheet") else ()
    return SaidOfFile(
        kind=values.get("kind", ""),
        reading=ReadingOptions(values.get("columns", {}), titles, values.get("hidden_rows", False)),
        episode=values.get("episode"),
        edition=values.get("edition", ""),
        rate=values.get("rate"),
        start=values.get("start", ""),
        public=values.get("public", False),
    )


def refuse_open_plan(plan: ImportPlan) -> None:
    """Raise SheetRefused before any lock is taken, where the file is not entered as it is."""
    if not plan.is_ready:
        raise SheetRefused(list_obstacles(plan), plan)


def answer_with_plan(plan: ImportPlan, batch: ImportBatch | None) -> StoredAnswer:
    """The plan, and what was done with it."""
    told = describe_plan(plan)
    answer = {
        "uid": str(batch.uid) if batch else None,
        "entered": told["counts"]["new"],
        "changed": told["counts"]["changed"],
        "removed": sum(one.removed for one in plan.credits)
        + sum(one.group == PlanGroup.GONE for one in plan.placements),
        "dry_run": batch is None,
        "left_out": told["notes"],
        "offers": told["offers"],
        "announced": told["announced"],
        "hints": told["hints"],
        "plan": told,
    }
    return StoredAnswer(200 if batch is None else 201, encode_json(answer))


class UndoImport(WriteView):
    """Take back what an import entered, changed and removed."""

    answers_with_entry = False

    @extend_schema(
        operation_id="imports_undo",
        summary="Take back an import",
        parameters=[IDEMPOTENCY_KEY],
        request=UndoImportIn,
        responses={200: UndoneImportOut, **list_write_problems(404, 409)},
    )
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(UndoImportIn, request.data or {}, user)
            batch = find_import(uid, by=user)
            if batch is None:
                raise Http404
            undone = undo_import(batch, by=user, now=timezone.now(), reason=values["reason"])
            answer = {
                "uid": str(batch.uid),
                "removed": undone.removed,
                "changed": undone.changed,
                "restored": undone.restored,
                "left": undone.left,
            }
            return StoredAnswer(200, encode_json(answer))

        return run_once(request, work)


def import_paths() -> list[URLPattern]:
    return [
        path("imports/", Imports.as_view(declared=IMPORTS, description=Imports.__doc__), name="import-list"),
        path(
            "imports/<uuid:uid>/",
            ImportDetail.as_view(description=ImportDetail.__doc__),
            name="import-detail",
        ),
        path("imports/<uuid:uid>/undo/", UndoImport.as_view(), name="import-undo"),
    ]
