"""Pages of a search, the best matches first, read stage by stage (`productions.search.Stage`) and only as far as needed.

A surname may be that of thousands. So a page is read from the matched names, whose order is that of an index, and
whether an entry may be shown (it is public and passes the list's other parameters) is asked of those alone that come
to the page. That is a query of its own: planning it costs more than finding that nobody has the name.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import orjson
from django.db.models import BigIntegerField, CharField, Field

from api.fragments import FRAGMENTS, epoch
from api.modified import newest, read_newest
from api.parameters import Search
from api.plans import KEPT_PLANS, Shapes, Source, beyond
from api.prepared import Among, Prepared, Record
from api.rows import Row, Shape, dump, shape_of
from productions.search import Stage, Words, may_be_near, stages_of

MATCH: Mapping[str, Field[Any, Any]] = {"place": CharField(), "pk": BigIntegerField()}
"""What orders the matches of one stage; a cursor has the stage before them (`api.plans.RANK`)."""
LARGEST_STEP = 5000
"""Matches looked at in one query, where most of those before were not to be shown."""


@dataclass(frozen=True)
class Ranking:
    """A search of one list: what `api.plans.Plan` is to other orders. A record is (key, stage, place, key of the name,
    moment of the newest event)."""

    source: Source
    names: tuple[str, ...]
    shapes: Shapes
    """The other parameters of the list."""
    words: Hashable
    """The shape of `q`."""
    descending: bool
    turned: bool | None
    """As in `api.plans.make_plan`."""
    kept: bool
    """Whether the compiled queries are worth keeping."""

    @cached_property
    def shape(self) -> Shape:
        return shape_of(self.source.serializer_class, self.names, self.source.wording)

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[Record]:
        """At most `limit` matches; where there are none at all, near misses."""
        found: list[Record] = []
        for stage in self.stages(values):
            found += self.of_stage(stage, values, limit - len(found))
            if len(found) == limit:
                break
        return found if found or self.turned is not None else self.near(values, limit)

    @property
    def backwards(self) -> bool:
        """Whether the worst of what is asked for is read first."""
        return self.descending != bool(self.turned)

    def stages(self, values: Mapping[str, Any]) -> list[Stage]:
        """The stages from the cursor's on, in the direction of reading."""
        backwards = self.backwards
        stages = sorted(stages_of(words_of(self.source, self.words)), reverse=backwards)
        if self.turned is None:
            return stages
        start = values["cursor"][0]
        return [stage for stage in stages if (stage <= start if backwards else stage >= start)]

    def of_stage(self, stage: Stage, values: Mapping[str, Any], wanted: int) -> list[Record]:
        """At most `wanted` matches of one stage that are to be shown."""
        found: list[Record] = []
        after, size = self.turned is not None and values["cursor"][0] == stage, wanted
        while len(found) < wanted:
            make = kept_matches if self.kept else make_matches
            query = make(self.source, self.words, stage, after, self.backwards)
            records = query.run(values, limit=size)
            shown = self.shown([record[0] for record in records if record[-1]], values)
            found += [
                (key, stage, place, name, shown[key])
                for key, place, name, first in records
                if first and key in shown
            ]
            if len(records) < size:
                break
            values, after = {**values, "cursor": [stage, *records[-1][1:3]]}, True
            size = min(size * 4, LARGEST_STEP)
        return found[:wanted]

    def near(self, values: Mapping[str, Any], limit: int) -> list[Record]:
        """Near misses, the likest first; there is no page after them."""
        if not may_be_near(values["q"][0]):
            return []
        keys = self.source.queryset.near(values["q"][0])  # type: ignore[attr-defined]
        shown = self.shown(keys, values)
        return [(key, Stage.HOLDS, "", 0, shown[key]) for key in keys if key in shown][: limit - 1]

    def shown(self, keys: list[int], values: Mapping[str, Any]) -> dict[int, int]:
        """Those of the entries that are to be shown, each with the moment of the newest event.

        What changed since the last time is dropped first.
        """
        if not keys:
            return {}
        query = (kept_shown if self.kept else make_shown)(self.source, self.shapes)
        records = query.run({**values, "keys": keys, "low": FRAGMENTS.start()})
        if records:
            FRAGMENTS.meet(records[0][1])
        return {key: moment for key, _epoch, moment in records}

    def modified(self, records: list[Record]) -> int | None:
        """As in `api.plans.Plan`."""
        return records[0][-1] if records else read_newest()

    def place(self, record: Record) -> list[Any]:
        """Where a record stands: the values of a cursor."""
        return [int(record[1]), *record[2:4]]

    def entries(self, records: list[Record]) -> list[Any]:
        """What orjson can write, in the order of the records."""
        keys = [record[0] for record in records]
        found: dict[int, Any]
        if FRAGMENTS.keeps(self.shape):
            found = FRAGMENTS.of(self.shape, keys)
        else:
            rows = entries_by_key(self.shape).run({"keys": keys})
            entries = self.shape.rows(rows, FRAGMENTS.of)
            found = {row[self.shape.key]: entry for row, entry in zip(rows, entries, strict=True)}
        return [found[key] for key in keys]

    def plain(self, records: list[Record]) -> list[Row]:
        """The entries as dictionaries, for forms that are not JSON."""
        return [orjson.loads(dump(entry)) for entry in self.entries(records)]


def words_of(source: Source, shape: Hashable) -> Words:
    """Places for the values of `q`."""
    parameter = source.parameters["q"]
    assert isinstance(parameter, Search)
    return parameter.words(shape)


def make_matches(source: Source, words: Hashable, stage: Stage, after: bool, descending: bool) -> Prepared:
    """The matches of one stage: key of the entry, place, key of the name, whether it is the entry's first match."""
    entries: Any = source.queryset
    matches = entries.hits(stage, words_of(source, words))
    if after:
        matches = matches.filter(beyond(MATCH, descending, start=1))
    matches = matches.order_by(*(f"-{column}" if descending else column for column in MATCH))
    return Prepared(matches.values_list(f"{entries.OWNER}_id", *MATCH, "first"), steady=True)


def make_shown(source: Source, shapes: Shapes) -> Prepared:
    """Those of some entries that the list shows: their keys, the epoch, the moment of the newest event."""
    rows = source.narrowed(shapes).filter(Among("pk", "keys")).order_by()
    rows = rows.annotate(epoch=epoch(), newest=newest()).values_list("pk", "epoch", "newest")
    return Prepared(rows, steady=not shapes)


kept_matches = lru_cache(maxsize=KEPT_PLANS)(make_matches)
kept_shown = lru_cache(maxsize=KEPT_PLANS)(make_shown)


@cache
def entries_by_key(shape: Shape) -> Prepared:
    """Entries that are not kept as a whole, by their keys."""
    return Prepared(
        shape.select(shape.model._base_manager.filter(Among("pk", "keys"))).order_by(), steady=True
    )
