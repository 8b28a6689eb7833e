"""The addresses of the vocabularies."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import refuse_unknown_parameters
from api.read.output_serializers.localised_names import add_localised_fields
from api.read.vocabularies import VOCABULARIES, list_words
from productions.shared.site_languages import map_localised_fields

VOCABULARY_NAMES = sorted(VOCABULARIES)


@add_localised_fields(
    map_localised_fields("label"), lambda _name, _language: serializers.CharField(), after="code"
)
class WordOut(serializers.Serializer[Any]):
    """One word of a vocabulary."""

    code = serializers.CharField(help_text="What the API sends and takes.")
    uri = serializers.URLField(allow_null=True, help_text="Where the word is defined, if anywhere.")


class VocabularyOut(serializers.Serializer[Any]):
    """A list of words that the API uses."""

    name = serializers.ChoiceField(choices=VOCABULARY_NAMES)
    words = WordOut(many=True)


def describe_vocabulary(name: str) -> dict[str, Any]:
    """One vocabulary, in its own order."""
    return {"name": name, "words": [word.list_members() for word in list_words(name)]}


class Vocabularies(APIView):
    """All vocabularies. Roles and departments have lists of their own."""

    serializer_class: ClassVar = VocabularyOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    @extend_schema(
        operation_id="vocab_list",
        summary="List vocabularies",
        responses={200: VocabularyOut(many=True), **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        body = responses.encode_json([describe_vocabulary(name) for name in VOCABULARIES])
        return responses.build_response(
            request, body, responses.MEDIA_TYPES[responses.JSON], cache=responses.FROZEN_CACHE_CONTROL
        )


class Vocabulary(APIView):
    """One vocabulary by its name."""

    serializer_class: ClassVar = VocabularyOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    @extend_schema(
        operation_id="vocab_retrieve",
        summary="Get a vocabulary",
        responses={200: VocabularyOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, name: str) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        if name not in VOCABULARIES:
            raise Http404
        body = responses.encode_json(describe_vocabulary(name))
        return responses.build_response(
            request, body, responses.MEDIA_TYPES[responses.JSON], cache=responses.FROZEN_CACHE_CONTROL
        )
