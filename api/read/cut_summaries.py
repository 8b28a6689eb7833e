"""What the credits of each cut say together: `…/cut-summaries/` of a production, an episode and a contributor, a row for each cut.

Those of a contributor are the cuts that their credits name them in, and count these credits alone: what others did in the same cut, or
who withheld their name there, is not theirs to tell. A page costs five queries (and one where there are ranges), however long: the
cuts, the credits of those on the page, whether names have changed, when anything did; and one for each kind of entry not seen before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, get_row_plan
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.list_views import ListingView
from api.read.newest_event import read_last_modified
from api.read.output_serializers.cut_summaries import CutSummaryOut
from api.read.output_serializers.references import EpisodeRef, ProductionRef
from api.read.placed_rows import take_page
from api.read.prepared_queries import InQueryList, PreparedQuery, QueryValue, UidText
from api.read.query_params import (
    AROUND_PARAMETERS,
    PAGING_PARAMETERS,
    WORDING_PARAMETERS,
    ListParams,
    PageSizes,
)
from productions.coverage.services.coverage_rows import COVERAGE_COLUMNS, select_coverage, widen_row
from productions.coverage.services.cut_summaries import CutSummary, summarize_cuts
from productions.credits.services.ranges import RangeParts
from productions.models import Contributor, Credit, Episode, Production

SUMMARY_PAGES = PageSizes(usual=2000, limit=2000)
"""Rows on a page: a whole film, which has at most some 2,000 cuts, is one."""
OWNERS: Mapping[type, str] = {
    Production: "production__uid",
    Episode: "cut__episode__uid",
    Contributor: "contributor__uid",
}
"""The path from a credit to the entry that the address names."""
ROLE_COLUMNS = ("role__held_by_companies", "role__is_labour")
PRODUCTION_COLUMN = COVERAGE_COLUMNS.index("production_id")
PUBLIC_CREDITS = Credit.objects.public()
CUTS_BESIDE = 12
"""Cuts on either side of the one that `around` names."""


class SummarizedCut(NamedTuple):
    """One cut, as the query gives it."""

    key: int
    uid: str
    production: int
    episode: int | None
    part: str
    number: str
    sort_key: str
    length_frames: int | None
    status: str

    @property
    def place(self) -> tuple[str, int]:
        """By episode and number, in the order of the film."""
        return f"{self.part} {self.episode or 0:010} {self.sort_key}", self.key


COLUMNS = (
    "pk",
    UidText("uid"),
    "production_id",
    "episode_id",
    "part",
    "number",
    "sort_key",
    "length_frames",
    "status",
)
"""The columns of `SummarizedCut`, in its order."""


@dataclass
class SummaryPlan:
    """The cuts of one entry: what `api.read.compiled_queries.ListPlan` is to rows. A record is a `SummarizedCut`."""

    source: ListSource
    shapes: ValueShapes
    turned: bool | None
    kept: bool
    """Whether the compiled queries are worth keeping."""
    owner: type
    """One of OWNERS: whose cuts."""
    credits: QuerySet[Credit]
    """Those that may be seen."""
    around: str = ""
    """The uid of a cut: only it and those beside it in its episode."""
    cuts: list[SummarizedCut] | None = field(default=None, init=False)
    summaries: Mapping[int, CutSummary] = field(default_factory=dict, init=False)
    """By the key of their cut."""

    @property
    def shape(self) -> ColumnPlan:
        """The members of a row."""
        references = {"production": ProductionRef, "episode": EpisodeRef}
        return ColumnPlan(
            CutSummaryOut.Meta.fields,
            [(name, get_row_plan(ref, None, self.source.wording)) for name, ref in references.items()],
        )

    def read_cuts(self, values: Mapping[str, Any]) -> list[SummarizedCut]:
        """All cuts that the filters leave, in the order of the film."""
        if self.cuts is None:
            if self.owner is Contributor:  # no column leads from a cut to its people
                self.summaries = self.read_summaries(values, None)
            make = get_cuts_of_entry_query if self.kept else compile_cuts_of_entry_query
            query = make(self.source, self.shapes, self.owner)
            records = chain.from_iterable(query.slices({**values, "cuts": list(self.summaries)}))
            cuts = sorted(map(SummarizedCut._make, records), key=lambda cut: cut.place)
            self.cuts = list_cuts_beside(cuts, self.around) if self.around else cuts
        return self.cuts

    def read_summaries(
        self, values: Mapping[str, Any], cuts: list[SummarizedCut] | None
    ) -> dict[int, CutSummary]:
        """What the credits of the entry say of these cuts; None: of each."""
        make = get_cut_credits_query if self.kept else compile_cut_credits_query
        query = make(self.credits, OWNERS[self.owner], cuts is not None)
        records = query.run({**values, "cuts": [cut.key for cut in cuts or ()]})
        ranges = RangeParts(list({record[PRODUCTION_COLUMN] for record in records}))
        return summarize_cuts(
            (widen_row(record[: len(COVERAGE_COLUMNS)], ranges), held_by_companies or not is_labour)
            for record in records
            for held_by_companies, is_labour in [record[len(COVERAGE_COLUMNS) :]]
        )

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[SummarizedCut]:
        """At most `limit` rows, from the cursor on or back."""
        cuts = self.read_cuts(values)
        page = take_page(cuts, values, turned=self.turned, limit=limit)
        if self.owner is not Contributor:
            whole = len(page) == len(cuts) and not (self.shapes or self.around)
            self.summaries = self.read_summaries(values, None if whole else page)
        return page

    def count(self, values: Mapping[str, Any]) -> int:
        """How many rows there are."""
        return len(self.read_cuts(values))

    def place(self, record: SummarizedCut) -> list[Any]:
        """Where a row stands: the values of a cursor."""
        return list[Any](record.place)

    def modified(self, records: list[SummarizedCut]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`; by a query of its own, since no row of the page need have a credit."""
        return read_last_modified()

    def entries(self, records: list[SummarizedCut]) -> list[JSONRow]:
        """The rows as orjson can write them."""
        FRAGMENT_CACHE.refresh_epoch()
        production, episode = (
            get_row_plan(ref, None, self.source.wording) for ref in (ProductionRef, EpisodeRef)
        )
        productions = FRAGMENT_CACHE.of(production, {cut.production for cut in records})
        episodes = FRAGMENT_CACHE.of(episode, {cut.episode for cut in records if cut.episode is not None})
        return [
            {
                "uid": cut.uid,
                "production": productions[cut.production],
                "episode": None if cut.episode is None else episodes[cut.episode],
                "number": cut.number,
                "length_frames": cut.length_frames,
                "status": cut.status,
                "named": summary.named,
                "withheld": summary.withheld,
                "unnamed": summary.unnamed,
                "ai": summary.ai,
            }
            for cut in records
            for summary in [self.summaries.get(cut.key, NOTHING)]
        ]

    plain = entries


NOTHING = CutSummary()
"""Of a cut without credits."""


def list_cuts_beside(cuts: list[SummarizedCut], uid: str) -> list[SummarizedCut]:
    """The cut of this uid with those before and after it in its episode; none where it is not among them."""
    middle = next((cut for cut in cuts if cut.uid == uid), None)
    if middle is None:
        return []
    own = [cut for cut in cuts if (cut.production, cut.episode) == (middle.production, middle.episode)]
    place = own.index(middle)
    return own[max(0, place - CUTS_BESIDE) : place + CUTS_BESIDE + 1]


def compile_cut_credits_query(credits: QuerySet[Credit], path: str, narrow: bool) -> PreparedQuery:
    """Compile the credits of cuts that belong to the entry at the end of the path; `narrow`: those that may be of the given cuts."""
    own = credits.filter(**{path: QueryValue("named", UUIDField())}, cut__isnull=False)
    if narrow:  # which cuts lie in a range is known once it is read
        own = own.filter(Q(InQueryList("cut_id", "cuts")) | Q(last_cut__isnull=False))
    return PreparedQuery(
        select_coverage(own).values_list(*COVERAGE_COLUMNS, *ROLE_COLUMNS), steady=credits is PUBLIC_CREDITS
    )


get_cut_credits_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_cut_credits_query)


def compile_cuts_of_entry_query(source: ListSource, shapes: ValueShapes, owner: type) -> PreparedQuery:
    """Compile the cuts; of a contributor those that their credits are of."""
    rows = source.filter_rows(shapes).order_by()
    if owner is Contributor:
        rows = rows.filter(InQueryList("pk", "cuts"))
    rows = rows.annotate(part=Coalesce("episode__sort_key", Value("")))
    return PreparedQuery(rows.values_list(*COLUMNS), steady=not shapes)


get_cuts_of_entry_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_cuts_of_entry_query)


class CutSummariesView(ListingView):
    """The cuts of one entry with what their credits say together, in the order of the film; all filters of cuts."""

    sizes = SUMMARY_PAGES
    plan: SummaryPlan | None = None

    def known_options(self) -> dict[str, str]:
        page_size = f"Rows on a page, 1 to {self.sizes.limit}; {self.sizes.usual} without it."
        return WORDING_PARAMETERS | PAGING_PARAMETERS | AROUND_PARAMETERS | {"page_size": page_size}

    def select_credits(self) -> QuerySet[Credit]:
        """The credits that the reader may see."""
        return PUBLIC_CREDITS

    def reader(self, asked: ListParams) -> Any:
        if self.plan is None:
            assert self.of is not None
            self.plan = SummaryPlan(
                self.source(),
                asked.shapes,
                asked.turned,
                self.keeps(asked),
                self.of,
                self.select_credits(),
                asked.around,
            )
        return self.plan

    def count(self, asked: ListParams) -> int:
        return int(self.reader(asked).count(asked.values))
