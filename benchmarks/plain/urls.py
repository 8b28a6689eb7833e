"""The addresses that benchmarks ask for, by plain generic views."""

from typing import Any

import django_filters
from django.db.models import Prefetch
from django.urls import path
from rest_framework import generics
from rest_framework.pagination import CursorPagination, PageNumberPagination

from benchmarks.plain import serializers
from benchmarks.plain.staff import ProductionStaff
from productions.models import AIDeclaration, AIUse, Contributor, ContributorName, Credit, ExternalId
from productions.shared.choices import PRIVATE_NAME_KINDS

USES: Any = Prefetch(
    "ai_uses",
    AIUse.objects.live().select_related("ai_system", "validated_by").order_by("pk"),
    to_attr="public_ai_uses",
)
DECLARATIONS: Any = Prefetch(
    "ai_declarations",
    AIDeclaration.objects.live().select_related("declared_by").order_by("pk"),
    to_attr="public_ai_declarations",
)
NAMES: Any = Prefetch(
    "names", ContributorName.objects.live().exclude(kind__in=PRIVATE_NAME_KINDS), to_attr="public_names"
)
IDS: Any = Prefetch("external_ids", ExternalId.objects.live(), to_attr="public_ids")


class ByCursor(CursorPagination):
    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "uid"


class ByNumber(PageNumberPagination):
    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 200


class CreditFilter(django_filters.FilterSet):
    role = django_filters.CharFilter(field_name="role__code")
    year = django_filters.NumberFilter(field_name="release_year")

    class Meta:
        model = Credit
        fields: tuple[str, ...] = ()


class ContributorFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="names__text", lookup_expr="icontains", distinct=True)

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ()


class Credits(generics.ListAPIView[Any]):
    queryset = Credit.objects.public().with_names().prefetch_related(USES, DECLARATIONS)
    serializer_class = serializers.CreditOut
    filterset_class = CreditFilter
    pagination_class: Any = ByCursor


class CreditsByNumber(Credits):
    queryset = Credits.queryset.order_by("uid")
    pagination_class = ByNumber


class ContributorCredits(Credits):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(contributor__uid=self.kwargs["uid"])


class ProductionCredits(Credits):
    pagination_class = None

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(production__uid=self.kwargs["uid"]).order_by("uid")


class Contributors(generics.ListAPIView[Any]):
    queryset = Contributor.objects.public().prefetch_related(NAMES, IDS)
    serializer_class = serializers.ContributorOut
    filterset_class = ContributorFilter
    pagination_class = ByCursor


urlpatterns = [
    path("credits/", Credits.as_view()),
    path("credits-by-number/", CreditsByNumber.as_view()),
    path("contributors/", Contributors.as_view()),
    path("contributors/<uuid:uid>/credits/", ContributorCredits.as_view()),
    path("productions/<uuid:uid>/credits/", ProductionCredits.as_view()),
    path("productions/<uuid:uid>/staff/", ProductionStaff.as_view()),
]
