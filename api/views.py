"""Public lists and entries. Each starts from a `public()` query set and adds what its page shows, no more."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import filters, serializers
from api.errors import problem
from productions.domain.coverage import coverage_of
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    ContributorName,
    Credit,
    Cut,
    Episode,
    ExternalId,
    Production,
    ProductionTitle,
    Redirect,
    Release,
    Role,
)
from productions.roll.document import from_bytes
from productions.vocabulary import PRIVATE_NAME_KINDS

PUBLIC_IDS: "Prefetch[Any]" = Prefetch("external_ids", ExternalId.objects.live(), to_attr="public_ids")
PUBLIC_TITLES: "Prefetch[Any]" = Prefetch("titles", ProductionTitle.objects.live(), to_attr="public_titles")
PUBLIC_NAMES: "Prefetch[Any]" = Prefetch(
    "names", ContributorName.objects.live().exclude(kind__in=PRIVATE_NAME_KINDS), to_attr="public_names"
)
PUBLIC_USES = Prefetch(
    "ai_uses",
    AIUse.objects.live().select_related("ai_system", "validated_by").order_by("pk"),
    to_attr="public_ai_uses",
)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Every other address under the API."""
    return problem(404, "There is nothing at this address.", instance=request.path)


class EntryView(viewsets.ReadOnlyModelViewSet[Any]):
    """A list and one entry by uid; unknown parameters are refused on both."""

    lookup_field = "uid"
    lookup_value_converter = "uuid"

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        filters.refuse_unknown(request, frozenset())
        return super().retrieve(request, *args, **kwargs)

    def filter_queryset(self, queryset: Any) -> Any:
        return super().filter_queryset(queryset) if self.detail is False else queryset


class Productions(EntryView):
    """Public productions."""

    queryset = Production.objects.public().prefetch_related(PUBLIC_TITLES, PUBLIC_IDS)
    serializer_class = serializers.ProductionOut
    filterset_class = filters.ProductionFilter


class Episodes(EntryView):
    """Episodes of public productions."""

    queryset = Episode.objects.public().select_related("production")
    serializer_class = serializers.EpisodeOut
    filterset_class = filters.EpisodeFilter


class Cuts(EntryView):
    """Cuts of public productions, the omitted ones too: a number is never used again."""

    queryset = Cut.objects.public().select_related("production", "episode")
    serializer_class = serializers.CutOut
    filterset_class = filters.CutFilter


class Contributors(EntryView):
    """People and organizations with a public credit. The uid of a merged entry redirects."""

    queryset = Contributor.objects.public().prefetch_related(PUBLIC_NAMES, PUBLIC_IDS)
    serializer_class = serializers.ContributorOut
    filterset_class = filters.ContributorFilter

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        merged = Redirect.objects.filter(entity_type="contributor", from_uid=kwargs["uid"]).first()
        if merged is not None and self.get_queryset().filter(uid=merged.to_uid).exists():
            return HttpResponsePermanentRedirect(reverse("contributor-detail", args=[merged.to_uid]))
        return super().retrieve(request, *args, **kwargs)


class Roles(EntryView):
    """The role vocabulary. An entry is known by its code."""

    queryset = Role.objects.select_related("department").prefetch_related("aliases")
    serializer_class = serializers.RoleOut
    filterset_class = filters.RoleFilter
    lookup_field = "code"
    lookup_value_converter = "slug"
    ordering = ("pk",)


class AISystems(EntryView):
    """AI systems that a public credit used."""

    queryset = AISystem.objects.public()
    serializer_class = serializers.AISystemOut
    filterset_class = filters.AISystemFilter


class Credits(EntryView):
    """Confirmed credits of public productions."""

    queryset = Credit.objects.public().with_names().prefetch_related(PUBLIC_USES)
    serializer_class = serializers.CreditOut
    filterset_class = filters.CreditFilter


class CreditList(generics.ListAPIView[Credit]):
    """The credits of one entry, with all filters of `credits/`."""

    queryset = Credits.queryset
    serializer_class = serializers.CreditOut
    filterset_class = filters.CreditFilter


class ProductionCredits(CreditList):
    """The credits of one production."""

    def get_queryset(self) -> Any:
        production = get_object_or_404(Production.objects.public(), uid=self.kwargs["uid"])
        return super().get_queryset().filter(production=production)


class ContributorCredits(CreditList):
    """The credits of one contributor."""

    def get_queryset(self) -> Any:
        contributor = get_object_or_404(Contributor.objects.public(), uid=self.kwargs["uid"])
        return super().get_queryset().filter(contributor=contributor)


class ProductionCoverage(APIView):
    """How many cuts × roles of a production have a person, and how many claims are open (H12)."""

    serializer_class: ClassVar = serializers.CoverageOut

    @extend_schema(responses=serializers.CoverageOut)
    def get(self, request: Request, uid: Any) -> Response:
        filters.refuse_unknown(request, frozenset())
        production = get_object_or_404(Production.objects.public(), uid=uid)
        return Response(serializers.CoverageOut(coverage_of(production=production)).data)


class Releases(EntryView):
    """Issued releases of public productions. One entry carries its frozen document."""

    queryset = Release.objects.public().select_related("production", "episode").without_document()
    serializer_class = serializers.ReleaseOut
    filterset_class = filters.ReleaseFilter

    @extend_schema(responses=serializers.ReleaseDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        filters.refuse_unknown(request, frozenset())
        release = (
            Release.objects.public().select_related("production", "episode").filter(uid=kwargs["uid"]).first()
        )
        if release is None:
            raise Http404
        context = {"document": from_bytes(release.document).to_dict()}
        return Response(serializers.ReleaseDetail(release, context=context).data)
