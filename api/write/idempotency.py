"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a POST that is sent again is answered, not done again.

Same key and body: the first answer, refusals too. Same key, other body: 422. While the first one runs: 409.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

import orjson
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from api.http.errors import PROBLEM_MEDIA_TYPE, problem_response
from api.http.problems import ApiProblem
from api.http.responses import JSON, MEDIA_TYPES, encode_json
from api.write.tokens import require_signed_in
from productions.accounts.services.idempotency_store import (
    KeyReused,
    StillBusy,
    begin_answer,
    drop_answer,
    keep_answer,
)
from productions.models import KeptAnswer
from productions.operations.services.transactions import run_in_transaction
from productions.shared.refusals import Refusal, TooMany

T = TypeVar("T")

KEY_PATTERN = re.compile(r'"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255})')
PRIVATE_CACHE_CONTROL = "private, no-store"
"""What a member sees is for nobody's cache."""


@dataclass(frozen=True)
class StoredAnswer:
    """An answer as it is sent and kept."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> HttpResponse:
        media_type = MEDIA_TYPES[JSON] if self.status < 400 else PROBLEM_MEDIA_TYPE
        response = HttpResponse(self.body, status=self.status, content_type=media_type)
        for name, value in {"Cache-Control": PRIVATE_CACHE_CONTROL, **self.headers}.items():
            response.headers[name] = value
        if not self.body:
            del response.headers["Content-Type"]
        return response


class Busy(ApiProblem):
    """409: the first request with this key still runs."""

    status_code = 409
    default_detail = (
        "The first request with this Idempotency-Key is still being worked on; ask again in a moment."
    )

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = max(1, round(wait))


class Reused(ApiProblem):
    """422: the key belongs to another request."""

    status_code = 422
    default_detail = "This Idempotency-Key was sent before with another request; use a new key for a new one."


def read_idempotency_key(request: Request) -> str:
    """The key, or an empty string. Raises ValidationError when it is none."""
    text = request.headers.get("Idempotency-Key", "").strip()
    if not text:
        return ""
    if not (match := KEY_PATTERN.fullmatch(text)):
        raise ValidationError({"Idempotency-Key": ["Give 1 to 255 visible ASCII characters, in quotes."]})
    return match[1] or match[2]


def fingerprint_request(request: Request) -> str:
    """SHA-256 of what the request asks: method, address and body."""
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(f"{name}\n{upload.name}\n".encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    data: Any = request.data
    if hasattr(data, "lists"):
        data = {name: [each for each in values if isinstance(each, str)] for name, values in data.lists()}
    digest.update(orjson.dumps(data, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS))
    return digest.hexdigest()


def run_once(request: Request, work: Callable[[], StoredAnswer]) -> HttpResponseBase:
    """Do the work in one transaction, and only once for each Idempotency-Key of the user."""

    def work_anew() -> StoredAnswer:
        rewind_multipart_files(request)
        return work()

    return once_prepared(request, lambda: work_anew)


def once_prepared(request: Request, prepare: Callable[[], Callable[[], StoredAnswer]]) -> HttpResponseBase:
    """The same for work that is prepared before the transaction, so that nobody waits for what takes long and writes nothing.

    What `prepare` refuses is an answer like any other. What it returns may be done several times.
    """
    key = read_idempotency_key(request)
    if not key:
        return run_in_transaction(prepare()).response()
    user = require_signed_in(request)
    try:
        row = begin_answer(user=user, key=key, fingerprint=fingerprint_request(request))
        if row.status is not None:
            return replay_answer(row)
        return attempt_and_keep(request, row, prepare).response()
    except KeyReused:
        raise Reused from None
    except StillBusy as busy:
        raise Busy(busy.seconds) from None


def rewind_multipart_files(request: Request) -> None:
    """An attempt that was taken back has read the files to their end."""
    if (request.content_type or "").startswith("multipart/"):
        for _name, uploads in request.FILES.lists():
            for upload in uploads:
                upload.seek(0)


def replay_answer(row: KeptAnswer) -> HttpResponse:
    """The first answer again; a header says so."""
    assert row.status is not None
    first = StoredAnswer(row.status, bytes(row.body), {**row.headers, "Idempotency-Replayed": "true"})
    return first.response()


def attempt_and_keep(
    request: Request, row: KeptAnswer, prepare: Callable[[], Callable[[], StoredAnswer]]
) -> StoredAnswer:
    """The work and its answer in one transaction. A failure of ours, or a "not now", keeps nothing, so that it can be tried again."""

    def work_and_keep() -> StoredAnswer:
        done = (
            prepared
            if isinstance(prepared, StoredAnswer)
            else run_answered(request, transaction.atomic(prepared))
        )
        keep_answer(row, status=done.status, headers=done.headers, body=done.body)
        return done

    try:
        prepared = run_answered(request, prepare)
        return run_in_transaction(work_and_keep)
    except BaseException:
        drop_answer(row)
        raise


def run_answered(request: Request, work: Callable[[], T]) -> T | StoredAnswer:
    """What the work returns, or its refusal as an answer that can be kept; a "not now" is none."""
    try:
        return work()
    except TooMany:
        raise
    except (Refusal, APIException, Http404) as error:
        return build_refusal_outcome(error, request)


def build_refusal_outcome(error: Exception, request: Request) -> StoredAnswer:
    """A refusal as an answer that can be kept."""
    response = problem_response(error, {"request": request})
    if response is None or response.status_code >= 500:
        raise error
    headers = {name: value for name, value in response.headers.items() if name in ("ETag", "Location")}
    return StoredAnswer(response.status_code, encode_json(response.data), headers)
