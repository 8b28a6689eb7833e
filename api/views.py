"""Public lists and entries. Each starts from a `public()` query set and shows a declared shape, no more."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import override
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from api import answers, filters, shapes
from api.asked import RELEVANCE, WORDING, read_wording, wording_of
from api.errors import problem
from api.filmography import Filmographies
from api.fragments import Fragments
from api.gone import missing
from api.lists import Entry, Listing
from api.modified import read_newest
from api.plans import RANK
from api.problems import PROBLEMS
from api.rows import USUAL, shape_of
from api.schema import option_parameters
from api.shapes.entries import EpisodeRef, RoleRef
from productions.domain.coverage import coverage_of
from productions.domain.editions import editions_of
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    Credit,
    Cut,
    Department,
    Episode,
    Production,
    Release,
    Role,
)


@csrf_exempt  # whatever the method, there is nothing to forge
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Every other address under the API."""
    return problem(404, "There is nothing at this address.", instance=request.path)


def by(word: str) -> Mapping[str, tuple[str, ...]]:
    """The orderings of a list that has a sort key: by uid, which is by time of entry, or by `word`."""
    return MappingProxyType({"uid": ("uid",), word: ("sort_key", "uid")})


def searched(word: str) -> Mapping[str, tuple[str, ...]]:
    """The same, and how well an entry matches `q`."""
    return MappingProxyType({**by(word), RELEVANCE: tuple(RANK)})


class Productions(Listing):
    """Public productions."""

    queryset = Production.objects.public()
    serializer_class = shapes.ProductionOut
    filterset_class = filters.ProductionFilter
    orderings = searched("title")


class Episodes(Listing):
    """Episodes of public productions."""

    queryset = Episode.objects.public()
    serializer_class = shapes.EpisodeOut
    filterset_class = filters.EpisodeFilter
    orderings = by("number")


class Cuts(Listing):
    """Cuts of public productions, the omitted ones too: a number is never used again."""

    queryset = Cut.objects.public()
    serializer_class = shapes.CutOut
    filterset_class = filters.CutFilter
    orderings = by("number")


class Contributors(Listing):
    """People and organizations with a public credit. The uid of a merged entry leads to the one that stays."""

    queryset = Contributor.objects.public()
    serializer_class = shapes.ContributorOut
    filterset_class = filters.ContributorFilter
    orderings = searched("name")


class Departments(Listing):
    """Departments of the role vocabulary, in the order of a roll."""

    queryset = Department.objects.all()
    serializer_class = shapes.DepartmentOut
    orderings = MappingProxyType({"order": ("order", "code")})


class Roles(Listing):
    """The role vocabulary. An entry is known by its code."""

    queryset = Role.objects.public()
    serializer_class = shapes.RoleOut
    filterset_class = filters.RoleFilter
    orderings = MappingProxyType({"code": ("code",)})


class AISystems(Listing):
    """AI systems that a public credit used."""

    queryset = AISystem.objects.public()
    serializer_class = shapes.AISystemOut
    filterset_class = filters.AISystemFilter


class AIUses(Listing):
    """AI uses of public credits, each with its credit: the people there are its operators."""

    queryset = AIUse.objects.public().with_named_validator()
    serializer_class = shapes.AIUseEntry
    filterset_class = filters.AIUseFilter


class Credits(Listing):
    """Confirmed credits of public productions."""

    queryset = Credit.objects.public()
    serializer_class = shapes.CreditOut
    filterset_class = filters.CreditFilter
    counted = True


class Filmography(Filmographies):
    """What contributors did, by production, newest first: roles, episodes and cuts, with the names as credited."""

    queryset = Credit.objects.public()
    filterset_class = filters.CreditFilter


class Releases(Listing):
    """Issued releases of public productions."""

    queryset = Release.objects.public()
    serializer_class = shapes.ReleaseOut
    filterset_class = filters.ReleaseFilter


def part(whole: type[Listing], path_to: str, model: Any, text: str, **members: Any) -> type[Listing]:
    """The list `whole` of one entry, by the uid (or code) in the address, with all its filters."""
    name = model.__name__ + whole.__name__
    return type(name, (whole,), {"__doc__": text, "named": path_to, "of": model, **members})


NESTED: tuple[tuple[str, str, type[Listing]], ...] = (
    ("production-credits", "productions/<uuid:uid>/credits",
     part(Credits, "production__uid", Production, "The credits of one production.")),
    ("production-episodes", "productions/<uuid:uid>/episodes",
     part(Episodes, "production__uid", Production, "The episodes of one production.")),
    ("production-cuts", "productions/<uuid:uid>/cuts",
     part(Cuts, "production__uid", Production, "The cuts of one production.")),
    ("production-releases", "productions/<uuid:uid>/releases",
     part(Releases, "production__uid", Production, "The releases of one production.")),
    ("episode-credits", "episodes/<uuid:uid>/credits",
     part(Credits, "episode__uid", Episode, "The credits of one episode.")),
    ("episode-cuts", "episodes/<uuid:uid>/cuts",
     part(Cuts, "episode__uid", Episode, "The cuts of one episode.")),
    ("cut-credits", "cuts/<uuid:uid>/credits",
     part(Credits, "cut__uid", Cut, "The credits of one cut.")),
    ("contributor-credits", "contributors/<uuid:uid>/credits",
     part(Credits, "contributor__uid", Contributor, "The credits of one contributor.")),
    ("contributor-filmography", "contributors/<uuid:uid>/filmography",
     part(Filmography, "contributor__uid", Contributor,
          "What one contributor did, by production, newest first: roles, episodes and cuts.")),
    ("role-credits", "roles/<slug:code>/credits",
     part(Credits, "role__code", Role, "The credits of one role.")),
    ("ai-system-uses", "ai-systems/<uuid:uid>/uses",
     part(AIUses, "ai_system__uid", AISystem, "The uses of one AI system.")),
)  # fmt: skip

WHOLE = part(
    Credits,
    "production__uid",
    Production,
    "All credits of one production, not paged: a JSON list, lines of JSON, or a table.",
    paged=False,
    counted=False,
    pagination_class=None,
)


def entry_of(listing: type[Listing], **members: Any) -> type[Entry]:
    """One entry of a list."""
    about = {"queryset": listing.queryset, "serializer_class": listing.serializer_class}
    text = f"One entry. {listing.__doc__}"
    return type(listing.__name__ + "Entry", (Entry,), {"__doc__": text, **about, **members})


class ReleaseEntry(entry_of(Releases, serializer_class=shapes.ReleaseDetail)):  # type: ignore[misc]
    """One release with its frozen document."""


class OfProduction(APIView):
    """Something of one production that is no list of entries."""

    def production(self, uid: UUID) -> Production:
        """Raises what `api.gone.missing` says where there is none."""
        production = Production.objects.public().filter(uid=uid).first()
        if production is None:
            raise missing(Production, uid, self.request)
        return production

    def show(self, shown: Any) -> HttpResponseBase:
        body = answers.dump(shown)
        return answers.answer(self.request, body, answers.MEDIA_TYPES[answers.JSON], modified=read_newest())

    def reword(
        self, rows: list[dict[str, Any]], member: str, shown: type[Any], entries: Sequence[Model | None]
    ) -> None:
        """Write a member of the rows, which refers to these entries, as `names` and `lang` say."""
        wording = wording_of(self.request)
        if wording == USUAL:
            return
        found = Fragments().of(shape_of(shown, None, wording), {entry.pk for entry in entries if entry})
        for row, entry in zip(rows, entries, strict=True):
            row[member] = found[entry.pk] if entry else None


class ProductionCoverage(OfProduction):
    """How many cuts × roles of a production have a person, and how many claims are open (H12)."""

    serializer_class: ClassVar = shapes.CoverageOut

    @extend_schema(parameters=option_parameters(WORDING), responses={200: shapes.CoverageOut, **PROBLEMS})
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        coverage = coverage_of(production=self.production(uid))
        shown = shapes.CoverageOut(coverage).data
        self.reword(shown["roles"], "role", RoleRef, [line.role for line in coverage.roles])
        return self.show(shown)


class ProductionEditions(OfProduction):
    """The editions of a production and of its episodes, not paged: those that have releases or credits of their own."""

    serializer_class: ClassVar = shapes.EditionOut

    @extend_schema(
        operation_id="productions_editions",
        parameters=option_parameters(WORDING),
        responses={200: shapes.EditionOut(many=True), **PROBLEMS},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        lines = editions_of(production=self.production(uid))
        with override(UTC):  # as everywhere in the API
            shown: Any = shapes.EditionOut(lines, many=True).data
        self.reword(shown, "episode", EpisodeRef, [line.episode for line in lines])
        return self.show(shown)
