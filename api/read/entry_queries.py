"""One entry with everything that it refers to, in one query: for who writes, or is a member, and has no use of kept fragments.

A list reads each kind of entry that it refers to once and keeps it (`api.read.fragment_cache`); what a transaction has just
changed is nobody else's to keep, and read kind by kind it was most of what a write cost.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import ForeignKey, QuerySet

from api.read.compiled_serializers import JSONRow, RowPlan
from api.read.fragment_cache import FragmentCache
from api.read.prepared_queries import PreparedQuery, QueryValue, UidText


class EntryQuery:
    """The compiled query of a shape for one key; `rows` are those that may be asked for."""

    def __init__(self, shape: RowPlan, rows: QuerySet[Any]) -> None:
        self.shape = shape
        self.joined: list[tuple[RowPlan, slice]] = []
        sources = list(shape.sources)
        for name, other in shape.references:
            path = str(shape.sources[shape.names.index(name)]).removesuffix("_id")
            if is_own_foreign_key(shape, path) and has_only_columns(other):
                start = len(sources)
                sources += [prefix_path(path, source) for source in other.sources]
                self.joined.append((other, slice(start, len(sources))))
        key = QueryValue("key", shape.model._meta.pk)
        self.query = PreparedQuery(rows.filter(pk=key).values_list(*sources).order_by())

    def read(self, key: int) -> JSONRow:
        """The entry as orjson can write it. Raises IndexError where there is none."""
        record = self.query.run({"key": key})[0]
        known: dict[RowPlan, dict[int, Any]] = {}
        fragments = FragmentCache()
        for other, part in self.joined:
            columns = record[part]
            if columns[other.key] is not None:
                known.setdefault(other, {})[columns[other.key]] = other.rows([columns], fragments.of)[0]

        def refer(other: RowPlan, keys: Collection[int]) -> dict[int, Any]:
            here = known.get(other, {})
            missing = set(keys) - here.keys()
            return {**here, **(fragments.of(other, missing) if missing else {})}

        return self.shape.rows([record], refer)[0]


def is_own_foreign_key(shape: RowPlan, path: str) -> bool:
    """Whether the path is a foreign key of the entry's own table."""
    return any(
        isinstance(field, ForeignKey) and field.name == path for field in shape.model._meta.concrete_fields
    )


def has_only_columns(shape: RowPlan) -> bool:
    """Whether the shape is made of columns alone, so that a join brings all of it."""
    columns = all(isinstance(source, str | UidText) for source in shape.sources)
    return columns and not shape.references and not shape.children


def prefix_path(path: str, source: str | UidText) -> str | UidText:
    """A column of the entry that the path leads to."""
    if isinstance(source, UidText):
        return UidText(f"{path}__{source.column}")
    return f"{path}__{source}"
