"""Credits of one production put together to rows of its staff: by role and person, or by role and reason for absence.

People whom nobody names stay together in one row with their number, and are never made one person: who withheld their
names are counted each once, as on a roll, and nothing tells which of the row's credits are whose (H5, H16).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from api.read.episode_parts import collect_parts
from api.read.prepared_queries import ResultRow
from productions.credits.models.credits import derive_ai_state
from productions.credits.services.ranges import RangeParts
from productions.shared.choices import AbsenceReason, CreditKind

StaffPlace = tuple[str, int]
"""Where a row stands: a text by which rows are in the order of the roll, then the first credit's key."""


class StaffCredit(NamedTuple):
    """One credit."""

    key: int
    production: int
    department: int
    department_order: int
    role: int
    role_order: int
    role_code: str
    role_as_printed: str
    kind: str
    contributor: int | None
    sort_key: str | None
    credited_as: str
    printed_as: str
    affiliation: int | None
    episode: int | None
    cut: int | None
    number: str | None
    cut_uid: str | None
    position: int
    headcount: int | None
    named_count: int | None
    absence_reason: str
    stated_by: int | None
    """Who withheld their name: to count people, and never shown."""
    on_screen: bool
    state: str
    ai_declared: str
    ai_recorded: bool
    last_episode: int | None
    last_cut: int | None
    segment: int | None


def find_columns(*names: str) -> Any:
    """What takes these columns out of a row of the query."""
    return itemgetter(*map(StaffCredit._fields.index, names))


get_group = find_columns("role", "kind", "contributor", "absence_reason")
"""What the credits of one row of the staff have in common."""
get_order = find_columns("position", "key")


class StaffRow(NamedTuple):
    """One row of the staff: where it stands, and its credits as the query gave them, in the order of the episodes."""

    place: StaffPlace
    credits: list[ResultRow]


def group_staff(records: Iterable[ResultRow], ranks: Mapping[int, int]) -> list[StaffRow]:
    """The rows, in the order of the roll. The records are those of `StaffCredit`, in the order of the episodes; `ranks` are their places
    in the roll by key, none where nobody gave it an order.

    They stay as they are: only the rows of a page are looked at closely, and plain tuples are light for the collector.
    """
    groups: dict[Any, list[ResultRow]] = {}
    for record in records:
        groups.setdefault(get_group(record), []).append(record)
    places = (
        (find_given_place(credits, ranks) if ranks else find_place(credits), credits)
        for credits in groups.values()
    )
    return sorted((StaffRow(place, credits) for place, credits in places), key=itemgetter(0))


def find_given_place(records: list[ResultRow], ranks: Mapping[int, int]) -> StaffPlace:
    """The place of the first of the credits in the roll."""
    last = len(ranks)  # of a credit that came to be seen only after the roll was read
    rank, key = min((ranks.get(record[0], last), record[0]) for record in records)
    return f"{rank:010}", key


def find_place(records: list[ResultRow]) -> StaffPlace:
    """By department, role, the named before the unnamed, position, reading of the name; as on a roll without an order."""
    first = StaffCredit._make(records[0])
    position, key = (
        map(min, zip(*map(get_order, records), strict=True)) if records[1:] else get_order(records[0])
    )
    text = (
        f"{first.department_order:010}.{first.role_order:010}.{first.role_code}.{first.contributor is None:d}."
        f"{position:010}.{first.sort_key or ''}"
    )
    return text, key


class StaffSummary:
    """What the credits of one row say together."""

    def __init__(self, row: StaffRow, ranges: RangeParts) -> None:
        self.credits = [StaffCredit._make(record) for record in row.credits]
        self.first = self.credits[0]
        self.parts = collect_parts(self.credits, ranges)

    @property
    def affiliations(self) -> list[int]:
        """The studios, each once."""
        return list(dict.fromkeys(one.affiliation for one in self.credits if one.affiliation is not None))

    @property
    def cut_count(self) -> int:
        return sum(len(part.cuts) for part in self.parts.values())

    def count_heads(self) -> tuple[int | None, int | None]:
        """The people behind the row, at least, and how many of them are named."""
        first = self.first
        if first.absence_reason == AbsenceReason.WITHHELD_BY_CONTRIBUTOR:
            # Where a statement has no name, the credit is counted by itself.
            people = {(one.stated_by, one.stated_by is None and one.key) for one in self.credits}
            return len(people), None
        if all(one.headcount is None for one in self.credits):
            return None, None
        scopes: dict[tuple[int | None, int | None], tuple[int, int]] = {}
        for one in self.credits:
            scope = (one.episode, one.cut)
            heads, named = scopes.get(scope, (0, 0))
            scopes[scope] = heads + (one.headcount or 1), named + (one.named_count or 0)
        most, named = max(scopes.values())
        return most, None if first.kind == CreditKind.PERSON else named

    def list_ai_answers(self) -> list[str]:
        """Of each credit, whether AI was used (H14)."""
        return [derive_ai_state(one.ai_declared, one.ai_recorded) for one in self.credits]
