"""Who gave work to whom: `productions/{uid}/chain/` and `episodes/{uid}/chain/`, a row for each giver and taker.

Each credit says two steps at most: which company gave the work on (`contracted_by`) to the studio (`affiliation`, or the credited
organization itself), and whom the studio had do it. A page costs five queries (and two where there are ranges), however long: the
credits with a step, all cuts of the episodes concerned, whether names have changed, when anything did, and one for each kind of entry
not seen before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, get_row_plan
from api.read.episode_parts import collect_parts, describe_part, read_cut_ranges
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.list_views import ListingView
from api.read.newest_event import read_last_modified
from api.read.output_serializers.chain import ChainLinkOut
from api.read.output_serializers.references import ContributorRef, EpisodeRef, RoleRef, SegmentRef
from api.read.placed_rows import take_page
from api.read.prepared_queries import PreparedQuery, ResultRow, UidText
from api.read.query_params import PAGING_PARAMETERS, WORDING_PARAMETERS, ListParams, PageSizes
from productions.credits.services.ranges import RangeParts

CHAIN_PAGES = PageSizes(usual=2000, limit=2000)
"""Rows on a page, as of a staff list: there are not more links than rows of staff, but for the studios."""
CONTRACT, AFFILIATION = "contract", "affiliation"
COLUMNS = (
    "pk", "production_id", "role_id", "kind", "contributor_id", "contributor__sort_key", "affiliation_id", "affiliation__sort_key",
    "contracted_by_id", "contracted_by__sort_key", "episode_id", "cut_id", "cut__number", UidText("cut__uid"), "last_episode_id",
    "last_cut_id", "segment_id",
)  # fmt: skip
"""The columns of `ChainCredit`, in its order."""


class ChainCredit(NamedTuple):
    """One credit."""

    key: int
    production: int
    role: int
    kind: str
    contributor: int | None
    contributor_name: str | None
    affiliation: int | None
    affiliation_name: str | None
    contracted_by: int | None
    contracted_by_name: str | None
    episode: int | None
    cut: int | None
    number: str | None
    cut_uid: str | None
    last_episode: int | None
    last_cut: int | None
    segment: int | None


class Step(NamedTuple):
    """Who gave work to whom; `names` are the sort keys by which steps stand."""

    link: str
    giver: int
    taker: int | None
    names: str


class ChainLink(NamedTuple):
    """One row: where it stands, the step, and the credits that say it."""

    place: tuple[str, int]
    step: Step
    credits: list[ChainCredit]


def list_steps(credit: ChainCredit) -> Iterator[Step]:
    """The steps that a credit says, from the company that gave the work on to whoever did it."""
    person = (credit.contributor, credit.contributor_name)
    studio = (credit.affiliation, credit.affiliation_name)
    giver = (credit.contracted_by, credit.contracted_by_name)
    steps = [
        (CONTRACT, giver, person if studio[0] is None else studio),
        (AFFILIATION, studio, person),
    ]
    for link, (above, above_name), (below, below_name) in steps:
        if above is not None and above != below:
            # Contracts before staff, and who is not named last.
            text = f"{above_name}.{above}.{link == AFFILIATION:d}.{below is None:d}.{below_name or ''}.{below or ''}"
            yield Step(link, above, below, text)


def group_links(records: Iterable[ResultRow]) -> list[ChainLink]:
    """The rows, by the names of their givers and takers. The records are those of `ChainCredit`, in the order of a roll."""
    groups: dict[Step, list[ChainCredit]] = {}
    for credit in map(ChainCredit._make, records):
        for step in list_steps(credit):
            groups.setdefault(step, []).append(credit)
    links = (
        ChainLink((step.names, min(one.key for one in credits)), step, credits)
        for step, credits in groups.items()
    )
    return sorted(links, key=itemgetter(0))


@dataclass
class ChainPlan:
    """The links of one production or episode: what `api.read.compiled_queries.ListPlan` is to rows. A record is a `ChainLink`."""

    source: ListSource
    shapes: ValueShapes
    turned: bool | None
    kept: bool
    """Whether the compiled query is worth keeping."""
    links: list[ChainLink] | None = field(default=None, init=False)
    """All of them, once they were read."""

    @property
    def shape(self) -> ColumnPlan:
        """The members of a row."""
        contributor = get_row_plan(ContributorRef, None, self.source.wording)
        return ColumnPlan(ChainLinkOut.Meta.fields, [("giver", contributor), ("taker", contributor)])

    def read_all(self, values: Mapping[str, Any]) -> list[ChainLink]:
        """All rows that the filters leave."""
        if self.links is None:
            make = get_chain_query if self.kept else compile_chain_query
            self.links = group_links(chain.from_iterable(make(self.source, self.shapes).slices(values)))
        return self.links

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ChainLink]:
        """At most `limit` rows, from the cursor on or back."""
        return take_page(self.read_all(values), values, turned=self.turned, limit=limit)

    def count(self, values: Mapping[str, Any]) -> int:
        """How many rows there are."""
        return len(self.read_all(values))

    def place(self, record: ChainLink) -> list[Any]:
        """Where a row stands: the values of a cursor."""
        return list[Any](record.place)

    def modified(self, records: list[ChainLink]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`; by a query of its own, since a group's cannot carry it."""
        return read_last_modified()

    def entries(self, records: list[ChainLink]) -> list[JSONRow]:
        """The rows as orjson can write them."""
        FRAGMENT_CACHE.refresh_epoch()
        ranges = RangeParts(list({one.production for record in records for one in record.credits}))
        works = [collect_parts(record.credits, ranges) for record in records]
        fragments = read_chain_fragments(records, works, self.source.wording)
        cuts = read_cut_ranges(
            {
                (each, record.credits[0].production)
                for record, parts in zip(records, works, strict=True)
                for (each, _segment), part in parts.items()
                if part.cuts
            }
        )
        return [
            {
                "link": record.step.link,
                "giver": fragments.people[record.step.giver],
                "taker": None if record.step.taker is None else fragments.people[record.step.taker],
                "roles": [fragments.roles[key] for key in dict.fromkeys(one.role for one in record.credits)],
                "credits": len(record.credits),
                "cut_count": sum(len(part.cuts) for part in parts.values()),
                "episodes": [
                    describe_part(
                        None if each is None else fragments.episodes[each],
                        None if within is None else fragments.segments[within],
                        part.cuts,
                        cuts.get((each, record.credits[0].production)),
                        whole=part.whole,
                    )
                    for (each, within), part in parts.items()
                ],
            }
            for record, parts in zip(records, works, strict=True)
        ]

    plain = entries


class ChainFragments(NamedTuple):
    """The JSON of entries that rows refer to, by their keys."""

    people: Mapping[int, Any]
    roles: Mapping[int, Any]
    episodes: Mapping[int, Any]
    segments: Mapping[int, Any]


def read_chain_fragments(records: list[ChainLink], works: Sequence[Any], wording: Any) -> ChainFragments:
    """What the rows refer to, in the wording that is asked for; `works` are the parts of each row, by episode and segment."""
    contributor, role, episode, segment = (
        get_row_plan(ref, None, wording) for ref in (ContributorRef, RoleRef, EpisodeRef, SegmentRef)
    )
    people = {key for record in records for key in record.step[1:3] if key is not None}
    places = {place for parts in works for place in parts}
    return ChainFragments(
        FRAGMENT_CACHE.of(contributor, people),
        FRAGMENT_CACHE.of(role, {one.role for record in records for one in record.credits}),
        FRAGMENT_CACHE.of(episode, {each for each, _segment in places if each is not None}),
        FRAGMENT_CACHE.of(segment, {each for _episode, each in places if each is not None}),
    )


def compile_chain_query(source: ListSource, shapes: ValueShapes) -> PreparedQuery:
    """Compile the credits that say a step, in the order of roles and episodes."""
    said = Q(contracted_by__isnull=False) | Q(affiliation__isnull=False)
    rows = source.filter_rows(shapes).filter(said)
    ordered = rows.annotate(part=Coalesce("episode__sort_key", Value(""))).order_by(
        "role__department__order", "role__order", "role_id", "part", "episode_id", "pk"
    )
    return PreparedQuery(ordered.values_list(*COLUMNS), steady=not shapes)


get_chain_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_chain_query)


class ChainView(ListingView):
    """Who gave work to whom, one row for each giver and taker; all filters of credits."""

    sizes = CHAIN_PAGES
    plan: ChainPlan | None = None

    def known_options(self) -> dict[str, str]:
        page_size = f"Rows on a page, 1 to {self.sizes.limit}; {self.sizes.usual} without it."
        return WORDING_PARAMETERS | PAGING_PARAMETERS | {"page_size": page_size}

    def reader(self, asked: ListParams) -> Any:
        if self.plan is None:
            self.plan = ChainPlan(self.source(), asked.shapes, asked.turned, self.keeps(asked))
        return self.plan

    def count(self, asked: ListParams) -> int:
        return int(self.reader(asked).count(asked.values))
