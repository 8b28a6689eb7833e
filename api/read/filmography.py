"""A contributor's productions, the newest first, each with the roles, episodes and cuts: `contributors/{uid}/filmography/`.

A page costs five queries, however long: the productions, their credits, all cuts of the episodes concerned (a range may
only span cuts that are all theirs), whether names have changed and when anything did; and one for each kind of entry not
seen before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import ColumnPlan, JSONRow, Wording, get_row_plan
from api.read.episode_parts import describe_part, read_cut_ranges, spread_range, spread_ranges
from api.read.fragment_cache import FRAGMENT_CACHE
from api.read.list_views import ListingView
from api.read.newest_event import read_last_modified
from api.read.output_serializers.filmography import FilmographyOut
from api.read.output_serializers.references import EpisodeRef, ProductionRef, RoleRef, SegmentRef
from api.read.prepared_queries import InQueryList, PreparedQuery, QueryValue, ResultRow, UidText
from api.read.query_params import PAGING_PARAMETERS, WORDING_PARAMETERS, ListParams
from productions.credits.services.ranges import RangeParts


class FilmedCredit(NamedTuple):
    """One credit."""

    production: int
    role: int
    episode: int | None
    cut: int | None
    number: str | None
    cut_uid: str | None
    credited_as: str
    role_as_printed: str
    language: str
    on_screen: bool
    last_episode: int | None
    last_cut: int | None
    segment: int | None


@dataclass(frozen=True)
class FilmographyPlan:
    """Productions of one contributor: what `api.read.compiled_queries.ListPlan` is to rows. A record is (production, credits, year)."""

    source: ListSource
    shapes: ValueShapes
    turned: bool | None
    kept: bool
    """Whether the compiled queries are worth keeping."""
    values: Mapping[str, Any]

    @property
    def shape(self) -> ColumnPlan:
        """The members of a production's row."""
        production = get_row_plan(ProductionRef, None, self.source.wording)
        return ColumnPlan(FilmographyOut.Meta.fields, (("production", production),))

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        """At most `limit` productions."""
        make = get_works_query if self.kept else compile_works_query
        return make(self.source, self.shapes, self.turned).run(values, limit=limit)

    def count(self, values: Mapping[str, Any]) -> int:
        """How many productions there are."""
        return compile_works_query(self.source, self.shapes, None).count(values)

    def place(self, record: ResultRow) -> list[Any]:
        """Where a production stands: the values of a cursor."""
        return [record[2], record[0]]

    def modified(self, records: list[ResultRow]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`; by a query of its own, since a group's cannot carry it."""
        return read_last_modified()

    def entries(self, records: list[ResultRow]) -> list[JSONRow]:
        """The productions as orjson can write them."""
        if not records:
            return []
        FRAGMENT_CACHE.refresh_epoch()
        works = [record[0] for record in records]
        make = get_credits_query if self.kept else compile_credits_query
        rows = make(self.source, self.shapes).run({**self.values, "works": works})
        credits = [FilmedCredit(*row[: len(FilmedCredit._fields)]) for row in rows]
        shown = FilmographyPage(credits, works, self.source.wording)
        by_work = {work: list(done) for work, done in groupby(credits, key=lambda credit: credit.production)}
        return [
            {
                "production": shown.productions[work],
                "credits": count,
                "roles": shown.roles_of(by_work.get(work, [])),
            }
            for work, count, _year in records
        ]

    plain = entries


class FilmographyPage:
    """What a page shows, read at once for all its credits."""

    def __init__(self, credits: list[FilmedCredit], works: list[int], wording: Wording) -> None:
        production, role, episode, segment = (
            get_row_plan(ref, None, wording) for ref in (ProductionRef, RoleRef, EpisodeRef, SegmentRef)
        )
        self.productions = FRAGMENT_CACHE.of(production, works)
        self.roles = FRAGMENT_CACHE.of(role, {credit.role for credit in credits})
        self.inside = RangeParts(works)
        spread = [piece for credit in credits for piece in spread_range(credit, self.inside)]
        self.episodes = FRAGMENT_CACHE.of(episode, {credit.episode for credit in spread} - {None})
        self.segments = FRAGMENT_CACHE.of(
            segment, {each.segment for each in credits if each.segment is not None}
        )
        self.ranges = read_cut_ranges(
            {(credit.episode, credit.production) for credit in spread if credit.cut is not None}
        )

    def roles_of(self, credits: list[FilmedCredit]) -> list[JSONRow]:
        """The roles of one production, in the order of the credits."""
        rows = []
        for role, done in groupby(credits, key=lambda credit: credit.role):
            own = list(done)
            names = dict.fromkeys(credit.credited_as for credit in own if credit.credited_as)
            printed = dict.fromkeys(
                (credit.role_as_printed, credit.language or None) for credit in own if credit.role_as_printed
            )
            pieces = spread_ranges(own, self.inside)
            places: dict[tuple[int | None, int | None], list[FilmedCredit]] = {}
            for piece in pieces:
                places.setdefault((piece.episode, piece.segment), []).append(piece)
            parts = [self.part(group) for group in places.values()]
            rows.append(
                {
                    "role": self.roles[role],
                    "role_as_printed": list(dict.fromkeys(text for text, _language in printed)),
                    "printed_roles": [{"text": text, "language": language} for text, language in printed],
                    "credited_as": list(names),
                    "credits": len(own),
                    "uncredited": is_uncredited(own),
                    "episodes": parts,
                }
            )
        return rows

    def part(self, credits: list[FilmedCredit]) -> JSONRow:
        """What was done in one episode or segment."""
        segment = credits[0].segment
        place = (credits[0].episode, credits[0].production)
        part = describe_part(
            None if place[0] is None else self.episodes[place[0]],
            None if segment is None else self.segments[segment],
            {credit.number: str(credit.cut_uid) for credit in credits if credit.number is not None},
            self.ranges.get(place),
            whole=any(credit.cut is None for credit in credits),
        )
        return part | {"uncredited": is_uncredited(credits)}


def is_uncredited(credits: list[FilmedCredit]) -> bool:
    """Whether none of the credits was on the screen."""
    return not any(credit.on_screen for credit in credits)


def compile_works_query(source: ListSource, shapes: ValueShapes, turned: bool | None) -> PreparedQuery:
    """Compile the productions: key, number of credits, year (0 where it is not known)."""
    works = source.filter_rows(shapes).order_by().values("production_id")
    works = works.annotate(credits=Count("pk"), when=Coalesce(Max("release_year"), 0))
    return finish_works_query(works, turned, "production_id", "credits", "when")


def finish_works_query(works: QuerySet[Any, Any], turned: bool | None, *columns: str) -> PreparedQuery:
    """Compile grouped productions that have their year in `when`, newest first, from the cursor on or back."""
    if turned is not None:
        when, work = (QueryValue("cursor", BigIntegerField(), place) for place in range(2))
        way, on = ("gt", "lt") if turned else ("lt", "gt")
        works = works.filter(Q(**{f"when__{way}": when}) | Q(when=when, **{f"production_id__{on}": work}))
    order = ("when", "-production_id") if turned else ("-when", "production_id")
    return PreparedQuery(works.order_by(*order).values_list(*columns))


def compile_credits_query(source: ListSource, shapes: ValueShapes) -> PreparedQuery:
    """Compile the credits in some productions, in the order of a roll."""
    rows = source.filter_rows(shapes).filter(InQueryList("production_id", "works"))
    first = Coalesce("episode__sort_key", Value(""))
    return PreparedQuery(
        rows.annotate(part=first)
        .order_by(
            "production_id",
            "role__department__order",
            "role__order",
            "role_id",
            "part",
            "episode_id",
            "position",
            "pk",
        )
        .values_list(
            "production_id",
            "role_id",
            "episode_id",
            "cut_id",
            "cut__number",
            UidText("cut__uid"),
            "credited_as",
            "role_as_printed",
            "role_as_printed_language",
            "on_screen",
            "last_episode_id",
            "last_cut_id",
            "segment_id",
        )
    )


get_works_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_works_query)
get_credits_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_credits_query)


class FilmographyView(ListingView):
    """The productions of one contributor, newest first, each with roles, episodes and cuts; all filters of credits."""

    def known_options(self) -> dict[str, str]:
        return WORDING_PARAMETERS | PAGING_PARAMETERS

    def reader(self, asked: ListParams) -> Any:
        return FilmographyPlan(self.source(), asked.shapes, asked.turned, self.keeps(asked), asked.values)

    def count(self, asked: ListParams) -> int:
        return int(self.reader(asked).count(asked.values))
