"""Rolls of issued releases as files: `releases/{uid}/roll.{txt,csv,html,json}`. A name that is withheld leaves them; nothing else changes."""

import gzip
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.header_schemas import CONDITIONAL
from api.http.last_modified import STARTED
from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import (
    REVALIDATE_CACHE_CONTROL,
    build_surrogate_key,
    find_unchanged,
    parse_accept_header,
)
from api.read.filters import refuse_unknown_parameters
from api.read.list_views import ActionText
from api.read.prepared_queries import PreparedQuery, QueryValue
from productions.models import Release
from productions.releases.services.release_readings import TEXT_FORMATS, describe_maker, write_missing_texts
from productions.releases.services.renditions import make_missing_renditions
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers.as_html import STYLE_SHA256
from productions.shared.choices import RollLanguage
from productions.shared.site_languages import ROLL_LANGUAGES, WORK_LANGUAGE

ROLL_FORMATS = (*TEXT_FORMATS, "json")
DOCUMENT, PACKED, ETAG, CHANGED_AT = (
    f"rendition__{name}" for name in ("document", "packed", "etag", "changed_at")
)
"""What the public gets of a release (`productions.models.Rendition`)."""
TEXT_COLUMNS = tuple(f"text__{name}" for name in ("source", "maker", "packed"))
"""What is stored of it as a text (`productions.models.RollText`)."""
HTML_CONTENT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_SHA256}'; base-uri 'none'; frame-ancestors 'none'"
)


ROLL_REFERENCE = {"$ref": "#/components/schemas/Roll"}
"""The schema of a sealed roll, which is made of the dataclasses of `productions.rollkit.document.model`."""


@cache
def get_release_query(columns: tuple[str, ...], format: str, lang: str) -> PreparedQuery:
    """Columns of a public release."""
    rows = Release.objects.public().with_text(format=format, language=lang)
    return PreparedQuery(
        rows.filter(uid=QueryValue("uid", UUIDField())).order_by().values_list(*columns), steady=True
    )


class ReleaseRoll(APIView):
    """The roll of one release in one format; `lang` is `ja` (usual) or `en`."""

    heeded_headers = CONDITIONAL
    format_name: str = ""

    @property
    def answer_headers(self) -> tuple[str, ...]:
        """Only the document is sent packed, and only a table is a file."""
        own = {"json": ("Vary",), "csv": ("Content-Disposition",)}
        return ("Cache-Control", "ETag", "Last-Modified", *own.get(self.format_name, ()))

    actions: Mapping[str, ActionText] = MappingProxyType({})
    """What the OpenAPI document says of its method."""

    def read(self, uid: UUID, lang: str, *columns: str) -> Any:
        """Columns of the release. Raises what `api.http.not_found.make_not_found_error` says where there is none."""
        rows = get_release_query(columns, self.format_name, lang).run({"uid": uid})
        if not rows:
            raise make_not_found_error(Release, uid, self.request)
        return rows[0]

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, frozenset({"lang"}))
        lang = request.query_params.get("lang", WORK_LANGUAGE)
        if lang not in RollLanguage.values:
            raise ValidationError({"lang": [f"The roll is there in {' and '.join(ROLL_LANGUAGES)}."]})
        wanted = self.columns(request)
        known = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
        # Whoever has nothing yet gets it by the same query.
        columns = (ETAG, CHANGED_AT, *(() if known else wanted))
        mark, changed_at, *content = self.read(uid, lang, *columns)
        if mark is None:
            # Code of the version before issued it, beside us while the site is upgraded.
            make_missing_renditions(now=timezone.now())
            mark, changed_at, *content = self.read(uid, lang, *columns)
        # A new version of the software may write the same document in other words; the document itself it leaves alone.
        made_by = "" if self.format_name == "json" else f"-{describe_maker()[:8]}"
        etag = f'"{mark[:32]}{made_by}-{self.format_name}-{lang}"'
        modified = max(int(changed_at.timestamp()), STARTED)
        response = find_unchanged(request._request, etag=etag, last_modified=modified)
        if response is None:
            stored = content or self.read(uid, lang, *wanted)
            if self.format_name == "json":
                response = self.document(*stored, packed=wanted == (PACKED,))
            else:
                response = self.text(uid, self.written(uid, lang, mark, *stored))
        response.headers["ETag"] = etag
        response.headers["Last-Modified"] = http_date(modified)
        response.headers["Cache-Control"] = REVALIDATE_CACHE_CONTROL
        response.headers["Surrogate-Key"] = build_surrogate_key(uid)
        if self.format_name == "json":
            patch_vary_headers(response, ["Accept-Encoding"])
        return response

    def columns(self, request: Request) -> tuple[str, ...]:
        """What of the release is sent: the document as it is stored, or packed; or what is stored of a text."""
        if self.format_name != "json":
            return TEXT_COLUMNS
        packed = "gzip" in parse_accept_header(request.headers.get("Accept-Encoding", ""))
        return (PACKED,) if packed else (DOCUMENT,)

    def document(self, stored: Any, *, packed: bool) -> HttpResponse:
        """The sealed roll, where asked for as it was packed when it was made."""
        headers = {"Content-Encoding": "gzip"} if packed else {}
        content = bytes(stored) if packed else stored
        return HttpResponse(content, content_type=WRITERS["json"].media_type, headers=headers)

    def written(self, uid: UUID, lang: str, mark: str, source: Any, made_by: Any, packed: Any) -> bytes:
        """The text as it is stored, where this software wrote it from what the public gets now; else it is written and stored."""
        if (source, made_by) == (mark, describe_maker()):
            return gzip.decompress(packed)
        return write_missing_texts(uid)[self.format_name, lang]

    def text(self, uid: UUID, written: bytes) -> HttpResponse:
        response = HttpResponse(written, content_type=WRITERS[self.format_name].media_type)
        if self.format_name == "html":
            response.headers["Content-Security-Policy"] = HTML_CONTENT_POLICY
        elif self.format_name == "csv":
            response.headers["Content-Disposition"] = f'attachment; filename="roll-{uid}.csv"'
        return response


def describe_roll(name: str) -> ActionText:
    """What the OpenAPI document says of one format: a text, or the frozen document as an object."""
    shown: Any = ROLL_REFERENCE if name == "json" else OpenApiTypes.STR
    media_type, *_parameters = WRITERS[name].media_type.split(";")
    return ActionText(
        summary=f"Get the roll of a release as {name.upper()}",
        parameters=(OpenApiParameter("lang", str, enum=RollLanguage.values, default=WORK_LANGUAGE),),
        responses={(200, media_type): shown, **PROBLEM_RESPONSES},
    )
