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

from api.http import responses
from api.http.errors import respond_with_problem
from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read import filters, output_serializers
from api.read.compiled_queries import RANK_FIELDS
from api.read.compiled_serializers import DEFAULT_WORDING, get_row_plan
from api.read.filmography import Filmographies
from api.read.fragment_cache import FragmentCache
from api.read.list_views import EntryView, ListingView
from api.read.newest_event import read_last_modified
from api.read.output_serializers.entries import EpisodeRef, RoleRef
from api.read.query_params import RELEVANCE_ORDERING, WORDING_PARAMETERS, get_wording, read_wording
from api.read.schema import describe_options
from productions.domain.coverage import measure_coverage
from productions.domain.editions import list_editions
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
    return respond_with_problem(404, "There is nothing at this address.", instance=request.path)


def make_orderings(word: str) -> Mapping[str, tuple[str, ...]]:
    """The orderings of a list that has a sort key: by uid, which is by time of entry, or by `word`."""
    return MappingProxyType({"uid": ("uid",), word: ("sort_key", "uid")})


def make_search_orderings(word: str) -> Mapping[str, tuple[str, ...]]:
    """The same, and how well an entry matches `q`."""
    return MappingProxyType({**make_orderings(word), RELEVANCE_ORDERING: tuple(RANK_FIELDS)})


class Productions(ListingView):
    """Public productions."""

    queryset = Production.objects.public()
    serializer_class = output_serializers.ProductionOut
    filterset_class = filters.ProductionFilter
    orderings = make_search_orderings("title")


class Episodes(ListingView):
    """Episodes of public productions."""

    queryset = Episode.objects.public()
    serializer_class = output_serializers.EpisodeOut
    filterset_class = filters.EpisodeFilter
    orderings = make_orderings("number")


class Cuts(ListingView):
    """Cuts of public productions, the omitted ones too: a number is never used again."""

    queryset = Cut.objects.public()
    serializer_class = output_serializers.CutOut
    filterset_class = filters.CutFilter
    orderings = make_orderings("number")


class Contributors(ListingView):
    """People and organizations with a public credit. The uid of a merged entry leads to the one that stays."""

    queryset = Contributor.objects.public()
    serializer_class = output_serializers.ContributorOut
    filterset_class = filters.ContributorFilter
    orderings = make_search_orderings("name")


class Departments(ListingView):
    """Departments of the role vocabulary, in the order of a roll."""

    queryset = Department.objects.all()
    serializer_class = output_serializers.DepartmentOut
    orderings = MappingProxyType({"order": ("order", "code")})


class Roles(ListingView):
    """The role vocabulary. An entry is known by its code."""

    queryset = Role.objects.public()
    serializer_class = output_serializers.RoleOut
    filterset_class = filters.RoleFilter
    orderings = MappingProxyType({"code": ("code",)})


class AISystems(ListingView):
    """AI systems that a public credit used."""

    queryset = AISystem.objects.public()
    serializer_class = output_serializers.AISystemOut
    filterset_class = filters.AISystemFilter


class AIUses(ListingView):
    """AI uses of public credits, each with its credit: the people there are its operators."""

    queryset = AIUse.objects.public().with_named_validator()
    serializer_class = output_serializers.AIUseEntry
    filterset_class = filters.AIUseFilter


class Credits(ListingView):
    """Confirmed credits of public productions."""

    queryset = Credit.objects.public()
    serializer_class = output_serializers.CreditOut
    filterset_class = filters.CreditFilter
    counted = True


class Filmography(Filmographies):
    """What contributors did, by production, newest first: roles, episodes and cuts, with the names as credited."""

    queryset = Credit.objects.public()
    filterset_class = filters.CreditFilter


class Releases(ListingView):
    """Issued releases of public productions."""

    queryset = Release.objects.public()
    serializer_class = output_serializers.ReleaseOut
    filterset_class = filters.ReleaseFilter


def make_nested_list(
    whole: type[ListingView], path_to: str, model: Any, text: str, **members: Any
) -> type[ListingView]:
    """The list `whole` of one entry, by the uid (or code) in the address, with all its filters."""
    name = model.__name__ + whole.__name__
    return type(name, (whole,), {"__doc__": text, "named": path_to, "of": model, **members})


NESTED_LISTS: tuple[tuple[str, str, type[ListingView]], ...] = (
    ("production-credits", "productions/<uuid:uid>/credits",
     make_nested_list(Credits, "production__uid", Production, "The credits of one production.")),
    ("production-episodes", "productions/<uuid:uid>/episodes",
     make_nested_list(Episodes, "production__uid", Production, "The episodes of one production.")),
    ("production-cuts", "productions/<uuid:uid>/cuts",
     make_nested_list(Cuts, "production__uid", Production, "The cuts of one production.")),
    ("production-releases", "productions/<uuid:uid>/releases",
     make_nested_list(Releases, "production__uid", Production, "The releases of one production.")),
    ("episode-credits", "episodes/<uuid:uid>/credits",
     make_nested_list(Credits, "episode__uid", Episode, "The credits of one episode.")),
    ("episode-cuts", "episodes/<uuid:uid>/cuts",
     make_nested_list(Cuts, "episode__uid", Episode, "The cuts of one episode.")),
    ("cut-credits", "cuts/<uuid:uid>/credits",
     make_nested_list(Credits, "cut__uid", Cut, "The credits of one cut.")),
    ("contributor-credits", "contributors/<uuid:uid>/credits",
     make_nested_list(Credits, "contributor__uid", Contributor, "The credits of one contributor.")),
    ("contributor-filmography", "contributors/<uuid:uid>/filmography",
     make_nested_list(Filmography, "contributor__uid", Contributor,
          "What one contributor did, by production, newest first: roles, episodes and cuts.")),
    ("role-credits", "roles/<slug:code>/credits",
     make_nested_list(Credits, "role__code", Role, "The credits of one role.")),
    ("ai-system-uses", "ai-systems/<uuid:uid>/uses",
     make_nested_list(AIUses, "ai_system__uid", AISystem, "The uses of one AI system.")),
)  # fmt: skip

WHOLE_CREDITS = make_nested_list(
    Credits,
    "production__uid",
    Production,
    "All credits of one production, not paged: a JSON list, lines of JSON, or a table.",
    paged=False,
    counted=False,
    pagination_class=None,
)


def make_entry_view(listing: type[ListingView], **members: Any) -> type[EntryView]:
    """One entry of a list."""
    about = {"queryset": listing.queryset, "serializer_class": listing.serializer_class}
    text = f"One entry. {listing.__doc__}"
    return type(listing.__name__ + "Entry", (EntryView,), {"__doc__": text, **about, **members})


class ReleaseEntry(make_entry_view(Releases, serializer_class=output_serializers.ReleaseDetail)):  # type: ignore[misc]
    """One release with its frozen document."""


class ProductionPartView(APIView):
    """Something of one production that is no list of entries."""

    def production(self, uid: UUID) -> Production:
        """Raises what `api.http.not_found.make_not_found_error` says where there is none."""
        production = Production.objects.public().filter(uid=uid).first()
        if production is None:
            raise make_not_found_error(Production, uid, self.request)
        return production

    def show(self, shown: Any) -> HttpResponseBase:
        body = responses.encode_json(shown)
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )

    def localise_rows(
        self, rows: list[dict[str, Any]], member: str, shown: type[Any], entries: Sequence[Model | None]
    ) -> None:
        """Write a member of the rows, which refers to these entries, as `names` and `lang` say."""
        wording = get_wording(self.request)
        if wording == DEFAULT_WORDING:
            return
        found = FragmentCache().of(
            get_row_plan(shown, None, wording), {entry.pk for entry in entries if entry}
        )
        for row, entry in zip(rows, entries, strict=True):
            row[member] = found[entry.pk] if entry else None


class ProductionCoverage(ProductionPartView):
    """How many cuts × roles of a production have a person, and how many claims are open (H12)."""

    serializer_class: ClassVar = output_serializers.CoverageOut

    @extend_schema(
        parameters=describe_options(WORDING_PARAMETERS),
        responses={200: output_serializers.CoverageOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        coverage = measure_coverage(production=self.production(uid))
        shown = output_serializers.CoverageOut(coverage).data
        self.localise_rows(shown["roles"], "role", RoleRef, [line.role for line in coverage.roles])
        return self.show(shown)


class ProductionEditions(ProductionPartView):
    """The editions of a production and of its episodes, not paged: those that have releases or credits of their own."""

    serializer_class: ClassVar = output_serializers.EditionOut

    @extend_schema(
        operation_id="productions_editions",
        parameters=describe_options(WORDING_PARAMETERS),
        responses={200: output_serializers.EditionOut(many=True), **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        lines = list_editions(production=self.production(uid))
        with override(UTC):  # as everywhere in the API
            shown: Any = output_serializers.EditionOut(lines, many=True).data
        self.localise_rows(shown, "episode", EpisodeRef, [line.episode for line in lines])
        return self.show(shown)
