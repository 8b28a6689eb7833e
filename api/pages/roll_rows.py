"""Staff rows of the API as a roll has them: departments, in them roles, and beside each role its people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from productions.shared.choices import AbsenceReason


@dataclass(frozen=True)
class RoleLine:
    """One role with those who did it, in the order of the roll."""

    role: dict[str, Any]
    """`code` and `label` of the API's role."""
    printed: str
    """The role as the roll prints it, where that is another word than its label; else empty."""
    rows: list[dict[str, Any]]
    """Staff rows of the API: one for each person."""


@dataclass(frozen=True)
class DepartmentPart:
    """A part of the roll in one department. A roll may come back to a department later, in a part of its own."""

    department: dict[str, Any]
    lines: list[RoleLine]


def arrange_staff(rows: Iterable[dict[str, Any]]) -> list[DepartmentPart]:
    """Parts and lines of `productions/{uid}/staff/`, whose order stays as it is."""
    parts = [list(same) for _code, same in groupby(rows, key=lambda row: row["department"]["code"])]
    return [DepartmentPart(part[0]["department"], list(arrange_roles(part))) for part in parts]


def arrange_roles(rows: Iterable[dict[str, Any]]) -> Iterator[RoleLine]:
    """Neighbours with one role, printed alike, are one line."""
    for (_code, printed), same in groupby(rows, key=get_printed_role):
        people = list(same)
        label = people[0]["role"]["label"]
        yield RoleLine(people[0]["role"], "" if printed == label else printed, people)


def get_printed_role(row: dict[str, Any]) -> tuple[str, str]:
    """The role's code, and the words that the credits print for it."""
    return row["role"]["code"], " / ".join(row["role_as_printed"])


def list_unnamed(
    rows: Iterable[dict[str, Any]], lacking: Container[str] = frozenset()
) -> list[dict[str, Any]]:
    """Staff rows of work whose people are not named, however that came about, without those who asked for it themselves.

    A company is among them where it says how many people it had and does not name them all, or where its role is among the codes
    `lacking`: those of which the API's coverage says that people are not named. 企画 is participation and has none.
    """
    return [
        row
        for row in rows
        if row["absence_reason"] != AbsenceReason.WITHHELD_BY_CONTRIBUTOR
        and (
            row["contributor"] is None
            or (row["headcount"] or 0) > (row["named_count"] or 0)
            or (row["absence_reason"] and row["role"]["code"] in lacking)
        )
    ]


def count_withheld(rows: Iterable[dict[str, Any]]) -> int:
    """Staff rows of people who asked not to be named: one row is one person's."""
    return sum(row["absence_reason"] == AbsenceReason.WITHHELD_BY_CONTRIBUTOR for row in rows)
