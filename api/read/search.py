"""Pages of a search, the best matches first, read stage by stage (`productions.shared.search.Stage`) and only as far as needed.

A surname may be that of thousands. So a page is read from the matched names, whose order is that of an index, and
whether an entry may be shown (it is public and passes the list's other parameters) is asked of those alone that come
to the page. That is a query of its own: planning it costs more than finding that nobody has the name.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, CharField, Field

from api.read.compiled_queries import MAX_CACHED_PLANS, ListSource, build_cursor_condition
from api.read.key_plans import KeyPlan
from api.read.prepared_queries import PreparedQuery, ResultRow
from api.read.search_parameters import SearchParameter
from productions.shared.search import Stage, list_stages, may_be_near
from productions.shared.search_words import SearchWords

MATCH_FIELDS: Mapping[str, Field[Any, Any]] = {"place": CharField(), "pk": BigIntegerField()}
"""What orders the matches of one stage; a cursor has the stage before them (`api.read.compiled_queries.RANK_FIELDS`)."""
MAX_STEP_MATCHES = 5000
"""Matches looked at in one query, where most of those before were not to be shown."""


@dataclass(frozen=True, kw_only=True)
class SearchPlan(KeyPlan):
    """A search of one list. A record is (key, stage, place, key of the name, moment of the newest event)."""

    words: Hashable
    """The shape of `q`."""

    def read(self, values: Mapping[str, Any], *, limit: int) -> list[ResultRow]:
        """At most `limit` matches; where there are none at all, near misses."""
        found: list[ResultRow] = []
        for stage in self.stages(values):
            found += self.read_stage(stage, values, limit - len(found))
            if len(found) == limit:
                break
        return found if found or self.turned is not None else self.near(values, limit)

    def stages(self, values: Mapping[str, Any]) -> list[Stage]:
        """The stages from the cursor's on, in the direction of reading."""
        backwards = self.is_backwards
        stages = sorted(list_stages(get_search_words(self.source, self.words)), reverse=backwards)
        if self.turned is None:
            return stages
        start = values["cursor"][0]
        return [stage for stage in stages if (stage <= start if backwards else stage >= start)]

    def read_stage(self, stage: Stage, values: Mapping[str, Any], wanted: int) -> list[ResultRow]:
        """At most `wanted` matches of one stage that are to be shown."""
        found: list[ResultRow] = []
        after, size = self.turned is not None and values["cursor"][0] == stage, wanted
        while len(found) < wanted:
            make = get_match_query if self.kept else compile_match_query
            query = make(self.source, self.words, stage, after, self.is_backwards)
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
            size = min(size * 4, MAX_STEP_MATCHES)
        return found[:wanted]

    def near(self, values: Mapping[str, Any], limit: int) -> list[ResultRow]:
        """Near misses, the likest first; there is no page after them."""
        if not may_be_near(values["q"][0]):
            return []
        keys = self.source.queryset.near(values["q"][0])  # type: ignore[attr-defined]
        shown = self.shown(keys, values)
        return [(key, Stage.SLIP, "", 0, shown[key]) for key in keys if key in shown][: limit - 1]

    def place(self, record: ResultRow) -> list[Any]:
        """Where a record stands: the values of a cursor."""
        return [int(record[1]), *record[2:4]]


def get_search_words(source: ListSource, shape: Hashable) -> SearchWords:
    """Places for the values of `q`."""
    parameter = source.parameters["q"]
    assert isinstance(parameter, SearchParameter)
    return parameter.words(shape)


def compile_match_query(
    source: ListSource, words: Hashable, stage: Stage, after: bool, descending: bool
) -> PreparedQuery:
    """The matches of one stage: key of the entry, place, key of the name, whether it is the entry's first match."""
    entries: Any = source.queryset
    matches = entries.hits(stage, get_search_words(source, words))
    if after:
        matches = matches.filter(build_cursor_condition(MATCH_FIELDS, descending, start=1))
    matches = matches.order_by(*(f"-{column}" if descending else column for column in MATCH_FIELDS))
    return PreparedQuery(matches.values_list(f"{entries.OWNER}_id", *MATCH_FIELDS, "first"), steady=True)


get_match_query = lru_cache(maxsize=MAX_CACHED_PLANS)(compile_match_query)
