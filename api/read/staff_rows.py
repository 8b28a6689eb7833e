"""Credits of one production put together to rows of its staff: by role and person, or by role and reason for absence.

People whom nobody names stay together in one row with their number, and are never made one person: who withheld their
names are counted each once, as on a roll, and nothing tells which of the row's credits are whose (H5, H16).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from productions.credits.models.credits import derive_ai_state
from productions.rollkit.document.ai_counts import USED, combine_ai_answers
from productions.shared.choices import AbsenceReason, CreditKind

StaffPlace = tuple[str, int]
"""Where a row stands: a text by which rows are in the order of a roll, then the first credit's key."""


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


@dataclass(slots=True)
class StaffPart:
    """What was done in one episode."""

    whole: bool = False
    cuts: dict[str, str] = field(default_factory=dict)
    """uids by number."""


@dataclass(slots=True)
class StaffRow:
    """One row, while its credits are added in the order of the episodes."""

    first: StaffCredit
    """Whichever came first: for what all of them have in common."""
    position: int
    key: int
    """The least position and key of any."""
    credits: int = 0
    role_as_printed: dict[str, None] = field(default_factory=dict)
    credited_as: dict[str, None] = field(default_factory=dict)
    printed_as: dict[str, None] = field(default_factory=dict)
    affiliations: dict[int, None] = field(default_factory=dict)
    states: dict[str, None] = field(default_factory=dict)
    parts: dict[int | None, StaffPart] = field(default_factory=dict)
    heads: dict[tuple[int | None, int | None], tuple[int, int]] = field(default_factory=dict)
    """People and how many of them are named, by episode and cut."""
    counted: bool = False
    """Whether any credit says how many people."""
    withheld: set[int] = field(default_factory=set)
    on_screen: bool = False
    ai_answers: list[str] = field(default_factory=list)
    place: StaffPlace = ("", 0)
    """Set when all credits are in."""

    def add(self, credit: StaffCredit) -> None:
        """Count a credit in."""
        self.credits += 1
        self.position = min(self.position, credit.position)
        self.key = min(self.key, credit.key)
        if credit.role_as_printed:
            self.role_as_printed[credit.role_as_printed] = None
        if credit.credited_as:
            self.credited_as[credit.credited_as] = None
        if credit.printed_as:
            self.printed_as[credit.printed_as] = None
        self.states[credit.state] = None
        if credit.affiliation is not None:
            self.affiliations[credit.affiliation] = None
        self.on_screen |= credit.on_screen
        self.ai_answers.append(derive_ai_state(credit.ai_declared, credit.ai_recorded))
        self.add_part(credit)
        if credit.contributor is None or credit.kind != CreditKind.PERSON:
            self.add_heads(credit)

    def add_part(self, credit: StaffCredit) -> None:
        part = self.parts.get(credit.episode)
        if part is None:
            part = self.parts[credit.episode] = StaffPart()
        if credit.cut is None:
            part.whole = True
        else:
            assert credit.number is not None
            assert credit.cut_uid is not None
            part.cuts[credit.number] = credit.cut_uid

    def add_heads(self, credit: StaffCredit) -> None:
        if credit.absence_reason == AbsenceReason.WITHHELD_BY_CONTRIBUTOR:
            # A statement without a name is nobody else's: the credit's own key, which is no contributor's if negative.
            self.withheld.add(-credit.key if credit.stated_by is None else credit.stated_by)
            return
        scope = (credit.episode, credit.cut)
        people, named = self.heads.get(scope, (0, 0))
        self.heads[scope] = people + (credit.headcount or 1), named + (credit.named_count or 0)
        self.counted |= credit.headcount is not None

    def set_place(self) -> None:
        """By department, role, the named before the unnamed, position, reading of the name; as on a roll."""
        first = self.first
        text = (
            f"{first.department_order:010}.{first.role_order:010}.{first.role_code}.{first.contributor is None:d}."
            f"{self.position:010}.{first.sort_key or ''}"
        )
        self.place = text, self.key

    @property
    def headcount(self) -> int | None:
        """The people behind it, at least."""
        if self.withheld:
            return len(self.withheld)
        return max(self.heads.values())[0] if self.counted else None

    @property
    def named_count(self) -> int | None:
        """How many of them are named; of organizations and collectives."""
        if self.counted and self.first.kind != CreditKind.PERSON:
            return max(self.heads.values())[1]
        return None

    @property
    def cut_count(self) -> int:
        return sum(len(part.cuts) for part in self.parts.values())

    @property
    def ai(self) -> str:
        """What the credits say together of whether AI was used (H14)."""
        return combine_ai_answers(self.ai_answers)

    @property
    def ai_credits(self) -> int:
        return self.ai_answers.count(USED)


def group_staff(credits: Iterable[StaffCredit]) -> list[StaffRow]:
    """The rows, in the order of a roll. The credits come in the order of their episodes."""
    rows: dict[tuple[int, str, int | None, str], StaffRow] = {}
    for credit in credits:
        who = (credit.role, credit.kind, credit.contributor, credit.absence_reason)
        row = rows.get(who)
        if row is None:
            row = rows[who] = StaffRow(first=credit, position=credit.position, key=credit.key)
        row.add(credit)
    for row in rows.values():
        row.set_place()
    return sorted(rows.values(), key=lambda row: row.place)
