"""`statistics/`: how many credits of the public record name a person, withhold a name, or name nobody, as the workers counted them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import refuse_unknown_parameters
from productions.statistics.services.people_statistics import ROW_ORDERS
from productions.statistics.services.record_statistics import COUNT_SECONDS, read_figures
from productions.statistics.services.small_groups import LEAST_PEOPLE

TABLE_MEMBERS = tuple(ROW_ORDERS)
"""By what the tables count, in their order."""
NOT_COUNTED: Mapping[str, Any] = MappingProxyType(
    {"entries": None, "least_people": LEAST_PEOPLE, "tables": []}
)
"""Before the first count: nothing is known, which is not nothing."""


class StatisticsGroupOut(serializers.Serializer[Any]):
    """Rows of a table that are counted together, since some of them have too few people to be counted alone. Mostly it is one."""

    rows = serializers.ListField(
        child=serializers.CharField(), help_text="Their codes, in the order of the table."
    )
    credits = serializers.IntegerField(
        allow_null=True,
        help_text="Credits in these rows. Null: they are of fewer than `least_people` people, or there are fewer credits than that; "
        "perhaps none.",
    )


class StatisticsTableOut(serializers.Serializer[Any]):
    """The credits of the public record by one member."""

    by = serializers.ChoiceField(
        choices=TABLE_MEMBERS,
        help_text="`year`: of the production's first release. `department`: of the role. `chain`: who gave the work, as the credit says.",
    )
    rows = serializers.ListField(
        child=serializers.CharField(),
        help_text="Codes of the rows: a year, the code of a department, `subcontracted` (a company gave the work on), `studio` (a studio "
        "is named and no company above it), `not_known` (the credit does not say it).",
    )
    named = StatisticsGroupOut(many=True, help_text="Credits that name a person.")
    withheld = StatisticsGroupOut(many=True, help_text="Credits whose person does not want to be named.")
    unnamed = StatisticsGroupOut(
        many=True,
        help_text="Credits that name nobody although nobody asked for that; a company that names none of its people too.",
    )


class StatisticsEntriesOut(serializers.Serializer[Any]):
    """How many entries the public lists have."""

    productions = serializers.IntegerField(help_text="Works.")
    contributors = serializers.IntegerField(help_text="People, studios and collectives.")
    credits = serializers.IntegerField(help_text="Credits.")
    releases = serializers.IntegerField(help_text="Issued rolls.")


class StatisticsOut(serializers.Serializer[Any]):
    """Who is named in the public record. Companies that are credited as companies are not counted."""

    counted_at = serializers.DateTimeField(
        allow_null=True,
        help_text=f"When it was counted; the workers count again when that is {COUNT_SECONDS} seconds ago. Null: not yet, so nothing is "
        "known.",
    )
    entries = StatisticsEntriesOut(
        allow_null=True, help_text="The lengths of the public lists. Null: not counted yet."
    )
    least_people = serializers.IntegerField(
        help_text="People, and credits, without which no group is shown alone."
    )
    tables = StatisticsTableOut(many=True, help_text="One for each value of `by`; empty until it is counted.")


class Statistics(APIView):
    """How many credits name a person, withhold a name or name nobody: by year, department and place in the chain of work.

    No group of fewer than five people is shown alone, and none can be computed from the others.
    """

    serializer_class: ClassVar = StatisticsOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    @extend_schema(
        operation_id="statistics_retrieve",
        summary="Count who is named in the public record",
        responses={200: StatisticsOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        found = read_figures()
        figures = found.figures if found else NOT_COUNTED
        body = {
            "counted_at": found.counted_at if found else None,
            **{name: figures[name] for name in NOT_COUNTED},  # PostgreSQL keeps no order of members
        }
        return responses.build_response(
            request,
            responses.encode_json(body),
            responses.MEDIA_TYPES[responses.JSON],
            modified=int(found.counted_at.timestamp()) if found else None,
        )


def statistics_paths() -> list[URLPattern]:
    return [path("statistics/", Statistics.as_view(), name="statistics")]
