"""A production's staff, one row for each person and role, in the order of its roll: `productions/{uid}/staff/`.

A page costs five queries (and two where there are ranges), however long: the credits that the filters leave, the order of the roll,
all cuts of the episodes concerned, whether names have changed and when anything did; one more where there is an order, and one for
each kind of entry not seen before. A page reads all of the production's credits, since each may belong to its rows; that is why a
page is so long that most productions are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, Wording, get_row_plan
from api.read.episode_parts import WorkPlace, describe_part, read_cut_ranges
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.list_views import ListingView
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import (
    ContributorRef,
    DepartmentRef,
    EpisodeRef,
    RoleRef,
    SegmentRef,
)
from api.read.output_serializers.staff import StaffOut
from api.read.placed_rows import take_page
from api.read.prepared_queries import PreparedQuery, ResultRow, UidText
from api.read.query_params import PAGING_PARAMETERS, WORDING_PARAMETERS, ListParams, PageSizes
from api.read.staff_rows import StaffCredit, StaffRow, StaffSummary, group_staff
from productions.credits.services.billing import read_billing
from productions.credits.services.ranges import RangeParts
from productions.releases.services.roll_order import list_roll_keys
from productions.releases.services.roll_songs import RollGroups
from productions.rollkit.document.ai_counts import USED, combine_ai_answers
from productions.rollkit.document.compose import keep_unique

STAFF_PAGES = PageSizes(usual=2000, limit=2000)
"""Rows on a page: an app shows a work's whole staff at once. A series of 12 episodes has some hundreds, the longest film rolls
about 1,500; 2,000 rows are some megabytes of JSON before compression, and fewer are no less work for the database."""
COLUMNS = (
    "pk", "production_id", "role__department_id", "role__department__order", "role_id", "role__order", "role__code",
    "role_as_printed", "kind", "contributor_id", "contributor__sort_key", "credited_as", "printed_as", "affiliation_id",
    "episode_id", "cut_id", "cut__number", UidText("cut__uid"), "position", "headcount", "named_count", "absence_reason",
    "withheld_statement__stated_by_id", "on_screen", "state", "ai_declared", "ai_recorded",
    "last_episode_id", "last_cut_id", "segment_id",
)  # fmt: skip
"""The columns of `StaffCredit`, in its order."""


@dataclass
class StaffPlan:
    """The staff of one production: what `api.read.compiled_queries.ListPlan` is to rows. A record is a `StaffRow`."""

    source: ListSource
    shapes: ValueShapes
    turned: bool | None
    kept: bool
    """Whether the compiled query is worth keeping."""
    rows: list[StaffRow] | None = field(default=None, init=False)
    """All of them, once they were read."""

    @property
    def shape(self) -> ColumnPlan:
        """The members of a row."""
        references = {"department": DepartmentRef, "role": RoleRef, "contributor": ContributorRef}
        return ColumnPlan(
            StaffOut.Meta.fields,
            [(name, get_row_plan(ref, None, self.source.wording)) for name, ref in references.items()],
        )

    def read_all(self, values: Mapping[str, Any]) -> list[StaffRow]:
        """All rows that the filters leave."""
        if self.rows is None:
            make = get_staff_query if self.kept else compile_staff_query
            query = make(self.source, self.shapes)
            records = list(chain.from_iterable(query.slices(values)))
            self.rows = group_staff(records, self.rank_credits(records, values))
        return self.rows

    def rank_credits(self, records: list[ResultRow], values: Mapping[str, Any]) -> dict[int, int]:
        """Where each credit of the production stands in its roll, whatever the filters leave; empty where it was given no order.

        A single edition that is asked for says whose roll.
        """
        if not records:
            return {}
        production = StaffCredit._make(records[0]).production
        editions = values.get("edition", ())
        billing = read_billing(production, None, editions[0] if len(editions) == 1 else "")
        if not billing.places:
            return {}
        rows: Any = self.source.queryset.filter(production=production)
        return {
            key: rank
            for rank, key in enumerate(
                list_roll_keys(rows, billing, RollGroups(production), RangeParts([production]))
            )
        }

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[StaffRow]:
        """At most `limit` rows, from the cursor on or back."""
        return take_page(self.read_all(values), values, turned=self.turned, limit=limit)

    def count(self, values: Mapping[str, Any]) -> int:
        """How many rows there are."""
        return len(self.read_all(values))

    def place(self, record: StaffRow) -> list[Any]:
        """Where a row stands: the values of a cursor."""
        return list[Any](record.place)

    def modified(self, records: list[StaffRow]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`; by a query of its own, since a group's cannot carry it."""
        return read_last_modified()

    def entries(self, records: list[StaffRow]) -> list[JSONRow]:
        """The rows as orjson can write them."""
        FRAGMENT_CACHE.refresh_epoch()
        first = StaffCredit._make(records[0].credits[0]) if records else None
        ranges = RangeParts([first.production] if first else [])
        rows = [StaffSummary(record, ranges) for record in records]
        shown = StaffPage(rows, self.source.wording)
        return [shown.describe(row) for row in rows]

    plain = entries


class StaffPage:
    """What a page shows, read at once for all its rows."""

    def __init__(self, rows: list[StaffSummary], wording: Wording) -> None:
        department, role, contributor, episode, segment = (
            get_row_plan(ref, None, wording)
            for ref in (DepartmentRef, RoleRef, ContributorRef, EpisodeRef, SegmentRef)
        )
        self.departments = FRAGMENT_CACHE.of(department, {row.first.department for row in rows})
        self.roles = FRAGMENT_CACHE.of(role, {row.first.role for row in rows})
        people = {row.first.contributor for row in rows if row.first.contributor is not None}
        studios = {studio for row in rows for studio in row.affiliations}
        self.contributors = FRAGMENT_CACHE.of(contributor, people | studios)
        places = {place for row in rows for place in row.parts}
        self.episodes = FRAGMENT_CACHE.of(episode, {each for each, _segment in places if each is not None})
        self.segments = FRAGMENT_CACHE.of(segment, {each for _episode, each in places if each is not None})
        self.ranges = read_cut_ranges(
            {
                (each, row.first.production)
                for row in rows
                for (each, _segment), part in row.parts.items()
                if part.cuts
            }
        )

    def describe(self, row: StaffSummary) -> JSONRow:
        """One row."""
        first, credits = row.first, row.credits
        headcount, named_count = row.count_heads()
        ai_answers = row.list_ai_answers()
        return {
            "department": self.departments[first.department],
            "role": self.roles[first.role],
            "role_as_printed": list(keep_unique(one.role_as_printed for one in credits)),
            "kind": first.kind,
            "contributor": None if first.contributor is None else self.contributors[first.contributor],
            "credited_as": list(keep_unique(one.credited_as for one in credits)),
            "printed_as": list(keep_unique(one.printed_as for one in credits)),
            "affiliations": [self.contributors[studio] for studio in row.affiliations],
            "credits": len(credits),
            "cut_count": row.cut_count,
            "episodes": [self.describe_part(place, row) for place in row.parts],
            "headcount": headcount,
            "named_count": named_count,
            "absence_reason": first.absence_reason or None,
            "on_screen": any(one.on_screen for one in credits),
            "states": list(keep_unique(one.state for one in credits)),
            "ai": combine_ai_answers(ai_answers),
            "ai_credits": ai_answers.count(USED),
        }

    def describe_part(self, place: WorkPlace, row: StaffSummary) -> JSONRow:
        """What was done in one episode or segment."""
        (episode, segment), part = place, row.parts[place]
        return describe_part(
            None if episode is None else self.episodes[episode],
            None if segment is None else self.segments[segment],
            part.cuts,
            self.ranges.get((episode, row.first.production)),
            whole=part.whole,
        )


def compile_staff_query(source: ListSource, shapes: ValueShapes) -> PreparedQuery:
    """Compile the credits, in the order of their episodes."""
    rows = source.filter_rows(shapes).annotate(part=Coalesce("episode__sort_key", Value("")))
    ordered = rows.order_by("part", "episode_id", "position", "pk")
    # Six joins take PostgreSQL longer to plan than a short staff list to read.
    return PreparedQuery(ordered.values_list(*COLUMNS), steady=not shapes)


get_staff_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_staff_query)


class StaffView(ListingView):
    """The staff of one production in the order of its roll, one row for each person and role; all filters of credits."""

    sizes = STAFF_PAGES
    plan: StaffPlan | None = None

    def known_options(self) -> dict[str, str]:
        page_size = f"Rows on a page, 1 to {self.sizes.limit}; {self.sizes.usual} without it."
        return WORDING_PARAMETERS | PAGING_PARAMETERS | {"page_size": page_size}

    def reader(self, asked: ListParams) -> Any:
        if self.plan is None:
            self.plan = StaffPlan(self.source(), asked.shapes, asked.turned, self.keeps(asked))
        return self.plan

    def count(self, asked: ListParams) -> int:
        return int(self.reader(asked).count(asked.values))
