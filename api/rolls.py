"""Rolls of issued releases as files: `releases/{uid}/roll.{txt,csv,html,json}`. They never change."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.filters import refuse_unknown
from productions.models import Release
from productions.roll.document import from_bytes
from productions.roll.writers import WRITERS
from productions.roll.writers.as_html import STYLE_SHA256
from productions.vocabulary import RollLanguage

FORMATS = ("txt", "csv", "html", "json")
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_SHA256}'; base-uri 'none'; frame-ancestors 'none'"


class ReleaseRoll(APIView):
    """The roll of one release in one format; `lang` is `ja` (usual) or `en`."""

    format_name: str = ""

    @extend_schema(
        parameters=[OpenApiParameter("lang", str, enum=RollLanguage.values, default="ja")],
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponse:
        refuse_unknown(request, frozenset({"lang"}))
        lang = request.query_params.get("lang", "ja")
        if lang not in RollLanguage.values:
            raise ValidationError({"lang": ["The roll is there in ja and en."]})
        release = get_object_or_404(Release.objects.public(), uid=uid)
        etag = f'"{release.digest[:32]}-{self.format_name}-{lang}"'
        return unchanged(request._request, etag) or self.roll(release, lang, etag)

    def roll(self, release: Release, lang: str, etag: str) -> HttpResponse:
        writer = WRITERS[self.format_name]
        out = BytesIO()
        writer.write(from_bytes(release.document), out, lang=lang)
        headers = {"ETag": etag, "Cache-Control": "public, max-age=3600"}
        if self.format_name == "html":
            headers["Content-Security-Policy"] = POLICY
        elif self.format_name == "csv":
            headers["Content-Disposition"] = f'attachment; filename="roll-{release.uid}.csv"'
        return HttpResponse(out.getvalue(), content_type=writer.MEDIA_TYPE, headers=headers)


def unchanged(request: HttpRequest, etag: str) -> Any:
    """A 304 when the reader has this very file already, else None."""
    return get_conditional_response(request, etag=etag)
