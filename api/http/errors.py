"""Errors as RFC 9457 problem details (`application/problem+json`); the one file that turns refusals into answers.

`errors` is a list: each has a `detail`, and says where: the `parameter` of the address (or header), or the `pointer`
(JSON Pointer, RFC 6901) into the body. 400 is malformed, 422 well formed but a rule says no.
"""

import json
import logging
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response

from productions.credits.services.bulk_credits import RowsRefused
from productions.imports.services.entering import SheetRefused
from productions.imports.services.plan_texts import describe_plan
from productions.operations.services.database_errors import classify_error
from productions.operations.services.transactions import make_not_now
from productions.shared.disk import is_disk_full
from productions.shared.refusals import (
    NoRoom,
    NotAllowed,
    NotNow,
    Refusal,
    Stale,
    TooMany,
    translate_for_reader,
)
from productions.shared.sentences import format_count

PROBLEM_MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)
REFUSAL_STATUSES = {NotAllowed: 403, Stale: 412, NotNow: 503, TooMany: 429, NoRoom: 507}
"""Refusals that are no rule's."""


def respond_with_problem(status: int, detail: str, *, instance: str, **members: Any) -> HttpResponse:
    """A problem outside REST framework (unknown address, server error)."""
    body = build_problem_body(status, detail, instance=instance, **members)
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM_MEDIA_TYPE)


def build_problem_body(status: int, detail: str, *, instance: str, **members: Any) -> dict[str, Any]:
    """type, title, status, detail, instance (RFC 9457 section 3.1), and members of our own."""
    title = HTTPStatus(status).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": instance,
    } | members


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. Unexpected errors are not caught here."""
    if (trouble := classify_error(error)) is not None:
        error = make_not_now(trouble)
    found = describe_error(error)
    if found is None:
        return None
    status, detail, members = found
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        close_uploads(context["request"])
    body = build_problem_body(status, detail, instance=context["request"].path, **members)
    headers = {**getattr(error, "headers", {})}
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    return Response(body, status=status, content_type=PROBLEM_MEDIA_TYPE, headers=headers)


def describe_error(error: Exception) -> tuple[int, str, dict[str, Any]] | None:
    """Status, sentence and further members of the problem that an error is; None for what nobody expected."""
    if isinstance(error, Refusal):
        return describe_refusal(error)
    if isinstance(error, Http404):
        return 404, "There is nothing public at this address.", {}
    if isinstance(error, PermissionDenied):
        return 403, "This is not yours to see.", {}
    if isinstance(error, ValidationError):
        given: Any = error.detail if isinstance(error.detail, dict) else {"request": error.detail}
        errors = [{"parameter": name, "detail": str(text)} for name, texts in given.items() for text in texts]
        return 400, " ".join(f"{each['parameter']}: {each['detail']}" for each in errors), {"errors": errors}
    if is_disk_full(error):
        logger.error("No room to answer a request: %s", str(error))
        return describe_refusal(NoRoom())
    if isinstance(error, APIException):
        return error.status_code, str(error.detail), getattr(error, "members", {})
    return None


def close_uploads(request: Any) -> None:
    """Let go of files that came in part: what they took of a full disk is free again."""
    for handler in request.upload_handlers:
        if (file := getattr(handler, "file", None)) is not None:
            with suppress(OSError):  # its last bytes do not fit either
                file.close()


def describe_refusal(refusal: Refusal) -> tuple[int, str, dict[str, Any]]:
    """A verb's no: 403 not you, 412 somebody was first, 429 not now, 507 no room, 422 a rule; `rule` is the rule's id."""
    status = next((status for kind, status in REFUSAL_STATUSES.items() if isinstance(refusal, kind)), 422)
    errors: list[dict[str, Any]] = []
    if isinstance(refusal, RowsRefused):
        for row in refusal.rows:
            errors += list_refusal_errors(row.refusal, f"/rows/{row.index}")
        rows = format_count(len(refusal.rows), "row was", "rows were")
        return status, f"{rows} refused; nothing was entered.", {"errors": errors}
    if isinstance(refusal, SheetRefused):
        errors = [
            {
                "pointer": "/file",
                "line": each.line,
                "column": each.column,
                "detail": translate_for_reader(each.message),
            }
            for each in refusal.problems
        ]
        problems = format_count(len(errors), "problem", "problems")
        plan = {"plan": describe_plan(refusal.plan)} if refusal.plan else {}
        return status, f"The sheet has {problems}; nothing was entered.", {"errors": errors, **plan}
    if isinstance(refusal, NotNow):
        return status, str(refusal), {}
    members = {"rule": refusal.rule} if refusal.rule else {}
    return status, " ".join(refusal.reasons), {"errors": list_refusal_errors(refusal), **members}


def list_refusal_errors(refusal: Refusal, at: str = "") -> list[dict[str, Any]]:
    """The sentences of a refusal, each where it belongs; the whole body is the pointer of a general one."""
    return [
        *({"pointer": at, "detail": text} for text in refusal.general),
        *(
            {"pointer": f"{at}/{name}", "detail": text}
            for name, texts in refusal.fields.items()
            for text in texts
        ),
    ]
