"""Groups of so few people that a number would tell of them: counted together with their neighbours, and never alone.

What is left of a group cannot be computed either: of two or more rows that are counted together only the sum is told, and it is at
least LEAST_PEOPLE, so that each row of it may have been more than one number. The sums of all tables are told, and say no more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

LEAST_PEOPLE = 5
"""People without whom a group is not shown alone: what offices of statistics use for counts of persons."""


@dataclass(frozen=True)
class GroupCount:
    """One row: its credits, and who is behind them; of more than LEAST_PEOPLE people any LEAST_PEOPLE of them are enough."""

    row: str
    credits: int
    people: frozenset[Hashable]


@dataclass(frozen=True)
class ShownGroup:
    """Rows that are told together, mostly one. `credits` None: fewer than LEAST_PEOPLE people, or credits, in all of them; perhaps none."""

    rows: tuple[str, ...]
    credits: int | None


def merge_small_groups(counts: Iterable[GroupCount]) -> list[ShownGroup]:
    """The same rows in the same order, those next to one another together until each group has as many people, and as many credits.

    What is left at the end goes with the group before. A row without credits is treated as one with a few. Credits count as well since
    one of them may be of many people: where only one row can have it, the others would be known to have none.
    """
    groups: list[list[GroupCount]] = []
    waiting: list[GroupCount] = []
    for count in counts:
        waiting.append(count)
        people = frozenset[Hashable]().union(*(each.people for each in waiting))
        if min(len(people), sum(each.credits for each in waiting)) >= LEAST_PEOPLE:
            groups.append(waiting)
            waiting = []
    if waiting and not groups:
        return [ShownGroup(tuple(each.row for each in waiting), None)]
    if waiting:
        groups[-1] += waiting
    return [
        ShownGroup(tuple(each.row for each in group), sum(each.credits for each in group)) for group in groups
    ]
