"""How the schema describes headers: what requests may send, and what answers carry.

A view says what its answers to GET carry (`answer_headers`) and which headers of a request it heeds (`heeded_headers`), and
one that writes what its answers to writes carry (`list_write_headers`); all else follows from the status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter

HeaderSchema = Mapping[str, Any]

ANSWER_HEADERS: Mapping[str, HeaderSchema] = {
    "Accept-Ranges": {
        "description": "`bytes`: a part of the file can be asked for with `Range`.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "How long a cache may keep the answer; `private, no-store` for what only a token sees.",
        "schema": {"type": "string"},
    },
    "Content-Disposition": {
        "description": "The name under which the file is saved.",
        "schema": {"type": "string"},
    },
    "Content-Location": {
        "description": "Where the same content lies for good.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Content-Range": {
        "description": "Which bytes of the file these are, and how many it has: `bytes 0-99/1234`.",
        "schema": {"type": "string"},
    },
    "Deprecation": {
        "description": "Since when the operation is deprecated (RFC 9745).",
        "schema": {"type": "string"},
        "example": "@1767225600",
    },
    "ETag": {
        "description": "Names this version of the content. Send it as `If-None-Match` to read only what is new, and the one "
        "of an entry read with a token as `If-Match` to change it.",
        "schema": {"type": "string"},
        "example": '"3"',
    },
    "Idempotency-Replayed": {
        "description": "`true`: the answer to the first request with this key, sent again.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Last-Modified": {
        "description": "When anything that the answer may show changed last.",
        "schema": {"type": "string"},
        "example": "Fri, 01 May 2026 12:00:00 GMT",
    },
    "Link": {
        "description": "Addresses of the next and the previous page (RFC 8288); absent where there is only one page.",
        "schema": {"type": "string"},
        "example": '<https://staffroll.example/api/v1/credits.csv?cursor=bjoxMjM>; rel="next"',
    },
    "Location": {
        "description": "The address of the entry: the new one, its proposal, or the one that stays after a merge.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "RateLimit": {
        "description": "How many requests are left (`r`) and in how many seconds counting begins anew (`t`).",
        "schema": {"type": "string"},
        "example": '"address";r=598;t=42',
    },
    "RateLimit-Policy": {
        "description": "How many requests (`q`) are allowed in how many seconds (`w`).",
        "schema": {"type": "string"},
        "example": '"address";q=600;w=60',
    },
    "Retry-After": {
        "description": "After how many seconds to ask again.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Sunset": {
        "description": "When a deprecated operation goes (RFC 8594).",
        "schema": {"type": "string"},
        "example": "Fri, 01 Jan 2027 00:00:00 GMT",
    },
    "Total-Count": {
        "description": "Entries of the whole list; only with `count=exact`.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Vary": {
        "description": "Headers of a request on which the answer depends.",
        "schema": {"type": "string"},
    },
    "WWW-Authenticate": {
        "description": "How to send a token (RFC 6750).",
        "schema": {"type": "string"},
    },
}
"""Headers of answers by their names, as they are in `components.headers`."""

HEEDED_HEADERS: Mapping[str, HeaderSchema] = {
    "If-None-Match": {
        "description": "The ETag of what you have; 304 if it is still that.",
        "schema": {"type": "string"},
    },
    "If-Modified-Since": {
        "description": "The Last-Modified of what you have; 304 if nothing has changed. Only without `If-None-Match`.",
        "schema": {"type": "string"},
    },
    "Range": {
        "description": "The part of the file to send (RFC 9110 section 14): one range of bytes.",
        "schema": {"type": "string"},
        "example": "bytes=0-99",
    },
    "If-Range": {
        "description": "The ETag of the part that you have; the whole file is sent if it is another one by now.",
        "schema": {"type": "string"},
    },
}
"""Headers of requests by their names."""

VALIDATED = ("Cache-Control", "ETag", "Last-Modified", "Vary")
"""What `api.http.responses.build_response` sends."""
CONDITIONAL = ("If-None-Match", "If-Modified-Since")
"""What it heeds."""
FILE_HEADERS = ("Accept-Ranges", "Cache-Control", "Content-Disposition", "ETag")
"""What `api.http.file_responses.serve_file` sends."""
FILE_REQUEST_HEADERS = ("If-None-Match", "Range", "If-Range")
"""What it heeds."""

RATE_HEADERS = ("RateLimit", "RateLimit-Policy")
STATUS_HEADERS: Mapping[int, tuple[str, ...]] = {
    308: ("Location",),
    401: ("WWW-Authenticate",),
    412: ("ETag",),
    416: ("Content-Range",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}
"""What problems carry, and where a merged entry has gone."""
NEVER_REPLAYED = frozenset({308, 401, 414, 429, 503})
"""Answers that are not kept under an Idempotency-Key."""
LEFT_OUT_OF_304 = "Content-Disposition"
"""It comes with the content alone."""


def list_heeded_headers(view: Any) -> list[OpenApiParameter]:
    """The headers of a GET that the view heeds, as parameters."""
    heeded: Iterable[str] = getattr(view, "heeded_headers", ())
    return [
        OpenApiParameter(
            name,
            HEEDED_HEADERS[name]["schema"],
            "header",
            description=HEEDED_HEADERS[name]["description"],
        )
        for name in heeded
    ]


def add_answer_headers(operation: dict[str, Any], view: Any, method: str) -> None:
    """Say of each answer of an operation which headers it carries, and that a GET may be answered with 304."""
    answers = operation["responses"]
    if method == "GET" and "If-None-Match" in getattr(view, "heeded_headers", ()):
        answers["304"] = {"description": "What you have is still the same."}
    keyed = any(each["name"] == "Idempotency-Key" for each in operation.get("parameters", ()))
    for status, answer in answers.items():
        names = {*RATE_HEADERS, *list_status_headers(int(status), view, method)}
        if operation.get("deprecated"):
            names |= {"Deprecation", "Sunset", "Link"}
        if keyed and status == "409":
            names.add("Retry-After")
        if keyed and int(status) not in NEVER_REPLAYED:
            names.add("Idempotency-Replayed")
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)}


def list_status_headers(status: int, view: Any, method: str) -> Iterable[str]:
    """The headers of an answer with this status, besides those that every answer may carry."""
    if status in STATUS_HEADERS:
        return STATUS_HEADERS[status]
    if status >= 400:
        return ()
    if method != "GET":
        own = getattr(view, "list_write_headers", None)
        return ("Cache-Control", *(own(status) if own else ()))
    read: tuple[str, ...] = getattr(view, "answer_headers", ("Cache-Control",))
    if status == 304:
        return [name for name in read if name != LEFT_OUT_OF_304]
    return (*read, "Content-Range") if status == 206 else read


def with_headers(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Put the headers that answers carry among the components: a postprocessing hook of drf-spectacular."""
    carried = {
        name
        for item in result["paths"].values()
        for operation in item.values()
        for answer in operation["responses"].values()
        for name in answer.get("headers", ())
    }
    result["components"]["headers"] = {
        name: dict(header) for name, header in ANSWER_HEADERS.items() if name in carried
    }
    return result
