"""How many credits of the whole public record name a person, how many people withheld their name, and how many credits name nobody."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Count, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from productions.coverage.queries import HOLDS_PERSON, NAMES_NOBODY
from productions.credits.models.credits import Credit
from productions.shared.choices import AbsenceReason
from productions.statistics.services.small_groups import (
    LEAST_PEOPLE,
    GroupCount,
    ShownGroup,
    merge_small_groups,
)
from productions.vocabulary.models import Department

OUTCOMES = ("named", "withheld", "unnamed")
"""What a credit says of its person; a company's own name is none of them."""
WITHHELD = Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
NOT_KNOWN = "not_known"
"""The row of credits that do not say it."""
CHAIN_PLACES = ("subcontracted", "studio", NOT_KNOWN)
"""Places in the chain: a company gave the work on; a studio is named, and no company above it; nothing is said."""
ROW_EXPRESSIONS: Mapping[str, Any] = MappingProxyType(
    {
        "year": Coalesce(Cast("release_year", CharField()), Value(NOT_KNOWN)),
        "department": F("role__department__code"),
        "chain": Case(
            When(contracted_by__isnull=False, then=Value(CHAIN_PLACES[0])),
            When(affiliation__isnull=False, then=Value(CHAIN_PLACES[1])),
            default=Value(NOT_KNOWN),
            output_field=CharField(),
        ),
    }
)
"""What names a row, by table."""


@dataclass(frozen=True)
class StatisticsTable:
    """One table: the codes of its rows, and for each outcome the groups that these are told in."""

    by: str
    rows: tuple[str, ...]
    groups: Mapping[str, list[ShownGroup]]


def count_statistics() -> list[StatisticsTable]:
    """The tables by year, department and place in the chain. Four queries, each of three reads all public credits."""
    return [make_table(by, order) for by, order in ROW_ORDERS.items()]


def make_table(by: str, order: Callable[[set[str]], list[str]]) -> StatisticsTable:
    counts = {(count.row, told): count for told, count in read_counts(by)}
    rows = order({row for row, _told in counts})
    groups = {
        told: merge_small_groups(
            counts.get((row, told), GroupCount(row, credits=0, people=frozenset())) for row in rows
        )
        for told in OUTCOMES
    }
    return StatisticsTable(by, tuple(rows), groups)


def read_counts(by: str) -> list[tuple[str, GroupCount]]:
    """Outcomes with the counts of one row. One query; of each row and outcome it has LEAST_PEOPLE people at most.

    People who are not named are counted at their least: as many in a production as one of its credits says, and one where none does.
    """
    found: dict[tuple[str, str], tuple[int, set[Hashable]]] = {}
    for row, told, somebody, work, heads, total in read_people(by):
        _total, people = found.setdefault((row, told), (total, set()))
        people.update(
            [somebody] if somebody else [(work, place) for place in range(min(heads, LEAST_PEOPLE))]
        )
    return [
        (told, GroupCount(row, total, frozenset(people))) for (row, told), (total, people) in found.items()
    ]


def read_people(by: str) -> list[tuple[Any, ...]]:
    """Rows, outcomes, person or production, the most people of one credit, and all credits of that row and outcome.

    The windows stand around the query as text, since Django has no sum of counts over them.
    """
    counted, params = group_people(by).query.sql_with_params()
    within = "OVER (PARTITION BY named_row, told"
    summed = (
        f"SELECT people.*, CAST(SUM(credits) {within}) AS bigint) AS total, "
        f"ROW_NUMBER() {within} ORDER BY somebody, work) AS place FROM ({counted}) AS people"
    )
    sql = (
        f"SELECT named_row, told, somebody, work, heads, total FROM ({summed}) AS numbered WHERE place <= %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (*params, LEAST_PEOPLE))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def group_people(by: str) -> QuerySet[Any, Any]:
    """The credits of each row, outcome, and person or, for who is not named, production."""
    somebody = Case(
        When(NAMES_NOBODY, then=None), default=Coalesce("contributor_id", "withheld_statement__stated_by_id")
    )
    told = Case(
        When(WITHHELD, then=Value("withheld")),
        When(NAMES_NOBODY, then=Value("unnamed")),
        default=Value("named"),
        output_field=CharField(),
    )
    people = (
        Credit.objects.public()
        .filter(HOLDS_PERSON | NAMES_NOBODY)
        .order_by()
        .annotate(named_row=ROW_EXPRESSIONS[by], told=told, somebody=somebody)
        .annotate(work=Case(When(somebody=None, then=F("production_id"))))
        .values("named_row", "told", "somebody", "work")
    )
    counted: QuerySet[Any, Any] = people.annotate(credits=Count("pk"), heads=Max(Coalesce("headcount", 1)))
    return counted


def order_years(found: set[str]) -> list[str]:
    """The newest first, those without one last."""
    return sorted(found - {NOT_KNOWN}, key=int, reverse=True) + sorted(found & {NOT_KNOWN})


def order_departments(found: set[str]) -> list[str]:
    """As in a roll."""
    codes = Department.objects.order_by("order", "code").values_list("code", flat=True)
    return [code for code in codes if code in found]


def order_chain_places(found: set[str]) -> list[str]:
    """All three, once there is any."""
    return list(CHAIN_PLACES) if found else []


ROW_ORDERS: Mapping[str, Callable[[set[str]], list[str]]] = MappingProxyType(
    {"year": order_years, "department": order_departments, "chain": order_chain_places}
)
"""The tables, and in which order their rows stand."""
