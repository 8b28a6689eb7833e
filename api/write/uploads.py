"""Bodies in parts, one of them a file (`multipart/form-data`)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from api.write.request_bodies import BadBody, TooLarge


class UploadParser(MultiPartParser):
    """A multipart body of at most the view's `largest_body` bytes."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        context = parser_context or {}
        length = context["request"].META.get("CONTENT_LENGTH") or "0"
        limit = context["view"].largest_body
        if not length.isdigit() or int(length) > limit:
            raise TooLarge(limit)
        try:
            return super().parse(stream, media_type, parser_context)
        except SuspiciousOperation as error:
            raise ParseError("The body has too many parts, or too large ones.") from error


def read_upload_parts(request: Request, *, wanted: str) -> tuple[UploadedFile[Any], dict[str, Any]]:
    """The part `file`, which is to be `wanted` (a kind of file, with its article), and the other parts.

    Raises BadBody where there is no such file.
    """
    upload = request.FILES.get("file")
    if upload is None:
        raise BadBody([{"pointer": "/file", "detail": f"Send {wanted} file as this part."}])
    data: Any = request.data
    return upload, {name: data[name] for name in data if name != "file"}


@extend_schema_field(OpenApiTypes.BINARY)
class SentFile(serializers.FileField):
    """A file in the body, where drf-spectacular would see the address of one."""
