"""Files as answers: whole, or the range that is asked for (RFC 9110 section 14), by us or by the nginx in front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header

CHUNK_BYTES = 64 * 1024
RANGE_PATTERN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PROXY_MEDIA = "/-/media/"
"""Where nginx has the media folder, for itself alone (deploy/nginx/nginx.conf.template)."""


class OutOfRange(Exception):
    """The file ends before the range begins; `size` is the file's, in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size

    @property
    def headers(self) -> dict[str, str]:
        """What an answer with status 416 has."""
        return {"Content-Range": f"bytes */{self.size}"}


def send_file(
    request: HttpRequest, file: Path, *, size: int, digest: str, media_type: str, name: str, cache: str
) -> HttpResponseBase:
    """The file, the one range of it that is asked for, or 304; its ETag is its `digest`. Raises OutOfRange.

    With NGINX_SENDS_FILES the answer names the file and nginx sends it, so that no slow reader holds a thread.
    """
    tag = f'"{digest}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if response is None:
        wanted = wanted_range(request, size=size, etag=tag)
        if settings.NGINX_SENDS_FILES:
            response = HttpResponse()
            response.headers["X-Accel-Redirect"] = proxy_address(file)
        elif wanted is None:
            response = FileResponse(file.open("rb"))
        else:
            response = build_range_response(file, wanted, size=size)
        response.headers["Content-Type"] = media_type
        response.headers["Content-Disposition"] = format_attachment(name)
    for header, value in (("ETag", tag), ("Accept-Ranges", "bytes"), ("Cache-Control", cache)):
        response.headers[header] = value
    return response


def format_attachment(name: str) -> str:
    """A Content-Disposition: the name in UTF-8 (RFC 6266), and what ASCII has of it for programs that read no more."""
    if name.isascii():
        return str(content_disposition_header(True, name))
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    first, *others = plain.split("_")
    if not first.partition(".")[0].strip("- "):
        first = "file" + first.lstrip("- ")
    kept = "_".join(filter(None, (first, *others)))
    return f"attachment; filename=\"{kept}\"; filename*=UTF-8''{quote(name)}"


def wanted_range(request: HttpRequest, *, size: int, etag: str) -> range | None:
    """The one range that is asked for; None for the whole file, also where `If-Range` names another one. Raises OutOfRange."""
    wanted = RANGE_PATTERN.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if wanted is None or not any(wanted.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = wanted.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        raise OutOfRange(size)
    return range(start, end + 1)


def build_range_response(file: Path, wanted: range, *, size: int) -> StreamingHttpResponse:
    """206: one range of the file."""
    response = StreamingHttpResponse(read_range(file, wanted.start, len(wanted)), status=206)
    response.headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    response.headers["Content-Length"] = str(len(wanted))
    return response


def read_range(file: Path, start: int, length: int) -> Iterator[bytes]:
    """A range of the file, piece by piece."""
    with file.open("rb") as source:
        source.seek(start)
        while length > 0 and (piece := source.read(min(CHUNK_BYTES, length))):
            length -= len(piece)
            yield piece


def proxy_address(file: Path) -> str:
    """The address of a file of the media folder, as nginx knows it."""
    return iri_to_uri(PROXY_MEDIA + file.relative_to(settings.MEDIA_ROOT).as_posix())
