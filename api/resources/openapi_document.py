"""The OpenAPI document of this version, as it lies in `docs/openapi.json`; a test holds that equal to what the code makes.

Making it takes seconds, and nothing in it depends on who asks.
"""

from __future__ import annotations

from functools import cache

import orjson
from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.read.filters import refuse_unknown_parameters

DOCUMENT_MEDIA_TYPES = {"json": "application/vnd.oai.openapi+json", "yaml": "application/vnd.oai.openapi"}
"""Forms by name. The same bytes: JSON is YAML too."""


@cache
def load_openapi_document() -> bytes:
    """The document without spaces, read once in each process."""
    return orjson.dumps(orjson.loads((settings.BASE_DIR / "docs" / "openapi.json").read_bytes()))


class OpenAPIDocument(APIView):
    """The description of the API that programs read (OpenAPI 3.1)."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        # The last two change nothing: it is English, and of this version.
        refuse_unknown_parameters(request, ("format", "lang", "version"))
        form = request.query_params.get("format", negotiate_document_format(request))
        if form not in DOCUMENT_MEDIA_TYPES:
            raise ValidationError({"format": ["Ask for json or yaml."]})
        response = responses.build_response(
            request,
            load_openapi_document(),
            DOCUMENT_MEDIA_TYPES[form],
            cache=responses.FROZEN_CACHE_CONTROL,
            headers={"Content-Disposition": f'inline; filename="Staffroll.{form}"'},
        )
        patch_vary_headers(response, ["Accept"])
        return response


@cache
def load_roll_schema() -> bytes:
    """The JSON Schema of sealed rolls, read once in each process."""
    return (settings.BASE_DIR / "docs" / "roll-document.schema.json").read_bytes()


class RollSchema(APIView):
    """The JSON Schema (2020-12) of `roll.json`. What comes to a format of rolls later is optional, so it stays true of older ones."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        return responses.build_response(
            request, load_roll_schema(), "application/schema+json", cache=responses.FROZEN_CACHE_CONTROL
        )


def negotiate_document_format(request: Request) -> str:
    """What Accept likes better; JSON where it does not care."""
    for media_type in responses.parse_accept_header(request.headers.get("Accept", "*/*")):
        if "yaml" in media_type or media_type == DOCUMENT_MEDIA_TYPES["yaml"]:
            return "yaml"
        if "json" in media_type:
            return "json"
    return "json"
