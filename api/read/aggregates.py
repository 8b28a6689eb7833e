"""`credits/groups/?by=person`, `role`, `production`, `giver` or `studio`: a list's credits counted by group, the largest group first.

All filters of the list apply. Credits that name nobody are a group of their own: counting them away would hide people.
The people behind those are counted at their least, as on a roll: summed within one cut, the most of any cut across cuts,
since nobody can tell whether they are the same. So credits are counted twice over: by job, person and cut, then by group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.db.models import BigIntegerField, Count, F, Field, IntegerField, Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce
from rest_framework import serializers

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, get_row_plan
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import ContributorRef, ProductionRef, RoleRef
from api.read.prepared_queries import PreparedQuery, QueryValue, ResultRow
from productions.models import Credit

GROUP_CURSOR_FIELDS: Mapping[str, Field[Any, Any]] = MappingProxyType(
    {"credits": IntegerField(), "group": BigIntegerField()}
)
"""What orders groups, and what a cursor of theirs holds."""
SCOPE_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"contributor": "person", "role": "job", "production": "work", "episode": "part", "cut": "shot"}
)
"""What one scope has in common, and its column in the SQL."""
CHAIN_COLUMNS: Mapping[str, str] = MappingProxyType({"contracted_by": "giver", "affiliation": "studio"})
"""Columns of a scope that are in it only where credits are counted by them: companies of the chain of work."""
GROUP_COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "credits": "CAST(SUM(n) AS bigint)",
        "unnamed": "CAST(SUM(CASE WHEN person IS NULL THEN n ELSE 0 END) AS bigint)",
        "unnamed_people": "CAST(MAX(CASE WHEN person IS NULL THEN heads ELSE 0 END) AS bigint)",
        "people": "COUNT(DISTINCT person)",
        "productions": "COUNT(DISTINCT work)",
        "roles": "COUNT(DISTINCT job)",
        "cuts": "COUNT(DISTINCT shot)",
        "first_year": "MIN(first)",
        "last_year": "MAX(last)",
    }
)
"""The counts of a group, from its scopes: n credits, heads people, first and last year."""


class CreditGroupOut(serializers.ModelSerializer[Credit]):
    """Credits counted by one member, which `by` asks for; the others that name groups are left out."""

    contributor = ContributorRef(required=False, allow_null=True, help_text="Null: credits that name nobody.")
    role = RoleRef(required=False)
    production = ProductionRef(required=False)
    contracted_by = ContributorRef(
        required=False,
        allow_null=True,
        help_text="The company that gave the work on. Null: credits that name none.",
    )
    affiliation = ContributorRef(
        required=False, allow_null=True, help_text="The studio they worked for. Null: credits that name none."
    )
    credits = serializers.IntegerField(help_text="Credits in the group.")
    unnamed = serializers.IntegerField(help_text="Those of them that name nobody.")
    unnamed_people = serializers.IntegerField(
        help_text="People behind these at their least: summed within a cut, the most of any cut; one where not known."
    )
    people = serializers.IntegerField(help_text="Contributors, people and organizations, each once.")
    productions = serializers.IntegerField(help_text="Productions, each once.")
    roles = serializers.IntegerField(help_text="Roles, each once.")
    cuts = serializers.IntegerField(
        help_text="Cuts, each once; a range counts as its first. Credits for a whole work have none."
    )
    first_year = serializers.IntegerField(allow_null=True, help_text="Earliest year of first release.")
    last_year = serializers.IntegerField(allow_null=True, help_text="Latest year of first release.")

    class Meta:
        model = Credit
        fields = ("contributor", "role", "production", *CHAIN_COLUMNS, *GROUP_COUNTS)


GROUP_MEMBERS: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {
        "person": ("contributor", ContributorRef),
        "role": ("role", RoleRef),
        "production": ("production", ProductionRef),
        "giver": ("contracted_by", ContributorRef),
        "studio": ("affiliation", ContributorRef),
    }
)
"""Values of `by`, the usual first: the member that names a group, and its short form."""


@dataclass(frozen=True)
class GroupPlan:
    """Groups of a list: what `api.read.compiled_queries.ListPlan` is to its rows. A record is (group, counts …, key)."""

    source: ListSource
    shapes: ValueShapes
    aggregate: str
    turned: bool | None
    kept: bool
    """Whether the compiled query is worth keeping."""

    @property
    def shape(self) -> ColumnPlan:
        """The members of a group."""
        member, ref = GROUP_MEMBERS[self.aggregate]
        return ColumnPlan((member, *GROUP_COUNTS), ((member, get_row_plan(ref, None, self.source.wording)),))

    @property
    def query(self) -> PreparedQuery:
        make = get_group_query if self.kept else compile_group_query
        return make(self.source, self.shapes, self.aggregate, self.turned)

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        """At most `limit` groups."""
        return self.query.run(values, limit=limit)

    def count(self, values: Mapping[str, Any]) -> int:
        """How many groups there are."""
        return compile_group_query(self.source, self.shapes, self.aggregate, None).count(values)

    def modified(self, records: list[ResultRow]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`; by a query of its own, since a group's cannot carry it."""
        return read_last_modified()

    def place(self, record: ResultRow) -> list[Any]:
        """Where a group stands: the values of a cursor."""
        return [record[1], record[-1]]

    def entries(self, records: list[ResultRow]) -> list[JSONRow]:
        """The groups as orjson can write them."""
        FRAGMENT_CACHE.refresh_epoch()
        ((member, shape),) = self.shape.references
        found = FRAGMENT_CACHE.of(shape, {record[0] for record in records} - {None})
        return [
            {member: found.get(record[0]), **dict(zip(GROUP_COUNTS, record[1:-1], strict=True))}
            for record in records
        ]

    plain = entries


def compile_group_query(
    source: ListSource, shapes: ValueShapes, aggregate: str, turned: bool | None
) -> PreparedQuery:
    """Compile; `turned` as in `api.read.compiled_queries.compile_list_plan`."""
    member = GROUP_MEMBERS[aggregate][0]
    scope = {**SCOPE_COLUMNS, **{name: text for name, text in CHAIN_COLUMNS.items() if name == member}}
    rows: QuerySet[Any] = source.filter_rows(shapes).order_by()
    rows = rows.values(**{column: F(f"{link}_id") for link, column in scope.items()})
    counted = rows.annotate(
        n=Count("*"), heads=Sum(Coalesce("headcount", 1)), first=Min("release_year"), last=Max("release_year")
    )
    query = PreparedQuery(counted.values_list(*scope.values(), "n", "heads", "first", "last"))
    if not query.sql:
        return query
    link, credits = scope[member], GROUP_COUNTS["credits"]
    group = f"COALESCE({link}, 0)"
    sql = f"SELECT {', '.join((link, *GROUP_COUNTS.values(), group))} FROM ({query.sql}) AS scopes GROUP BY {link}"
    if turned is not None:
        smaller, later = (">", "<") if turned else ("<", ">")
        sql += f" HAVING {credits} {smaller} %s OR {credits} = %s AND {group} {later} %s"
        most, after = (
            QueryValue("cursor", field, place) for place, field in enumerate(GROUP_CURSOR_FIELDS.values())
        )
        query.params = (*query.params, most, most, after)
    order = f"{credits} ASC, {group} DESC" if turned else f"{credits} DESC, {group} ASC"
    query.sql, query.converters = f"{sql} ORDER BY {order}", []
    return query


get_group_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_group_query)
