"""Headings and rows of one table, from the lines as they stand in a file: what is above, beside and wrong is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from productions.interchange.problems import Problem
from productions.interchange.sheets.heading_rows import HeadingFinder, trim_cells
from productions.interchange.sheets.sheet import (
    MAX_PROBLEMS,
    Sheet,
    SheetRow,
    format_cell_place,
    report_early_stop,
)
from productions.interchange.sheets.sheet_cells import (
    RawRow,
    flatten_breaks,
    format_column_letters,
    shorten_for_message,
)
from productions.interchange.sheets.workbook_limits import MAX_COLUMNS, MAX_ROWS, SPLIT_FILE, TOO_MANY_COLUMNS
from productions.interchange.sheets.worksheets import SeenRows, note_merged_cells
from productions.shared.cinecred import is_heading_row as knows_cinecred_headings
from productions.shared.late_patterns import compile_late
from productions.shared.names import text_problem
from productions.shared.sentences import Sentence, join_sentences
from productions.shared.time_limits import stop_at_deadline

MAX_CELL_CHARACTERS = 2_000
"""Characters; room for a note. Names and labels have their own, shorter limit in the record."""
INVISIBLE_PATTERN = compile_late("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero width space, word joiner and byte order mark: what comes along when text is copied from a page."""
TOO_MANY_LINES = join_sentences(
    Sentence("The sheet has more than %(limit)s rows.", limit=f"{MAX_ROWS:,}"), SPLIT_FILE
)


def build_sheet(
    seen: SeenRows,
    lines: Iterable[RawRow | Problem],
    finder: HeadingFinder,
    place: str | Sentence,
    *,
    in_workbook: bool = False,
) -> Sheet:
    """The sheet whose heading row `finder` finds. `place` names the file; `seen` says what is merged and hidden in a workbook.

    In a workbook each cell stands under its heading, so cells under none are remarks; in a CSV file they may be the rest of a cell that
    was torn at a delimiter, and are problems.
    """
    builder = SheetBuilder(seen, place, in_workbook)
    rest = iter(stop_at_deadline(lines))
    first: list[RawRow | Problem] = []
    for raw in rest:
        first.append(raw)
        if len(first) >= finder.reach:
            break
    rows = [raw for raw in first if isinstance(raw, RawRow) and any(trim_cells(raw.cells))]
    found = finder.find_heading_row(rows)
    heading_line = rows[found or 0].line if rows else 0
    prints_text_above = bool(rows) and knows_cinecred_headings(trim_cells(rows[found or 0].cells))
    for raw in chain(first, rest):
        if builder.is_full():
            builder.problems.append(report_early_stop(raw.line))
            break
        if isinstance(raw, Problem):
            builder.problems.append(raw)
        elif raw.line < heading_line:
            if not prints_text_above:
                builder.note_line_above(raw)
        elif not builder.add_line(raw):
            break
    return builder.finish()


@dataclass(slots=True)
class SheetBuilder:
    """A sheet as far as its lines have been heard."""

    seen: SeenRows
    place: str | Sentence
    in_workbook: bool
    headings: tuple[str, ...] | None = None
    heading_line: int = 0
    count: int = 0
    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    headless: dict[int, Problem] = field(default_factory=dict)

    def is_full(self) -> bool:
        return len(self.problems) >= MAX_PROBLEMS

    def note_line_above(self, raw: RawRow) -> None:
        """Tell of a line above the headings."""
        text = " ".join(filter(None, trim_cells(raw.cells)))
        if text:
            message = Sentence(
                "“%(text)s” stands above the headings, and is left out.", text=shorten_for_message(text)
            )
            self.notes.append(Problem(format_cell_place(raw.line), message, raw.line))

    def add_line(self, raw: RawRow) -> bool:
        """Take in one line; False where no other can be read."""
        cells = trim_cells(self.drop_invisible(raw))
        raw = RawRow(raw.line, cells, raw.faults, raw.spread)
        if not any(cells) and not raw.faults:
            return True
        self.count += 1
        if self.count > MAX_ROWS:
            self.problems.append(Problem(self.place, TOO_MANY_LINES))
            self.rows.clear()
            return False
        if self.headings is None:
            return self.add_headings(raw)
        self.problems.extend(self.find_cell_problems(raw, self.headings))
        if len(cells) <= len(self.headings) or self.in_workbook:
            self.add_row(raw, self.headings)
        return True

    def drop_invisible(self, raw: RawRow) -> tuple[str, ...]:
        """The cells without characters that nobody sees and that say nothing; it is told."""
        if not any(map(INVISIBLE_PATTERN.search, raw.cells)):
            return raw.cells
        cells = tuple(INVISIBLE_PATTERN.sub("", cell) for cell in raw.cells)
        for index, (before, after) in enumerate(zip(raw.cells, cells, strict=True)):
            if before != after:
                heading = (self.headings or ())[index : index + 1]
                column = heading[0] if heading and heading[0] else format_column_letters(index)
                message = Sentence(
                    "“%(text)s” is read without an invisible character.", text=shorten_for_message(after)
                )
                self.notes.append(Problem(format_cell_place(raw.line, column), message, raw.line, column))
        return cells

    def add_headings(self, raw: RawRow) -> bool:
        if len(raw.cells) > MAX_COLUMNS:
            self.problems.append(Problem(format_cell_place(raw.line), TOO_MANY_COLUMNS, raw.line))
            return False
        spread = set(raw.spread)
        self.headings = tuple(
            "" if index in spread else flatten_breaks(cell) for index, cell in enumerate(raw.cells)
        )
        self.heading_line = raw.line
        for index in sorted(self.seen.hidden_columns):
            if index < len(self.headings) and (heading := self.headings[index]):
                place = format_cell_place(raw.line, heading)
                self.notes.append(Problem(place, HIDDEN_COLUMN, raw.line, heading))
        self.problems.extend(self.find_cell_problems(raw, ()))
        return True

    def add_row(self, raw: RawRow, headings: tuple[str, ...]) -> None:
        cells = raw.cells[: len(headings)] + ("",) * (len(headings) - len(raw.cells))
        if self.seen.hidden_columns:
            cells = tuple(
                "" if index in self.seen.hidden_columns else cell for index, cell in enumerate(cells)
            )
        if any(cells):
            self.rows.append(SheetRow(raw.line, cells, "", raw.spread))

    def find_cell_problems(self, raw: RawRow, headings: tuple[str, ...]) -> Iterator[Problem]:
        """What is wrong with one line, cell by cell; `headings` is empty for the heading row itself."""
        extra = [cell for cell in raw.cells[len(headings) :] if cell] if headings else []
        if extra and not self.in_workbook:
            yield report_extra_cells(raw, extra[0], headings)
        faults = {index: fault for index, fault in raw.faults if index not in self.seen.hidden_columns}
        for index, cell in enumerate(
            raw.cells[: MAX_COLUMNS if self.in_workbook else len(headings) or MAX_COLUMNS]
        ):
            if not cell or index in faults or index in self.seen.hidden_columns:
                continue
            if headings and (index >= len(headings) or not headings[index]):
                if index not in raw.spread:
                    self.headless.setdefault(index, note_headless_column(raw.line, index))
            elif problem := text_problem(flatten_breaks(cell), limit=MAX_CELL_CHARACTERS):
                faults[index] = problem
        for index, message in faults.items():
            if headings and (index >= len(headings) or not headings[index]):
                continue
            column = (headings or raw.cells)[index : index + 1]
            heading = flatten_breaks(column[0]) if headings and column else format_column_letters(index)
            yield Problem(format_cell_place(raw.line, heading), message, raw.line, heading)

    def finish(self) -> Sheet:
        if not self.rows and not self.problems:
            self.problems.append(report_empty_sheet(self.place, self.headings))
        merges = [merge for merge in self.seen.merges if merge.bottom > self.heading_line]
        merged = [note_merged_cells(merges)] if merges and self.headings else []
        return Sheet(
            self.headings or (),
            tuple(self.rows),
            tuple(self.problems),
            self.heading_line,
            (*self.notes, *self.headless.values(), *merged, *self.seen.notes),
            frozenset(index for index in self.seen.hidden_columns if index < len(self.headings or ())),
        )


HIDDEN_COLUMN = Sentence(
    "The file hides this column, so it is left out; ask for hidden rows and columns to read it."
)


def note_headless_column(line: int, index: int) -> Problem:
    """Says of a column without a heading that it is left out, at the first line that holds something there."""
    column = format_column_letters(index)
    message = Sentence(
        "The column %(column)s has no heading, so what stands in it is left out; give it one to read it.",
        column=column,
    )
    return Problem(format_cell_place(line, column), message, line, column)


def report_extra_cells(raw: RawRow, cell: str, headings: tuple[str, ...]) -> Problem:
    """Says that a line of a CSV file has more cells than there are headings."""
    message = Sentence(
        "“%(cell)s” stands in a column without a heading; the line has %(cells)s cells and the heading row %(headings)s. Put cells "
        "that hold the delimiter in quotation marks, or add the heading.",
        cell=shorten_for_message(cell),
        cells=len(raw.cells),
        headings=len(headings),
    )
    return Problem(format_cell_place(raw.line), message, raw.line)


def report_empty_sheet(place: str | Sentence, headings: tuple[str, ...] | None) -> Problem:
    if headings is None:
        return Problem(
            place, Sentence("The file is empty; it needs a heading row and a line for each entry.")
        )
    return Problem(place, Sentence("The file has a heading row but nothing below it."))
