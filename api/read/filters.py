"""The parameters of each list, declared; a parameter that nobody knows is a 400 that names it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC
from typing import Any

import django_filters
from django.db.models import DateTimeField, Exists, OuterRef, Q
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from api.read.filter_fields import (
    MAX_VALUE_CHARACTERS,
    ChoiceParameter,
    CodeParameter,
    CutNumberParameter,
    EpisodeNumberParameter,
    FilterParameter,
    LabelSearchParameter,
    ListParameter,
    ReadValue,
    SearchParameter,
    UidParameter,
    Unreadable,
    YearParameter,
)
from productions.identifiers import CONTRIBUTOR, PRODUCTION, SCHEMES, normalise_identifier
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    Credit,
    Cut,
    Episode,
    Event,
    Production,
    Release,
    Role,
)
from productions.models import ExternalId as Identifier
from productions.moments import parse_moment
from productions.names import text_problem
from productions.vocabulary import (
    PUBLIC_CREDIT_STATES,
    AbsenceReason,
    AITask,
    ContributorKind,
    CreditKind,
    CutStatus,
    Edition,
    EpisodeKind,
    Oversight,
    ProductionKind,
    Scope,
    SourceType,
)

MAX_QUERY_CHARACTERS = 4000
"""Characters of a whole query string, as sent."""


class QueryTooLong(APIException):
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


class OwnerExternalIdParameter(ExternalIdParameter):
    """The same of the contributor or the production of a credit; an identifier belongs to one of them."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        ids = Identifier.objects.live().filter(scheme=self.given(0), value=self.given(1))
        person, work = ids.values("contributor")[:1], ids.values("production")[:1]
        return queryset.filter(Q(contributor=person) | Q(production=work))


class UpdatedAfterParameter(FilterParameter):
    """Entries with an event in the ledger after a moment (ISO 8601; a date is its first second in UTC)."""

    def __init__(self, entity_type: str) -> None:
        super().__init__("updated_after", "Changed after this date or moment (ISO 8601)")
        self.entity_type = entity_type

    def read(self, text: str) -> ReadValue:
        moment = parse_moment(text, zone=UTC)
        if moment is None:
            raise Unreadable("Give a date or a moment, as in 2026-05-01 or 2026-05-01T12:00:00Z.")
        return None, [moment]

    def apply(self, queryset: Any, shape: Any) -> Any:
        events = Event.objects.filter(entity_uid=OuterRef("uid"), at__gt=self.given(0, DateTimeField()))
        return queryset.filter(Exists(events))


class AIUseParameter(CodeParameter):
    """Credits with a live AI use whose `column` has the code."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        uses = super().apply(AIUse.objects.live().filter(credit=OuterRef("pk")), shape)
        return queryset.filter(Exists(uses))


class AISystemParameter(UidParameter):
    """Credits with a live use of an AI system."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        uses = super().apply(AIUse.objects.live().filter(credit=OuterRef("pk")), shape)
        return queryset.filter(Exists(uses))


class ParameterFilterSet(django_filters.FilterSet):
    """Tells its parameters their names."""

    @classmethod
    def get_filters(cls) -> dict[str, FilterParameter]:
        filters: dict[str, FilterParameter] = super().get_filters()
        for name, parameter in filters.items():
            parameter.name = name
        return filters


class ProductionFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Title in any script, or an identifier elsewhere", PRODUCTION)
    kind = CodeParameter("kind", "Kind", ProductionKind.values)
    year = YearParameter("year", "Year of first release: 1995, 1990-1999, several by comma")
    external_id = ExternalIdParameter("production", "An identifier elsewhere, as in eidr:10.5240/…")
    updated_after = UpdatedAfterParameter("production")

    class Meta:
        model = Production
        fields: tuple[str, ...] = ()


class EpisodeFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    kind = CodeParameter("kind", "Kind", EpisodeKind.values)
    number = EpisodeNumberParameter("", "Numbers: 3-5,OP")
    updated_after = UpdatedAfterParameter("episode")

    class Meta:
        model = Episode
        fields: tuple[str, ...] = ()


class CutFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter("episode", "uids or numbers of episodes: 3-5")
    number = CutNumberParameter("", "Numbers: 12-15,18A,S01-C012")
    status = CodeParameter("status", "Status", CutStatus.values)
    updated_after = UpdatedAfterParameter("cut")

    class Meta:
        model = Cut
        fields: tuple[str, ...] = ()


class ContributorFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name in any script, or an identifier elsewhere", CONTRIBUTOR)
    kind = CodeParameter("kind", "Kind", ContributorKind.values)
    external_id = ExternalIdParameter("contributor", "An identifier elsewhere, as in imdb:nm0594503")
    updated_after = UpdatedAfterParameter("contributor")

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ()


class RoleFilter(ParameterFilterSet):
    code = ListParameter("code", "Codes of roles, to fetch many at once")
    q = LabelSearchParameter("Label in any script, or the code")
    department = ListParameter("department__code", "Code of the department")
    scope = CodeParameter("scope", "Usual scope", Scope.values)

    class Meta:
        model = Role
        fields: tuple[str, ...] = ()


class CreditFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name in any script")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter(
        "episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    cut = CutNumberParameter("cut", "uids of cuts or, within a production, numbers: 12-15,18A,S01-C012; none")
    contributor = UidParameter("contributor__uid", "uid of the contributor")
    affiliation = UidParameter("affiliation__uid", "uid of the studio they worked for")
    role = ListParameter("role__code", "Code of the role")
    department = ListParameter("role__department__code", "Code of the department")
    year = YearParameter("release_year", "Year of the production's first release: 1995, 1990-1999")
    ai = ChoiceParameter(
        "using_ai",
        "Whether AI was used: any use, recorded or declared; a generative one; declared none; or not asked",
        ("any", "generative", "none", "undeclared"),
    )
    ai_system = AISystemParameter("ai_system__uid", "uid of an AI system")
    source_type = AIUseParameter("source_type", "IPTC source type of an AI use", SourceType.values)
    oversight = AIUseParameter("oversight", "Oversight of an AI use", Oversight.values)
    withheld = ChoiceParameter("withheld", "Names that their owners withheld", ("true", "false"))
    external_id = OwnerExternalIdParameter(
        "", "An identifier of the contributor or production, as in imdb:nm0594503"
    )
    kind = CodeParameter("kind", "Kind", CreditKind.values)
    absence_reason = CodeParameter("absence_reason", "Why nobody is named", AbsenceReason.values)
    edition = CodeParameter("edition", "Edition", Edition.values)
    state = CodeParameter("state", "State", [str(state) for state in PUBLIC_CREDIT_STATES])
    updated_after = UpdatedAfterParameter("credit")

    class Meta:
        model = Credit
        fields: tuple[str, ...] = ()


class AISystemFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name or vendor")
    updated_after = UpdatedAfterParameter("aisystem")

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ()


class AIUseFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    ai_system = UidParameter("ai_system__uid", "uid of the AI system")
    production = UidParameter("credit__production__uid", "uid of the production")
    contributor = UidParameter("credit__contributor__uid", "uid of the contributor")
    task = CodeParameter("task", "Task", AITask.values)
    source_type = CodeParameter("source_type", "IPTC source type", SourceType.values)
    oversight = CodeParameter("oversight", "Oversight", Oversight.values)
    updated_after = UpdatedAfterParameter("aiuse")

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = ()


class ReleaseFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter("episode", "uids or numbers of episodes: 3-5")
    edition = CodeParameter("edition", "Edition", Edition.values)

    class Meta:
        model = Release
        fields: tuple[str, ...] = ()


class NoFilter(ParameterFilterSet):
    class Meta:
        fields: tuple[str, ...] = ()
