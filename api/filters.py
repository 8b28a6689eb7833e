"""Filters by django-filter; a parameter that nobody knows is a 400 that names it."""

from typing import Any
from uuid import UUID

import django_filters as filters
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from productions.models import AISystem, Contributor, Credit, Cut, Episode, Production, Release, Role
from productions.names import text_problem
from productions.querysets import matching
from productions.vocabulary import PUBLIC_CREDIT_STATES, CutStatus, Edition, ProductionKind

PAGING = frozenset({"cursor", "page_size"})
MAX_QUERY = 200


class StrictFilterBackend(DjangoFilterBackend):
    """Refuses unknown parameters and hidden characters before any query."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        refuse_unknown(request, known | PAGING)
        return super().filter_queryset(request, queryset, view)


def refuse_unknown(request: Request, known: set[str] | frozenset[str]) -> None:
    """Raise a 400 naming each parameter that is unknown, given twice, or holds hidden characters."""
    errors: dict[str, list[str]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            choices = ", ".join(sorted(known)) or "none"
            errors[name.replace("\0", "\\0")[:60]] = [f"Unknown parameter; known here: {choices}."]
        elif len(values) > 1:
            errors[name] = ["Give this parameter once."]
        elif problem := text_problem(values[0], limit=MAX_QUERY):
            errors[name] = [problem]
    if errors:
        raise ValidationError(errors)


class UIDFilter(filters.CharFilter):
    """The uid of an entry; anything else is a 400, an unknown uid an empty list."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        try:
            return super().filter(qs, UUID(value))
        except ValueError as error:
            raise ValidationError({self.field_name.split("__")[0]: ["Give the uid of an entry."]}) from error


class ProductionFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label="Title in any script")
    kind = filters.ChoiceFilter(choices=ProductionKind.choices)
    year = filters.NumberFilter(field_name="year", label="Year of first release")

    class Meta:
        model = Production
        fields: tuple[str, ...] = ()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


class EpisodeFilter(filters.FilterSet):
    production = UIDFilter(field_name="production__uid", label="uid of the production")

    class Meta:
        model = Episode
        fields: tuple[str, ...] = ()


class CutFilter(filters.FilterSet):
    production = UIDFilter(field_name="production__uid", label="uid of the production")
    episode = UIDFilter(field_name="episode__uid", label="uid of the episode")
    status = filters.ChoiceFilter(choices=CutStatus.choices)

    class Meta:
        model = Cut
        fields: tuple[str, ...] = ()


class ContributorFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label="Name in any script")
    kind = filters.ChoiceFilter(choices=[("person", "person"), ("organization", "organization")])

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


class RoleFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label="Label in any script, or the code")
    department = filters.CharFilter(field_name="department__code", label="Code of the department")

    class Meta:
        model = Role
        fields: tuple[str, ...] = ()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


class CreditFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label="Name in any script")
    production = UIDFilter(field_name="production__uid", label="uid of the production")
    episode = UIDFilter(field_name="episode__uid", label="uid of the episode")
    cut = UIDFilter(field_name="cut__uid", label="uid of the cut")
    contributor = UIDFilter(field_name="contributor__uid", label="uid of the contributor")
    role = filters.CharFilter(field_name="role__code", label="Code of the role")
    department = filters.CharFilter(field_name="role__department__code", label="Code of the department")
    year = filters.NumberFilter(field_name="release_year", label="Year of the production's first release")
    ai = filters.ChoiceFilter(
        method="by_ai",
        choices=[("any", "any"), ("none", "none"), ("generative", "generative")],
        label="Credits with any AI use, with none, or with a generative one",
    )
    state = filters.ChoiceFilter(choices=[(str(state), state.label) for state in PUBLIC_CREDIT_STATES])

    class Meta:
        model = Credit
        fields: tuple[str, ...] = ()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)

    def by_ai(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.using_ai(value)


class AISystemFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", label="Name or vendor")

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(matching("search_key", value))


class ReleaseFilter(filters.FilterSet):
    production = UIDFilter(field_name="production__uid", label="uid of the production")
    episode = UIDFilter(field_name="episode__uid", label="uid of the episode")
    edition = filters.ChoiceFilter(choices=Edition.choices)

    class Meta:
        model = Release
        fields: tuple[str, ...] = ()
