"""What was looked at when a release was issued, by its digest: `releases/by-digest/{digest}/document.json`.

The bytes are those that the digest is the SHA-256 of, so the address can never answer anything else and caches keep it for
a year. It names nobody: names are salted commitments there, and the annex that opens them, which leaves out whoever
withholds their name, is in `roll.json` alone, which is asked for anew each time. A document in `staffroll.roll/1` has
names in it, and no such address.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import CharField
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import (
    IMMUTABLE_CACHE_CONTROL,
    JSON,
    MEDIA_TYPES,
    build_surrogate_key,
    compress_body,
    find_unchanged,
)
from api.read.filters import refuse_unknown_parameters
from api.read.prepared_queries import PreparedQuery, QueryValue
from productions.models import Release
from productions.rollkit.document.sealed import read_stored_content

CONTENT_REFERENCE = {"$ref": "#/components/schemas/RollContent"}
"""The schema of what a seal is of (`productions.rollkit.document.json_schema`)."""
COLUMNS = ("uid", "rendition__document")


@cache
def get_document_query(columns: tuple[str, ...]) -> PreparedQuery:
    """Columns of the public releases whose document has a digest."""
    rows = Release.objects.public().with_committed_document(QueryValue("digest", CharField()))
    return PreparedQuery(rows.order_by("pk").values_list(*columns), steady=True)


def make_unknown_document_error() -> NotFound:
    """The same for all that is not to be had, so that nobody can try digests of documents with names in them."""
    return NotFound("No public release has a document with this digest, or it is no longer published.")


class DocumentByDigest(APIView):
    """The document of a release by its `digest`: exactly the bytes whose SHA-256 it is, without the names. It never changes."""

    summary = "Show the document of a release by its digest"
    heeded_headers = ("If-None-Match",)
    answer_headers = ("Cache-Control", "ETag", "Vary")

    def read(self, digest: str, *columns: str) -> Any:
        """Columns of the first release with this document. Raises NotFound where there is none, or none is published."""
        rows = get_document_query(columns).run({"digest": digest}, limit=1)
        if not rows:
            raise make_unknown_document_error()
        return rows[0]

    @extend_schema(
        operation_id="releases_document",
        responses={(200, MEDIA_TYPES[JSON]): CONTENT_REFERENCE, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, digest: str) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        etag = f'W/"{digest}"'
        response = find_unchanged(request._request, etag=etag)
        if response is None:
            uid, document = self.read(digest, *COLUMNS)
            content, coding = compress_body(request._request, [read_stored_content(document)])
            response = HttpResponse(b"".join(content), content_type=MEDIA_TYPES[JSON])
            if coding:
                response.headers["Content-Encoding"] = coding
        else:
            (uid,) = self.read(digest, "uid")
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = IMMUTABLE_CACHE_CONTROL
        response.headers["Surrogate-Key"] = build_surrogate_key(uid)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response
