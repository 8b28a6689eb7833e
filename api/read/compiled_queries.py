"""Compiled lists: a query set, narrowed, ordered and cut down to the columns of a shape, as SQL that is kept."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import orjson
from django.db.models import BigIntegerField, CharField, Exists, Field, IntegerField, Q, QuerySet, UUIDField

from api.http.responses import encode_json
from api.read.compiled_serializers import (
    DEFAULT_WORDING,
    JSONRow,
    RowPlan,
    Wording,
    get_row_plan,
    get_worded_serializer,
)
from api.read.filter_fields import FilterParameter, match_unique_column
from api.read.fragment_cache import FRAGMENT_CACHE, build_epoch_subquery
from api.read.newest_event import build_newest_subquery, read_last_modified
from api.read.prepared_queries import PreparedQuery, QueryValue, ResultRow

MAX_CACHED_PLANS = 512

RANK_FIELDS: Mapping[str, Field[Any, Any]] = {
    "stage": IntegerField(), "place": CharField(), "name": BigIntegerField()
}  # fmt: skip
"""What orders a search: how well an entry matches, and where its best match stands (`api.read.search`)."""
ROLL_FIELDS: Mapping[str, Field[Any, Any]] = {"rank": IntegerField(), "id": BigIntegerField()}
"""What orders a roll: where a credit stands in it, and its key (`api.read.roll_order`)."""
COMPUTED_FIELDS = {**RANK_FIELDS, **ROLL_FIELDS}

BY_UID: Mapping[str, tuple[str, ...]] = MappingProxyType({"uid": ("uid",)})
"""The orderings of a list that has no other: by uid, which is by time of entry."""

ValueShapes = tuple[tuple[str, Hashable], ...]
"""The parameters that narrow a list, each with its shape, in the order of their names."""


@dataclass(frozen=True)
class ListSource:
    """What a list is made of: public rows, the shape's declaration, parameters, and the entry in the address."""

    queryset: QuerySet[Any]
    serializer_class: Any
    parameters: Mapping[str, FilterParameter] = field(default_factory=dict)
    orderings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: BY_UID)
    named: tuple[str, Field[Any, Any]] | None = None
    """The path to the entry that the address names, and the kind of column that it is."""
    narrow: str = ""
    """The query set's method that takes its value, where no column leads to the entry."""

    wording: Wording = DEFAULT_WORDING

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def filter_rows(self, shapes: ValueShapes) -> QuerySet[Any]:
        """The rows that parameters of these shapes leave."""
        rows = self.queryset.all()
        if self.named is not None:
            path, field = self.named
            value = QueryValue("named", field)
            rows = getattr(rows, self.narrow)(value) if self.narrow else filter_named(rows, path, value)
        linked: dict[Any, Any] = {}
        for name, shape in shapes:
            parameter = self.parameters[name]
            if parameter.link is None:
                rows = parameter.apply(rows, shape)
            else:
                linked[parameter.link] = parameter.apply(linked.get(parameter.link, parameter.link()), shape)
        for others in linked.values():
            rows = rows.filter(Exists(others.order_by()))
        return rows

    def columns(self, ordering: str) -> tuple[str, ...]:
        """The columns that an ordering's name stands for."""
        return self.orderings[ordering.removeprefix("-")]

    def fields(self, ordering: str) -> dict[str, Field[Any, Any]]:
        """The same, each with its kind."""
        field_of = self.queryset.model._meta.get_field
        return {column: COMPUTED_FIELDS.get(column) or field_of(column) for column in self.columns(ordering)}


def filter_named(rows: Any, path: str, value: QueryValue) -> Any:
    """The rows of the entry that an address names; of one that may lie in a range, with the ranges around it."""
    column = path.removesuffix("__uid")
    if column in getattr(rows, "RANGES", ()):
        return rows.held_by(column, [value])
    return rows.filter(match_unique_column(rows.model, path, value))


def make_named_column(path: str) -> tuple[str, Field[Any, Any]]:
    """What an address names, for `ListSource.named`: codes are texts, all others uids."""
    return path, CharField() if path.endswith("code") else UUIDField()


@cache
def apply_wording(source: ListSource, wording: Wording) -> ListSource:
    """The same, with names and labels written like this."""
    shown = get_worded_serializer(source.serializer_class, wording)
    return replace(source, serializer_class=shown, wording=wording) if wording != DEFAULT_WORDING else source


@dataclass(frozen=True)
class ListPlan:
    """A compiled list. A row of its query has the shape's columns (or only the key), the ordering's, the epoch, the newest
    event's moment."""

    query: PreparedQuery
    shape: RowPlan
    whole: bool
    """Whether the entries are kept as a whole, so that the query reads no more than their keys."""
    ordering: tuple[int, ...]
    """The places of the ordering's columns."""

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        """At most `limit` rows of the query."""
        return [record for records in self.slices(values, limit=limit, size=limit) for record in records]

    def slices(self, values: Mapping[str, Any], *, limit: int, size: int) -> Iterator[list[ResultRow]]:
        """The same, `size` rows at a time; what changed since the last time is dropped first."""
        for records in self.query.slices({**values, "low": FRAGMENT_CACHE.start()}, limit=limit, size=size):
            FRAGMENT_CACHE.sync_epoch(records[0][-2])
            yield records

    def modified(self, records: list[ResultRow]) -> int | None:
        """The moment of the newest event when they were read; None where the ledger has none."""
        return records[0][-1] if records else read_last_modified()

    def place(self, record: ResultRow) -> list[Any]:
        """Where a record stands in the ordering: the values of a cursor."""
        return [record[column] for column in self.ordering]

    def entries(self, records: list[ResultRow]) -> list[Any]:
        """What orjson can write, in the order of the records."""
        if not self.whole:
            return self.shape.rows(records, FRAGMENT_CACHE.of)
        found = FRAGMENT_CACHE.of(self.shape, [record[0] for record in records])
        return [found[record[0]] for record in records]

    def plain(self, records: list[ResultRow]) -> list[JSONRow]:
        """The entries as dictionaries, for forms that are not JSON."""
        entries = self.entries(records)
        return [orjson.loads(encode_json(entry)) for entry in entries] if self.whole else entries


def compile_list_plan(
    source: ListSource,
    names: tuple[str, ...],
    shapes: ValueShapes,
    ordering: str,
    turned: bool | None,
) -> ListPlan:
    """Compile. `turned` is None without a cursor, True for the page before one."""
    columns = source.columns(ordering)
    descending = ordering.startswith("-") != bool(turned)
    rows = source.filter_rows(shapes)
    rows = rows.order_by(*(f"-{column}" if descending else column for column in columns))
    if turned is not None:
        rows = rows.filter(build_cursor_condition(source.fields(ordering), descending))
    shape = get_row_plan(source.serializer_class, names, source.wording)
    whole = FRAGMENT_CACHE.keeps(shape)
    sources = ("pk",) if whole else shape.sources
    shown = dict(zip(names, range(len(names)), strict=True)) if not whole else {}
    more = [column for column in columns if column not in shown]
    places = shown | {column: len(sources) + place for place, column in enumerate(more)}
    query = PreparedQuery(
        rows.annotate(epoch=build_epoch_subquery(), newest=build_newest_subquery()).values_list(
            *sources, *more, "epoch", "newest"
        ),
        steady=not shapes,
    )
    return ListPlan(query, shape, whole, tuple(places[column] for column in columns))


get_list_plan = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_list_plan)


def build_cursor_condition(fields: Mapping[str, Field[Any, Any]], descending: bool, *, start: int = 0) -> Q:
    """The rows that follow the cursor's: `(a, b) > (x, y)`, said so that an index on a, b is used.

    The cursor's values of these columns begin at `start`.
    """
    way = "lt" if descending else "gt"
    columns = list(fields)
    places = [QueryValue("cursor", field, place) for place, field in enumerate(fields.values(), start)]
    condition = Q()
    for place, column in enumerate(columns):
        same = dict(zip(columns[:place], places[:place], strict=True))
        condition |= Q(**same, **{f"{column}__{way}": places[place]})
    if len(columns) > 1:
        condition &= Q(**{f"{columns[0]}__{way}e": places[0]})
    return condition
