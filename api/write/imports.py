"""Files of credits sent in: planned, entered as one batch, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.read.output_serializers.import_plans import PlanOut
from api.write.field_readers import SelfReadingField, WrongValue, read_text
from api.write.idempotency import Outcome, once_prepared, run_once
from api.write.input_serializers import Change
from api.write.request_bodies import MIB, Reference, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import require_signed_in
from api.write.uploads import SentFile, UploadParser, read_upload_parts
from api.write.views import WriteView
from productions.imports.services.entering import SheetRefused, enter_file, list_obstacles
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.plan_texts import describe_plan
from productions.imports.services.planning import ReadFile, plan_file, read_import_file
from productions.imports.services.undoing import find_import, undo_import
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.models import ImportBatch, Production

MAX_UPLOAD_BYTES = 11 * MIB
"""Bytes of a request with a file: the largest that is read, and its wrapping."""
MAX_ANSWERS = 20_000
"""Choices or columns of one request."""


@extend_schema_field(OpenApiTypes.STR)
class JsonObjectField(SelfReadingField, serializers.CharField):
    """A JSON object whose values are texts, sent as a part of the body."""

    def read(self, value: Any) -> dict[str, str]:
        try:
            found = orjson.loads(read_text(value))
        except orjson.JSONDecodeError:
            raise WrongValue("Give a JSON object.") from None
        if not isinstance(found, dict) or len(found) > MAX_ANSWERS:
            raise WrongValue(f"Give a JSON object of at most {MAX_ANSWERS:,} members.")
        return {name: read_text(text) for name, text in found.items()}


class ImportIn(serializers.Serializer[Any]):
    """A file of credits for one production, and what is said of it."""

    production = serializers.UUIDField(help_text="uid of the production.")
    file = SentFile(help_text="At most 10 MB; what it is, its content says. See docs/import.md.")
    dry_run = serializers.BooleanField(required=False, help_text="true: answer with the plan, store nothing.")
    accept = serializers.CharField(
        required=False,
        min_length=8,
        max_length=64,
        help_text="The digest of the plan that you have seen, or its beginning: it is entered as it proposes, without its problems.",
    )
    choices = JsonObjectField(
        required=False,
        help_text="JSON object: the answer by the key of a choice, or for all of a kind (person, split, kind, nobody, gone).",
    )
    columns = JsonObjectField(
        required=False,
        help_text="JSON object: the field of a column by its heading; an empty text leaves the column out. Kept for the next file.",
    )
    worksheet = serializers.CharField(
        required=False, max_length=200, help_text="Title of the sheet of a workbook to read; * for all."
    )
    hidden_rows = serializers.BooleanField(required=False, help_text="true: read rows that the file hides.")


class ImportTo(serializers.Serializer[Any]):
    """What comes along with a file."""

    production = Reference(Production)
    dry_run = serializers.BooleanField(required=False)
    accept = serializers.CharField(required=False, min_length=8, max_length=64)
    choices = JsonObjectField(required=False)
    columns = JsonObjectField(required=False)
    worksheet = serializers.CharField(required=False, max_length=200)
    hidden_rows = serializers.BooleanField(required=False)


class ImportOut(serializers.Serializer[Any]):
    """What was entered, or would be."""

    uid = serializers.UUIDField(
        allow_null=True, help_text="uid of the import, by which it is taken back; null of a dry run."
    )
    entered = serializers.IntegerField(help_text="Credits that were entered as drafts, or would be.")
    changed = serializers.IntegerField(help_text="Credits that were changed, or would be.")
    removed = serializers.IntegerField(
        help_text="Credits that were removed because you said so, or would be."
    )
    dry_run = serializers.BooleanField(help_text="Whether nothing was stored.")
    left_out = serializers.ListField(child=serializers.CharField(), help_text="The notes of the plan.")
    offers = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    announced = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    hints = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    plan = PlanOut(help_text="The plan that was entered, or would be.")


class UndoImportIn(Change):
    """Take an import back."""


class UndoneImportOut(serializers.Serializer[Any]):
    """What was taken back."""

    uid = serializers.UUIDField(help_text="uid of the import.")
    removed = serializers.IntegerField(help_text="Credits that it had entered.")
    changed = serializers.IntegerField(help_text="Credits that say again what they said before it.")
    restored = serializers.IntegerField(help_text="Credits that it had removed.")
    left = serializers.ListField(
        child=serializers.CharField(), help_text="A sentence for each credit that stays as it is."
    )


class Imports(WriteView):
    """Enter a file of credits as one batch, where nothing in it is open or wrong, or you accept its plan."""

    answers_with_entry = False
    parser_classes = (UploadParser,)
    largest_body = MAX_UPLOAD_BYTES

    @extend_schema(
        operation_id="imports_create",
        summary="Import a file of credits",
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": ImportIn},
        responses={200: ImportOut, 201: ImportOut, **list_write_problems(409, 412)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        upload, given = read_upload_parts(request, wanted="a file of credits")
        for name in ("dry_run", "hidden_rows"):
            if given.get(name) in ("true", "false"):
                given[name] = given[name] == "true"

        def prepare() -> Callable[[], Outcome]:
            values = read_body(ImportTo, given, user)
            titles = (values["worksheet"],) if values.get("worksheet") else ()
            options = ReadingOptions(values.get("columns", {}), titles, values.get("hidden_rows", False))
            file = read_import_file(
                values["production"], upload.read(), filename=upload.name or "", by=user, options=options
            )
            if values.get("dry_run"):
                plan = plan_file(values["production"], file, by=user, answers=values.get("choices")).plan
                return lambda: answer_with_plan(plan, None)
            if "accept" not in values:
                refuse_open_plan(
                    plan_file(values["production"], file, by=user, answers=values.get("choices")).plan
                )
            return lambda: enter(file)

        def enter(file: ReadFile) -> Outcome:
            values = read_body(ImportTo, given, user)
            plan, batch = enter_file(
                values["production"],
                file,
                by=user,
                now=timezone.now(),
                answers=values.get("choices"),
                accepted=values.get("accept"),
            )
            return answer_with_plan(plan, batch)

        return once_prepared(request, prepare)


def refuse_open_plan(plan: ImportPlan) -> None:
    """Raise SheetRefused before any lock is taken, where the file is not entered as it is."""
    if not plan.is_ready:
        raise SheetRefused(list_obstacles(plan), plan)


def answer_with_plan(plan: ImportPlan, batch: ImportBatch | None) -> Outcome:
    """The plan, and what was done with it."""
    told = describe_plan(plan)
    answer = {
        "uid": str(batch.uid) if batch else None,
        "entered": told["counts"]["new"],
        "changed": told["counts"]["changed"],
        "removed": sum(one.removed for one in plan.credits),
        "dry_run": batch is None,
        "left_out": told["notes"],
        "offers": told["offers"],
        "announced": told["announced"],
        "hints": told["hints"],
        "plan": told,
    }
    return Outcome(200 if batch is None else 201, encode_json(answer))


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

        def work() -> Outcome:
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
            return Outcome(200, encode_json(answer))

        return run_once(request, work)


def import_paths() -> list[URLPattern]:
    return [
        path("imports/", Imports.as_view(), name="import-list"),
        path("imports/<uuid:uid>/undo/", UndoImport.as_view(), name="import-undo"),
    ]
