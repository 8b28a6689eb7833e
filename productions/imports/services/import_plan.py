"""What a file would do to a production, before anything is stored: five groups of credits, what is told, and what is left to choose."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from productions.credits.models.credits import Credit
from productions.imports.services.choices import Choice
from productions.imports.services.cut_plan_rows import CutOfPlan, PlacementOfPlan
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow, SheetColumn
from productions.shared.intake_choices import ImportKind, PlanGroup
from productions.shared.models import Record


class CreditDifference(NamedTuple):
    """A field of a credit that the file says otherwise: as it is, and as the file has it."""

    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class PlannedCredit:
    """A credit of a file and what would become of it.

    `values` are those of `credits.enter_credit`. `credit` is the one that is there already (changed, same, gone), `problems` are sentences,
    `differences` the fields in which a changed one differs.
    """

    group: PlanGroup
    row: CreditSheetRow | None
    values: Mapping[str, Any]
    credit: Credit | None = None
    differences: tuple[CreditDifference, ...] = ()
    problems: list[str] = field(default_factory=list)
    removed: bool = False
    """Whether one that is gone from the file is to be removed."""

    @property
    def worksheet(self) -> str:
        """The sheet of a workbook of which several are read."""
        return self.row.worksheet if self.row else ""

    @property
    def line(self) -> int:
        """The line of the file, from 1; 0 for what is gone from it."""
        return self.row.line if self.row else 0


@dataclass(frozen=True, slots=True)
class FilmOfPlan:
    """A film of a catalogue: what it is there, and how many episodes and credits it has. `film` is its identifier in the catalogue."""

    group: PlanGroup
    line: int
    film: str
    title: str
    year: int | None
    episodes: int
    credits: int


@dataclass(slots=True)
class ImportPlan:
    """What a file would do. `problems` stand by line; what they are about is left out, and nothing is entered before somebody has seen that.

    `notes` tell of lines without a credit and of what was read otherwise than it stands, `offers` of new names that look like known ones,
    `announced` of what is entered beside credits, `hints` of lines for which a range holds already.
    """

    filename: str
    file_digest: str
    format: str
    columns: tuple[SheetColumn, ...]
    worksheets: tuple[str, ...]
    credits: list[PlannedCredit]
    problems: tuple[Problem, ...]
    choices: tuple[Choice, ...]
    notes: tuple[Problem, ...] = ()
    offers: tuple[Problem, ...] = ()
    announced: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()
    digest: str = ""
    kind: ImportKind = ImportKind.CREDIT_SHEET
    cuts: tuple[CutOfPlan, ...] = ()
    placements: tuple[PlacementOfPlan, ...] = ()
    films: tuple[FilmOfPlan, ...] = ()
    facts: tuple[str, ...] = ()
    """What else of a list of cuts or a time line its digest holds, in no language."""

    @property
    def open_choices(self) -> list[Choice]:
        """What somebody has to decide before anything is entered."""
        return [choice for choice in self.choices if choice.is_open]

    @property
    def is_ready(self) -> bool:
        """Whether the file may be entered as it is read."""
        return not self.problems and not self.open_choices

    def count_groups(self) -> dict[str, int]:
        """How many credits, cuts, placements or films are in each group, every group named."""
        counts = Counter(planned.group for planned in self.credits)
        counts.update(row.group for row in self.list_other_rows())
        return {str(group): counts[group] for group in PlanGroup}

    def list_other_rows(self) -> list[CutOfPlan | PlacementOfPlan | FilmOfPlan]:
        """The cuts of a list of cuts, the clips of a time line, or the films of a catalogue."""
        return [*self.cuts, *self.placements, *self.films]


def compute_plan_digest(plan: ImportPlan) -> str:
    """SHA-256 of everything that a person sees of a plan: what they accepted is what is entered."""
    digest = sha256()
    for part in write_seen(plan):
        digest.update(part.encode())
    return digest.hexdigest()


def write_seen(plan: ImportPlan) -> Iterator[str]:
    """What a person sees of a plan as one JSON object, in parts: the credits of a large file are many megabytes of it."""
    yield f'{{"choices": {write_json([[choice.key, choice.answer] for choice in plan.choices])}, "credits": ['
    for number, planned in enumerate(plan.credits):
        yield (", " if number else "") + write_json(describe_planned(planned))
    rest = {
        "facts": plan.facts,
        "file": plan.file_digest,
        "lists": [list(map(str, astuple(one))) for one in plan.list_other_rows()],
        "problems": [str(problem) for problem in plan.problems],
    }
    yield "], " + write_json(rest).removeprefix("{")


write_json = json.JSONEncoder(ensure_ascii=False).encode


def describe_planned(planned: PlannedCredit) -> list[Any]:
    """A planned credit in texts that are the same in a trial and when it is entered: new entries have no key yet."""
    told = [planned.group, planned.line, str(planned.credit.uid) if planned.credit else "", planned.removed]
    if planned.group in (PlanGroup.NEW, PlanGroup.PROBLEM):
        told += [
            f"{name}={name_value(value)}"
            for name, value in sorted(planned.values.items())
            if is_telling(value)
        ]
    return [*told, *([name, str(old), str(new)] for name, old, new in planned.differences)]


def name_value(value: Any) -> str:
    """A value as a text: an entry that is there by its uid, one that is stood in for by its name."""
    if isinstance(value, Record) and value.pk is not None and value.pk > 0:
        return str(value.uid)
    return str(value)


def is_telling(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value)
    return value is not None and not isinstance(value, list)
