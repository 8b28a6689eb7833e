"""A worksheet of a workbook as its file has it, and its rows as somebody who looks at it sees them.

Merged cells hold their value in each of their cells; rows and columns that the file hides are left out and told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.sheet_cells import RawRow, format_column_letters
from productions.interchange.sheets.workbook_limits import (
    MAX_FILLED_CELLS,
    MAX_ROWS,
    MAX_WORKBOOK_CHARACTERS,
    TOO_MANY_CHARACTERS,
    TOO_MUCH_WORKBOOK,
)
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_HIDDEN_RUNS = 50
"""Runs of hidden rows that are told one by one."""
HIDDEN_ROWS = Sentence(
    "What the file hides or filters out is left out; ask for hidden rows and columns to read it."
)


class ReadingBudget:
    """How much of a workbook may still be read, all sheets together."""

    def __init__(self) -> None:
        self.characters, self.cells = MAX_WORKBOOK_CHARACTERS, MAX_FILLED_CELLS

    def spend(self, cells: list[str]) -> None:
        """Raises UnreadableFile when the cells of one row are too many, or too long."""
        self.cells -= len(cells)
        self.characters -= sum(map(len, cells))
        if self.characters < 0:
            raise UnreadableFile(TOO_MANY_CHARACTERS)
        if self.cells < 0:
            raise UnreadableFile(TOO_MUCH_WORKBOOK)


@dataclass(frozen=True, slots=True)
class MergedRange:
    """The first and the last row (from 1) and column (from 0) of cells that are one."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return (
            f"{format_column_letters(self.left)}{self.top}:{format_column_letters(self.right)}{self.bottom}"
        )


@dataclass(slots=True)
class Worksheet:
    """One sheet: `rows` as stored, with the numbers of their lines, from top to bottom; sets of hidden rows (from 1) and columns (from 0)."""

    title: str
    visible: bool = True
    rows: list[RawRow] = field(default_factory=list)
    merges: list[MergedRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def has_content(self) -> bool:
        """Whether any of its cells holds something."""
        return any(row.holds_something() for row in self.rows)


@dataclass(frozen=True, slots=True)
class SeenRows:
    """What is read of a worksheet, with notes on the rest.

    `merges` are the merged ranges that filled cells, `hidden_columns` stand in the rows and are left out by who knows their headings.
    """

    rows: list[RawRow]
    notes: list[Problem] = field(default_factory=list)
    merges: list[MergedRange] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()


def see_rows(sheet: Worksheet, *, hidden_rows: bool) -> SeenRows:
    """The rows of a worksheet, merged cells filled; without those that are hidden, unless `hidden_rows`."""
    rows, merges = fill_merged_cells(sheet.rows, sheet.merges) if sheet.merges else (sheet.rows, [])
    if hidden_rows:
        return SeenRows(rows, [], merges)
    hidden = [row.line for row in sheet.rows if row.line in sheet.hidden_rows and row.holds_something()]
    left = [row for row in rows if row.line not in sheet.hidden_rows]
    return SeenRows(left, list(note_hidden_rows(hidden)), merges, frozenset(sheet.hidden_columns))


def note_merged_cells(merges: Sequence[MergedRange]) -> Problem:
    """Says that merged cells were read as several, at the first of them."""
    first = min(merges, key=lambda merge: (merge.top, merge.left))
    message = Sentence(
        "%(count)d merged range (%(first)s) is read as if each of its cells held the value.",
        "%(count)d merged ranges (the first is %(first)s) are read as if each of their cells held the value.",
        "count",
        first=str(first),
        count=len(merges),
    )
    return Problem(Sentence("line %(line)d", line=first.top), message, first.top)


def note_hidden_rows(lines: list[int]) -> Iterator[Problem]:
    """A note for each run of hidden rows, and one for all that are too many to be told."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    for first, last in runs[:MAX_HIDDEN_RUNS]:
        if first == last:
            place = Sentence("line %(line)d", line=first)
        else:
            place = Sentence("lines %(first)d to %(last)d", first=first, last=last)
        yield Problem(place, HIDDEN_ROWS, first)
    if left := runs[MAX_HIDDEN_RUNS:]:
        count = sum(last - first + 1 for first, last in left)
        more = Sentence("%(count)d more hidden row", "%(count)d more hidden rows", "count", count=count)
        yield Problem(more, HIDDEN_ROWS, left[0][0])


def fill_merged_cells(
    rows: list[RawRow], merges: list[MergedRange]
) -> tuple[list[RawRow], list[MergedRange]]:
    """The rows with the value of each merged range in those of its cells that are empty, and the ranges that filled some.

    A row that is empty otherwise stays so: a range that is taller than what it holds makes no rows.
    """
    by_line = {row.line: row for row in rows}
    changed: dict[int, tuple[list[str], set[int]]] = {}
    filled: list[MergedRange] = []
    for merge in stop_at_deadline(merges):
        first = by_line.get(merge.top)
        value = first.cells[merge.left] if first and merge.left < len(first.cells) else ""
        if not value:
            continue
        for line in range(merge.top, merge.bottom + 1):
            if line not in by_line or not by_line[line].holds_something():
                continue
            cells, spread = changed.setdefault(line, (list(by_line[line].cells), set()))
            cells += [""] * (merge.right + 1 - len(cells))
            for column in range(merge.left, merge.right + 1):
                if not cells[column]:
                    cells[column] = value
                    spread |= {column} if column > merge.left else set()
                    filled += [merge] if filled[-1:] != [merge] else []
    for line, (given, repeated) in changed.items():
        by_line[line] = RawRow(line, tuple(given), by_line[line].faults, tuple(sorted(repeated)))
    return [by_line[row.line] for row in rows], filled


def clip_merges(merges: list[MergedRange], width: int) -> list[MergedRange]:
    """The merged ranges within the rows and columns that are read. Raises UnreadableFile for more cells than a sheet has room for."""
    clipped = [
        MergedRange(merge.top, merge.left, min(merge.bottom, MAX_ROWS), min(merge.right, width - 1))
        for merge in merges
        if merge.top <= min(merge.bottom, MAX_ROWS) and merge.left <= min(merge.right, width - 1)
    ]
    if (
        sum((merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) for merge in clipped)
        > MAX_FILLED_CELLS
    ):
        raise UnreadableFile(TOO_MUCH_WORKBOOK)
    return clipped
