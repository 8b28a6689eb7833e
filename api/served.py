"""Files as answers: whole, or the range that is asked for (RFC 9110 section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from productions.sentences import counted

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
RANGE_PARAMETER = OpenApiParameter("Range", str, "header", description="bytes=0-99")


class OutOfRange(APIException):
    """416: the file ends before the range begins."""

    status_code = 416

    def __init__(self, size: int) -> None:
        super().__init__(f"The file has {counted(size, 'byte', 'bytes')}.")
        self.headers = {"Content-Range": f"bytes */{size}"}


def serve(
    request: Request, file: Path, *, size: int, digest: str, media_type: str, name: str, cache: str
) -> HttpResponseBase:
    """The file, the one range of it that is asked for, or 304; its ETag is its `digest`. Raises OutOfRange."""
    tag = f'"{digest}"'
    response: Any = get_conditional_response(request._request, etag=tag)
    if response is None:
        response = whole_or_part(request, file, size=size, etag=tag)
        response.headers["Content-Type"] = media_type
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    for header, value in (("ETag", tag), ("Accept-Ranges", "bytes"), ("Cache-Control", cache)):
        response.headers[header] = value
    return response


def whole_or_part(request: Request, file: Path, *, size: int, etag: str) -> HttpResponseBase:
    """The file, or the one range that is asked for, unless `If-Range` names another file."""
    wanted = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if wanted is None or not any(wanted.groups()) or request.headers.get("If-Range", etag) != etag:
        return FileResponse(file.open("rb"))
    first, last = wanted.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        raise OutOfRange(size)
    response = StreamingHttpResponse(part(file, start, end + 1 - start), status=206)
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = str(end + 1 - start)
    return response


def part(file: Path, start: int, length: int) -> Iterator[bytes]:
    """A range of the file, piece by piece."""
    with file.open("rb") as source:
        source.seek(start)
        while length > 0 and (piece := source.read(min(CHUNK, length))):
            length -= len(piece)
            yield piece
