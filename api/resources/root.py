"""Where a reader begins: the addresses of everything that is public."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.conf import settings
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import refuse_unknown_parameters


class RootOut(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="The name of the software, Staffroll.")
    version = serializers.CharField(help_text="Its version, as in CHANGELOG.md.")
    links = serializers.DictField(
        child=serializers.URLField(), help_text="Addresses by what is there: lists, feeds and documentation."
    )


class Root(APIView):
    """The addresses of all lists, of the change feed, of the vocabularies and of the documentation."""

    serializer_class: ClassVar = RootOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED
    addresses: Mapping[str, str] = MappingProxyType({})
    """Names of the links, each with the name of its URL pattern."""

    @extend_schema(
        operation_id="root_retrieve",
        summary="List the addresses of the API",
        responses={200: RootOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        links = {name: reverse(pattern, request=request) for name, pattern in self.addresses.items()}
        body = responses.encode_json(
            {"name": "Staffroll", "version": settings.SPECTACULAR_SETTINGS["VERSION"], "links": links}
        )
        return responses.build_response(request, body, responses.MEDIA_TYPES[responses.JSON])
