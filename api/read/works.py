"""A contributor's productions, newest first, with its own roles and the people who are named for it: `contributors/{uid}/works/`.

A studio is credited itself in few of its works; in the others only its people are, with it as their affiliation. A page costs
four queries, however long: the productions, the roles in them, whether names have changed and when anything did; and one
for each kind of entry not seen before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, UUIDField
from django.db.models.functions import Coalesce

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, get_row_plan
from api.read.filmography import FilmographyPlan, FilmographyView, finish_works_query
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.output_serializers.references import ProductionRef, RoleRef
from api.read.output_serializers.works import WorkOut
from api.read.prepared_queries import InQueryList, PreparedQuery, QueryValue, ResultRow
from api.read.query_params import ListParams
from productions.models import Contributor, Credit

COUNTS = ("credits", "affiliated_credits", "affiliated_people", "affiliated_unnamed")
"""What is counted of each production."""


@dataclass(frozen=True)
class WorksPlan(FilmographyPlan):
    """Productions of one contributor and of its people. A record is (production, year, counts …)."""

    @property
    def shape(self) -> ColumnPlan:
        production = get_row_plan(ProductionRef, None, self.source.wording)
        return ColumnPlan(WorkOut.Meta.fields, (("production", production),))

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        make = get_counted_query if self.kept else compile_counted_query
        return make(self.source, self.shapes, self.turned).run(values, limit=limit)

    def count(self, values: Mapping[str, Any]) -> int:
        return compile_counted_query(self.source, self.shapes, None).count(values)

    def place(self, record: ResultRow) -> list[Any]:
        return [record[1], record[0]]

    def entries(self, records: list[ResultRow]) -> list[JSONRow]:
        if not records:
            return []
        FRAGMENT_CACHE.refresh_epoch()
        works = [record[0] for record in records]
        make = get_roles_query if self.kept else compile_roles_query
        rows = make(self.source, self.shapes).run({**self.values, "works": works})
        production, role = (get_row_plan(ref, None, self.source.wording) for ref in (ProductionRef, RoleRef))
        productions = FRAGMENT_CACHE.of(production, works)
        roles = FRAGMENT_CACHE.of(role, {row[1] for row in rows})
        own = {
            work: describe_roles(list(done), roles) for work, done in groupby(rows, key=lambda row: row[0])
        }
        return [
            {
                "production": productions[work],
                "roles": own.get(work, []),
                **dict(zip(COUNTS, counts, strict=True)),
            }
            for work, _year, *counts in records
        ]

    plain = entries


def describe_roles(rows: list[ResultRow], roles: Mapping[int, Any]) -> list[JSONRow]:
    """The roles of one production: each once, with its names in their order."""
    return [
        {
            "role": roles[role],
            "credited_as": list(dict.fromkeys(name for _work, _role, name in own if name)),
            "credits": len(own),
        }
        for role, own in ((role, list(done)) for role, done in groupby(rows, key=lambda row: row[1]))
    ]


def find_named_key() -> QuerySet[Any]:
    """The key of the contributor that the address names."""
    rows = Contributor._base_manager.filter(uid=QueryValue("named", UUIDField()))
    return rows.order_by().values("pk")[:1]


def compile_counted_query(source: ListSource, shapes: ValueShapes, turned: bool | None) -> PreparedQuery:
    """Compile the productions: key, year (0 where it is not known), counts."""
    own, theirs = Q(contributor=find_named_key()), Q(affiliation=find_named_key())
    others = theirs & (Q(contributor=None) | ~Q(contributor=find_named_key()))
    # Not by OR: SQLite would read all credits.
    every = Credit._base_manager.order_by()
    keys = every.filter(own).values("pk").union(every.filter(theirs).values("pk"))
    works = source.filter_rows(shapes).filter(pk__in=keys).order_by().values("production_id")
    works = works.annotate(
        when=Coalesce(Max("release_year"), 0),
        own=Count("pk", filter=own),
        theirs=Count("pk", filter=others),
        people=Count("contributor_id", filter=others, distinct=True),
        unnamed=Count("pk", filter=others & Q(contributor=None)),
    )
    return finish_works_query(works, turned, "production_id", "when", "own", "theirs", "people", "unnamed")


def compile_roles_query(source: ListSource, shapes: ValueShapes) -> PreparedQuery:
    """Compile the contributor's own credits in some productions, in the order of a roll."""
    rows = source.filter_rows(shapes).filter(
        InQueryList("production_id", "works"), contributor=find_named_key()
    )
    return PreparedQuery(
        rows.order_by(
            "production_id", "role__department__order", "role__order", "role_id", "position", "pk"
        ).values_list("production_id", "role_id", "credited_as")
    )


get_counted_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_counted_query)
get_roles_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_roles_query)


class WorksView(FilmographyView):
    """The productions of one contributor, newest first: its own roles, and who is named for it; all filters of credits."""

    def reader(self, asked: ListParams) -> Any:
        return WorksPlan(self.source(), asked.shapes, asked.turned, self.keeps(asked), asked.values)
