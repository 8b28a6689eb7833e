"""Answers as bytes: JSON, NDJSON and CSV; validators and 304; gzip and zstd; how long a cache may keep them."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson
import zstandard
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from rest_framework.request import Request

from api.http.last_modified import assess_freshness
from api.http.problems import ApiProblem

JSON, NDJSON, CSV = "json", "ndjson", "csv"
MEDIA_TYPES = {JSON: "application/json", NDJSON: "application/x-ndjson", CSV: "text/csv; charset=utf-8"}
PARTIAL_MEDIA_TYPE = "application/vnd.staffroll.partial+json"
"""JSON whose rows have only the members that `fields` names, so that `application/json` is always whole."""
LIVE_CACHE_CONTROL = "public, max-age=30, stale-while-revalidate=60"
"""Live lists: a cache may be half a minute behind, and asks with the ETag after that."""
FROZEN_CACHE_CONTROL = "public, max-age=3600"
"""What names nobody and hardly ever changes: the vocabularies."""
IMMUTABLE_CACHE_CONTROL = "public, max-age=31536000, immutable"
"""What its address is the digest of, and names nobody: for a year, which is the longest that caches take (RFC 8246)."""
REVALIDATE_CACHE_CONTROL = "public, no-cache"
"""Issued rolls and dumps: whoever keeps them asks with the ETag each time, since a person may withhold their name."""
QVALUE_PATTERN = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")
"""A quality value (RFC 9110 section 12.4.2)."""
GZIP_WINDOW_BITS = 31
"""What zlib calls the form of gzip, with the largest window; its header has no time in it."""
MIN_COMPRESSED_BYTES = 1000
"""Bytes: smaller answers are sent as they are."""


def build_surrogate_key(uid: object) -> str:
    """The header `Surrogate-Key`, by which a cache of one's own is told to forget all copies of an entry."""
    return f"staffroll-{uid}"


@lru_cache(maxsize=512)
def parse_accept_header(header: str) -> tuple[str, ...]:
    """What an Accept or Accept-Encoding header names, in lower case, best first; what it refuses (q=0) is left out.

    Of equals the one named first is best (RFC 9110 section 12.4.2 leaves that open); a weight that is no number is 0.
    """
    weighted = []
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = float(parameter[2:]) if QVALUE_PATTERN.fullmatch(parameter[2:]) else 0.0
        if weight:
            weighted.append((weight, name))
    return tuple(name for _weight, name in sorted(weighted, key=lambda pair: -pair[0]))


def compress_body(request: HttpRequest, parts: list[bytes]) -> tuple[list[bytes], str]:
    """The body as the reader takes it, and its Content-Encoding; zstd before gzip, both at their quickest."""
    accepted = parse_accept_header(request.headers.get("Accept-Encoding", ""))
    size = sum(map(len, parts))
    if size < MIN_COMPRESSED_BYTES:
        return parts, ""
    if "zstd" in accepted:
        pack: Any = zstandard.ZstdCompressor(1).compressobj(size=size)
    elif "gzip" in accepted:
        pack = zlib.compressobj(1, wbits=GZIP_WINDOW_BITS)
    else:
        return parts, ""
    return [*map(pack.compress, parts), pack.flush()], "zstd" if "zstd" in accepted else "gzip"


def build_response(
    request: Request | HttpRequest,
    body: bytes | list[bytes],
    media_type: str,
    *,
    cache: str = LIVE_CACHE_CONTROL,
    modified: int | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponseBase:
    """The body with ETag (of its content) and Last-Modified, or 304 when the reader has it.

    `request` is REST framework's, or Django's of a page.
    `modified` is the moment of the newest event that the body may show (seconds of Unix time; None: no event at all).
    A long body comes in parts and is sent so: in one piece each thread would hold its 4 MB twice.
    """
    parts = [body] if isinstance(body, bytes) else body
    content_digest = sha256()
    for part in parts:
        content_digest.update(part)
    etag = f'W/"{content_digest.hexdigest()[:24]}"'
    stands = assess_freshness(modified, now=time.time())
    comparable = stands.stamp if stands.settled else None
    sent: HttpRequest = getattr(request, "_request", request)
    response = find_unchanged(sent, etag=etag, last_modified=comparable)
    if response is None:
        parts, encoding = compress_body(sent, parts)
        response = HttpResponse(content_type=media_type)
        for part in parts:
            response.write(part)
        response.headers["Content-Length"] = str(sum(map(len, parts)))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(stands.stamp)
    response.headers["Cache-Control"] = cache
    for name, value in (headers or {}).items():
        response.headers[name] = value
    patch_vary_headers(response, ["Accept-Encoding", "Authorization"])
    return response


class ReadPreconditionFailed(ApiProblem):
    """If-Match or If-Unmodified-Since on a read (RFC 9110 section 13.1): a problem as every other, which no cache keeps."""

    status_code = 412
    default_detail = "The content is not the one that If-Match or If-Unmodified-Since names."
    default_code = "precondition_failed"


def find_unchanged(
    request: HttpRequest, *, etag: str, last_modified: int | None = None
) -> HttpResponseBase | None:
    """The 304 for a reader who has this content; None for others. Raises ReadPreconditionFailed."""
    response = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if response is not None and response.status_code == ReadPreconditionFailed.status_code:
        raise ReadPreconditionFailed
    return response


def stream_response(
    parts: Iterator[bytes], media_type: str, *, modified: int | None
) -> StreamingHttpResponse:
    """A long list, part by part; `modified` as in `build_response`."""
    response = StreamingHttpResponse(parts, content_type=media_type)
    response.headers["Last-Modified"] = http_date(assess_freshness(modified, now=time.time()).stamp)
    response.headers["Cache-Control"] = LIVE_CACHE_CONTROL
    return response


def encode_ndjson(entries: Iterable[Any]) -> bytes:
    """NDJSON: one entry a line."""
    return b"".join(encode_json(entry) + b"\n" for entry in entries)


JSON_OPTIONS = orjson.OPT_UTC_Z


def encode_json(value: Any) -> bytes:
    """JSON text (UTF-8)."""
    return orjson.dumps(value, option=JSON_OPTIONS)
