"""The lists of words that the API uses, each with its labels in English and Japanese and, where there is one, its URI."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import override
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import refuse_unknown_parameters
from productions.shared import choices

VOCABULARY_CHOICES: Mapping[str, type[TextChoices]] = {
    "absence-reason": choices.AbsenceReason,
    "ai-basis": choices.AIBasis,
    "ai-state": choices.AIState,
    "ai-task": choices.AITask,
    "attribution": choices.Attribution,
    "contributor-kind": choices.ContributorKind,
    "credit-kind": choices.CreditKind,
    "credit-state": choices.CreditState,
    "cut-status": choices.CutStatus,
    "edition": choices.Edition,
    "episode-kind": choices.EpisodeKind,
    "evidence-kind": choices.EvidenceKind,
    "extent": choices.Extent,
    "oversight": choices.Oversight,
    "production-kind": choices.ProductionKind,
    "scope": choices.Scope,
    "source-type": choices.SourceType,
}
VOCABULARY_NAMES = sorted(VOCABULARY_CHOICES)
URI_BUILDERS: Mapping[str, Callable[[str], str]] = {"source-type": lambda code: choices.IPTC_BASE + code}
"""IPTC Digital Source Type NewsCodes have addresses of their own."""


class WordOut(serializers.Serializer[Any]):
    """One word of a vocabulary."""

    code = serializers.CharField(help_text="What the API sends and takes.")
    label_en = serializers.CharField()
    label_ja = serializers.CharField()
    uri = serializers.URLField(allow_null=True, help_text="Where the word is defined, if anywhere.")


class VocabularyOut(serializers.Serializer[Any]):
    """A list of words that the API uses."""

    name = serializers.ChoiceField(choices=VOCABULARY_NAMES)
    words = WordOut(many=True)


def describe_vocabulary(name: str) -> dict[str, Any]:
    """One vocabulary, in its own order."""
    choices = VOCABULARY_CHOICES[name]
    labels = {}
    for language in ("en", "ja"):
        with override(language):
            labels[language] = [str(choice.label) for choice in choices]
    uri = URI_BUILDERS.get(name, lambda code: None)
    words = [
        {"code": str(choice.value), "label_en": english, "label_ja": japanese, "uri": uri(str(choice.value))}
        for choice, english, japanese in zip(choices, labels["en"], labels["ja"], strict=True)
    ]
    return {"name": name, "words": words}


class Vocabularies(APIView):
    """All vocabularies. Roles and departments have lists of their own."""

    serializer_class: ClassVar = VocabularyOut

    @extend_schema(operation_id="vocab_list", responses={200: VocabularyOut(many=True), **PROBLEM_RESPONSES})
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        body = responses.encode_json([describe_vocabulary(name) for name in VOCABULARY_CHOICES])
        return responses.build_response(
            request, body, responses.MEDIA_TYPES[responses.JSON], cache=responses.FROZEN_CACHE_CONTROL
        )


class Vocabulary(APIView):
    """One vocabulary by its name."""

    serializer_class: ClassVar = VocabularyOut

    @extend_schema(operation_id="vocab_retrieve", responses={200: VocabularyOut, **PROBLEM_RESPONSES})
    def get(self, request: Request, name: str) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        if name not in VOCABULARY_CHOICES:
            raise Http404
        body = responses.encode_json(describe_vocabulary(name))
        return responses.build_response(
            request, body, responses.MEDIA_TYPES[responses.JSON], cache=responses.FROZEN_CACHE_CONTROL
        )
