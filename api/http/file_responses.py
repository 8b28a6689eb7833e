"""Files as answers of the API: what `productions.shared.file_responses` sends, with problems where it cannot."""

from __future__ import annotations

from pathlib import Path

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request

from api.http.problems import ApiProblem
from productions.shared.file_responses import OutOfRange, send_file
from productions.shared.sentences import format_count

BINARY_RESPONSES = {
    (status, "application/octet-stream"): OpenApiResponse(
        OpenApiTypes.BINARY, f"{what}; the header `Content-Type` says what it is."
    )
    for status, what in ((200, "The file"), (206, "The range of the file that was asked for"))
}
"""How the schema describes a file: bytes, whatever they are."""


class RangeNotSatisfiable(ApiProblem):
    """416: the file ends before the range begins."""

    status_code = 416

    def __init__(self, out: OutOfRange) -> None:
        super().__init__(f"The file has {format_count(out.size, 'byte', 'bytes')}.", headers=out.headers)


def serve_file(
    request: Request, file: Path, *, size: int, digest: str, media_type: str, name: str, cache: str
) -> HttpResponseBase:
    """The file, the one range of it that is asked for, or 304; its ETag is its `digest`. Raises RangeNotSatisfiable."""
    try:
        return send_file(
            request._request,
            file,
            size=size,
            digest=digest,
            media_type=media_type,
            name=name,
            cache=cache,
        )
    except OutOfRange as out:
        raise RangeNotSatisfiable(out) from out
