"""Answers to the script of the sheet: JSON, and refusals as sentences with the status that says what kind they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from productions.shared.refusals import NotAllowed, NotNow, Refusal, Stale

MAX_UIDS = 50
"""Of one parameter; more is no page of ours."""


def answer_json(content: Any, status: int = 200) -> HttpResponse:
    response = HttpResponse(
        orjson.dumps(content), status=status, content_type="application/json; charset=utf-8"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def answer_refusal(refusal: Refusal, status: int) -> HttpResponse:
    response = answer_json({"reasons": refusal.reasons}, status)
    if isinstance(refusal, NotNow):
        response.headers["Retry-After"] = str(refusal.wait)
    return response


def find_status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    if isinstance(refusal, NotNow):
        return 503
    if isinstance(refusal, NotAllowed):
        return 403
    return 409 if isinstance(refusal, Stale) else 422


View = Callable[..., HttpResponse]


def tell_refusals(*methods: str) -> Callable[[View], View]:
    """Let a view of these methods say its refusals as JSON."""

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(self: Any, request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
            if request.method not in methods:
                response = answer_json({"reasons": [_("This address does not take that.")]}, 405)
                response.headers["Allow"] = ", ".join(methods)
                return response
            try:
                return view(self, request, *args, **values)
            except Http404:
                return answer_json({"reasons": [_("There is no such sheet here; reload the page.")]}, 404)
            except PermissionDenied:
                return answer_json({"reasons": [_("You may not do this here.")]}, 403)
            except Refusal as refusal:
                return answer_refusal(refusal, find_status(refusal))

        return answer

    return wrap


def read_sent_json(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises Refusal."""
    if request.content_type != "application/json":
        raise Refusal(_("This request cannot be read; reload the page."))
    try:
        body = orjson.loads(request.body)
    except RequestDataTooBig as error:
        raise Refusal(_("This is too much at once; send it in parts.")) from error
    except orjson.JSONDecodeError as error:
        raise Refusal(_("This request cannot be read; reload the page.")) from error
    if not isinstance(body, dict):
        raise Refusal(_("This request cannot be read; reload the page."))
    return body


def read_sent_text(body: dict[str, Any], name: str) -> str:
    """Raises Refusal."""
    text = body.get(name, "")
    if not isinstance(text, str):
        raise Refusal(_("This request cannot be read; reload the page."))
    return text


def read_sent_list(body: dict[str, Any], name: str) -> list[str]:
    """Raises Refusal."""
    texts = body.get(name)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refusal(_("This request cannot be read; reload the page."))
    return texts


def read_sent_uid(value: Any) -> UUID:
    """Raises Refusal."""
    try:
        return UUID(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise Refusal(_("This request cannot be read; reload the page.")) from error


def read_uids(text: str) -> list[UUID]:
    """The identifiers between commas; what is none is left out: they only say what comes first."""
    found = []
    for part in text.split(",")[:MAX_UIDS]:
        with suppress(ValueError):
            found.append(UUID(part))
    return found
