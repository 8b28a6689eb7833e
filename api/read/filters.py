"""What filter sets are made of beside `filter_fields`; a parameter that nobody knows is a 400 that names it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC
from typing import Any

import django_filters
from django.db.models import DateTimeField, Exists, OuterRef
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http.problems import ApiProblem
from api.read.filter_fields import (
    MAX_VALUE_CHARACTERS,
    FilterParameter,
    ReadValue,
    Unreadable,
)
from productions.models import (
    Event,
)
from productions.models import ExternalId as Identifier
from productions.shared.identifiers import SCHEMES, normalise_identifier
from productions.shared.moments import parse_moment
from productions.shared.names import text_problem

UNREADABLE_MOMENT = "Give a date or a moment, as in 2026-05-01 or 2026-05-01T12:00:00Z."
MAX_QUERY_CHARACTERS = 4000
"""Characters of a whole query string, as sent."""


class QueryTooLong(ApiProblem):
    """The address has more characters than any honest question (414)."""

    status_code = 414
    default_detail = f"The query has more than {MAX_QUERY_CHARACTERS:,} characters; ask for less at once."


def refuse_unknown_parameters(request: Request, known: Collection[str]) -> None:
    """Raise a 400 naming each parameter that is unknown, given twice, or holds hidden characters; 414."""
    if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_CHARACTERS:
        raise QueryTooLong
    errors: dict[str, list[str]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            choices = ", ".join(sorted(known)) or "none"
            errors[name.replace("\0", "\\0")[:60]] = [f"Unknown parameter; known here: {choices}."]
        elif len(values) > 1:
            errors[name] = ["Give this parameter once; several values go into it by comma."]
        elif problem := text_problem(values[0], limit=MAX_VALUE_CHARACTERS * 10):
            errors[name] = [str(problem)]
    if errors:
        raise ValidationError(errors)


class ExternalIdParameter(FilterParameter):
    """An identifier elsewhere with its scheme: imdb:nm0594503."""

    def read(self, text: str) -> ReadValue:
        scheme, colon, value = text.partition(":")
        if not colon or scheme not in SCHEMES:
            raise Unreadable(f"Give scheme:value; the schemes are {', '.join(SCHEMES)}.")
        return None, [scheme, normalise_identifier(scheme, value)]

    def apply(self, queryset: Any, shape: Any) -> Any:
        ids = Identifier.objects.live().filter(
            **{self.column: OuterRef("pk")}, scheme=self.given(0), value=self.given(1)
        )
        return queryset.filter(Exists(ids))


class UpdatedAfterParameter(FilterParameter):
    """Entries of which the feed tells a change after a moment (ISO 8601; a date is its first second in UTC).

    Of all others nobody is told: when a draft was worked on, or a private detail was changed.
    """

    def __init__(self, entity_type: str) -> None:
        super().__init__("updated_after", "Changed after this date or moment (ISO 8601)")
        self.entity_type = entity_type

    def read(self, text: str) -> ReadValue:
        moment = parse_moment(text, zone=UTC)
        if moment is None:
            raise Unreadable(UNREADABLE_MOMENT)
        return None, [moment]

    def apply(self, queryset: Any, shape: Any) -> Any:
        events = Event.objects.numbered().filter(
            entity_uid=OuterRef("uid"), at__gt=self.given(0, DateTimeField())
        )
        return queryset.filter(Exists(events.order_by()))


class ParameterFilterSet(django_filters.FilterSet):
    """Tells its parameters their names."""

    @classmethod
    def get_filters(cls) -> dict[str, FilterParameter]:
        filters: dict[str, FilterParameter] = super().get_filters()
        for name, parameter in filters.items():
            parameter.name = name
        return filters


class NoFilter(ParameterFilterSet):
    class Meta:
        fields: tuple[str, ...] = ()
