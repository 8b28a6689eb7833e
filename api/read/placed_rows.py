"""Pages of rows that are made in memory, each with its place among them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar


class HasPlace(Protocol):
    """A row; `place` orders it."""

    @property
    def place(self) -> tuple[Any, ...]: ...


P = TypeVar("P", bound=HasPlace)


def take_page(rows: Sequence[P], values: Mapping[str, Any], *, turned: bool | None, limit: int) -> list[P]:
    """At most `limit` of the rows: the first ones, or with `turned` those from the cursor on (False) or back (True)."""
    if turned is None:
        return list(rows[:limit])
    cursor = tuple(values["cursor"])
    if turned:
        return [row for row in reversed(rows) if row.place < cursor][:limit]
    return [row for row in rows if row.place > cursor][:limit]
