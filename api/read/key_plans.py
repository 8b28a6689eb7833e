"""Lists whose order is no column of theirs: it comes as keys of entries, and of these the page's alone are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import orjson

from api.http.responses import encode_json
from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, ValueShapes
from api.read.compiled_serializers import JSONRow, RowPlan, get_row_plan
from api.read.fragment_cache import FRAGMENT_CACHE, build_epoch_subquery
from api.read.newest_event import build_newest_subquery, read_last_modified
from api.read.prepared_queries import InQueryList, PreparedQuery, ResultRow


@dataclass(frozen=True, kw_only=True)
class KeyPlan:
    """What `api.read.compiled_queries.ListPlan` is to lists that have their order in columns. A record begins with the key of its entry and
    ends with the moment of the newest event."""

    source: ListSource
    names: tuple[str, ...]
    """Members of a row."""
    shapes: ValueShapes
    """The parameters that narrow the list."""
    descending: bool
    turned: bool | None
    """As in `api.read.compiled_queries.compile_list_plan`."""
    kept: bool
    """Whether the compiled queries are worth keeping."""

    @cached_property
    def shape(self) -> RowPlan:
        return get_row_plan(self.source.serializer_class, self.names, self.source.wording)

    @property
    def is_backwards(self) -> bool:
        """Whether the last of what is asked for is read first."""
        return self.descending != bool(self.turned)

    def shown(self, keys: list[int], values: Mapping[str, Any]) -> dict[int, int]:
        """Those of the entries that are to be shown, each with the moment of the newest event.

        What changed since the last time is dropped first.
        """
        if not keys:
            return {}
        query = (get_shown_query if self.kept else compile_shown_query)(self.source, self.shapes)
        records = query.run({**values, "keys": keys, "low": FRAGMENT_CACHE.start()})
        if records:
            FRAGMENT_CACHE.sync_epoch(records[0][1])
        return {key: moment for key, _epoch, moment in records}

    def modified(self, records: list[ResultRow]) -> int | None:
        """As in `api.read.compiled_queries.ListPlan`."""
        return records[0][-1] if records else read_last_modified()

    def entries(self, records: list[ResultRow]) -> list[Any]:
        """What orjson can write, in the order of the records."""
        keys = [record[0] for record in records]
        found: dict[int, Any]
        if FRAGMENT_CACHE.keeps(self.shape):
            found = FRAGMENT_CACHE.of(self.shape, keys)
        else:
            rows = get_entries_query(self.shape).run({"keys": keys})
            entries = self.shape.rows(rows, FRAGMENT_CACHE.of)
            found = {row[self.shape.key]: entry for row, entry in zip(rows, entries, strict=True)}
        return [found[key] for key in keys]

    def plain(self, records: list[ResultRow]) -> list[JSONRow]:
        """The entries as dictionaries, for forms that are not JSON."""
        return [orjson.loads(encode_json(entry)) for entry in self.entries(records)]


@dataclass(frozen=True, kw_only=True)
class RankedPlan(KeyPlan):
    """A page of a list that is ranked as a whole: a roll, the roles that a text finds. A record is (key, rank, moment of the newest event)."""

    keys: list[int]
    """Of all entries, in their order, whatever the filters leave of them."""

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        """At most `limit` entries."""
        return next(self.slices(values, limit=limit, size=limit), [])

    def slices(self, values: Mapping[str, Any], *, limit: int, size: int) -> Iterator[list[ResultRow]]:
        """The same, `size` credits at a time."""
        ranked = self.rank(values)
        if not self.shapes:
            ranked = ranked[:limit]
        shown = self.shown([key for key, _rank in ranked], values)
        records = [(key, rank, shown[key]) for key, rank in ranked if key in shown][:limit]
        for start in range(0, len(records), size):
            yield records[start : start + size]

    def rank(self, values: Mapping[str, Any]) -> list[tuple[int, int]]:
        """Keys with their ranks as they are read: from the cursor's entry on, wherever that stands by now."""
        ranks = {key: rank for rank, key in enumerate(self.keys)}
        ranked = list(ranks.items())
        if self.turned is not None:
            rank, key = values["cursor"]
            last = ranks.get(key, rank)
            ranked = ranked[: max(last, 0)] if self.is_backwards else ranked[max(last + 1, 0) :]
        return ranked[::-1] if self.is_backwards else ranked

    def count(self, values: Mapping[str, Any]) -> int:
        """How many entries the filters leave."""
        return len(self.shown(self.keys, values))

    def place(self, record: ResultRow) -> list[Any]:
        """Where a record stands: the values of a cursor."""
        return [record[1], record[0]]


def compile_shown_query(source: ListSource, shapes: ValueShapes) -> PreparedQuery:
    """Those of some entries that the list shows: their keys, the epoch, the moment of the newest event."""
    rows = source.filter_rows(shapes).filter(InQueryList("pk", "keys")).order_by()
    rows = rows.annotate(epoch=build_epoch_subquery(), newest=build_newest_subquery()).values_list(
        "pk", "epoch", "newest"
    )
    return PreparedQuery(rows, steady=not shapes)


get_shown_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_shown_query)


@cache
def get_entries_query(shape: RowPlan) -> PreparedQuery:
    """Entries that are not kept as a whole, by their keys."""
    return PreparedQuery(
        shape.select(shape.model._base_manager.filter(InQueryList("pk", "keys"))).order_by(), steady=True
    )
