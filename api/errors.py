"""Errors as RFC 9457 problem details (`application/problem+json`); the one file that turns refusals into answers."""

import json
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response

from api.gone import Gone, Moved

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, *, instance: str, **members: Any) -> HttpResponse:
    """A problem outside REST framework (unknown address, server error)."""
    body = problem_body(status, detail, instance=instance, **members)
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def problem_body(status: int, detail: str, *, instance: str, **members: Any) -> dict[str, Any]:
    """type, title, status, detail, instance (RFC 9457 section 3.1), and our `errors` by parameter."""
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
    path = context["request"].path
    if isinstance(error, Http404):
        body = problem_body(404, "There is nothing public at this address.", instance=path)
    elif isinstance(error, PermissionDenied):
        body = problem_body(403, "This is not yours to see.", instance=path)
    elif isinstance(error, ValidationError):
        given: Any = error.detail if isinstance(error.detail, dict) else {"request": error.detail}
        errors = {name: [str(text) for text in texts] for name, texts in given.items()}
        detail = " ".join(f"{name}: {' '.join(texts)}" for name, texts in errors.items())
        body = problem_body(400, detail, instance=path, errors=errors)
    elif isinstance(error, Gone):
        body = problem_body(410, str(error.detail), instance=path, tombstone=error.tombstone)
    elif isinstance(error, APIException):
        body = problem_body(error.status_code, str(error.detail), instance=path)
    else:
        return None
    headers = {"Location": error.location} if isinstance(error, Moved) else {}
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    return Response(body, status=body["status"], content_type=MEDIA_TYPE, headers=headers)
