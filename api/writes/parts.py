"""Bodies in parts, one of them a file (`multipart/form-data`)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser

from api.writes.forms import TooLarge


class Parts(MultiPartParser):
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


@extend_schema_field(OpenApiTypes.BINARY)
class SentFile(serializers.FileField):
    """A file in the body, where drf-spectacular would see the address of one."""
