"""What is gathered while a table is read: rows, problems and notes, each within its bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from productions.interchange.problems import Problem
from productions.interchange.shapes.column_mapping import FIELD_NAMES, TableColumn, show_columns
from productions.interchange.sheets.cell_parsers import CELL_PARSERS, InvalidCell
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.credit_sheet import get_cell_text, guess_row_languages, sort_by_line
from productions.interchange.sheets.sheet import MAX_PROBLEMS, Sheet, SheetRow, format_cell_place
from productions.interchange.sheets.workbook_limits import MAX_ROWS
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_FOUND_CREDITS = 5 * MAX_ROWS
"""A cell may hold several credits; more than this are no table of one work."""

TOO_MANY_CREDITS = Sentence("The file holds more than %(count)d credits: divide it.", count=MAX_FOUND_CREDITS)
NO_ROLE = Sentence("The line says no role; it is left out.")
MORE_NOTES = Sentence(
    "Notes stop here after %(count)d: what is like them below is left out as well.", count=MAX_PROBLEMS
)


@dataclass(slots=True)
class TableFindings:
    """What a reader found so far. `worksheet` is the sheet of the row that is read; `full` says that reading on is in vain."""

    rows: list[CreditSheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    worksheets: tuple[str, ...] = ()
    worksheet: str = ""
    full: bool = False

    @classmethod
    def of_sheet(cls, sheet: Sheet, wrong: Sequence[Problem] = ()) -> TableFindings:
        """Those of a sheet that is to be read. Nothing is read where its headings are `wrong`, since a column would be lost."""
        problems = [*sheet.problems, *wrong]
        return cls([], problems, list(sheet.notes), sheet.worksheets, full=bool(wrong))

    def walk_rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows without a problem, until there is too much of anything."""
        refused = {(problem.worksheet, problem.line) for problem in self.problems}
        for row in stop_at_deadline(sheet.rows):
            if self.full:
                return
            if (row.worksheet, row.line) not in refused:
                self.worksheet = row.worksheet
                yield row

    def tell_note(self, line: int, message: str | Sentence, heading: str = "") -> None:
        """Something that is left out or read otherwise."""
        if len(self.notes) == MAX_PROBLEMS:
            message, heading = MORE_NOTES, ""
        if len(self.notes) <= MAX_PROBLEMS:
            self.notes.append(self.build_problem(line, message, heading))

    def tell_problem(self, line: int, message: str | Sentence, heading: str = "") -> None:
        """Something that keeps the line from being entered."""
        self.problems.append(self.build_problem(line, message, heading))
        self.full = self.full or len(self.problems) >= MAX_PROBLEMS

    def build_problem(self, line: int, message: str | Sentence, heading: str) -> Problem:
        place = format_cell_place(line, heading, self.worksheet)
        return Problem(place, message, line, heading, self.worksheet)

    def add_row(self, line: int, texts: Mapping[str, str], headings: Mapping[str, str]) -> bool:
        """A credit by field, as its cells say it; other parts of a line are no field and are passed over.

        `headings` of the columns by field are for what is wrong with a cell. Returns whether nothing is.
        """
        values: dict[str, Any] = {}
        for name, text in texts.items():
            if name not in FIELD_NAMES:
                continue
            try:
                values[name] = CELL_PARSERS.get(name, str)(text)
            except InvalidCell as error:
                self.tell_problem(line, error.sentence, headings.get(name, ""))
                self.problems[-1] = replace(self.problems[-1], suggestions=error.suggestions)
                return False
        if len(self.rows) >= MAX_FOUND_CREDITS:
            self.tell_problem(line, TOO_MANY_CREDITS)
            self.full = True
            return False
        if not values.get("role") and not values.get("song_rights"):
            self.tell_note(line, NO_ROLE)
            return True
        languages = guess_row_languages(values, ())
        self.rows.append(CreditSheetRow(line=line, worksheet=self.worksheet, **values | languages))
        return True

    def build_sheet(self, form: str, columns: Sequence[TableColumn] = ()) -> CreditSheet:
        """All of it in the order of the file."""
        return CreditSheet(
            rows=tuple(self.rows),
            problems=sort_by_line(self.problems, self.worksheets),
            notes=sort_by_line(self.notes, self.worksheets),
            columns=show_columns(columns),
            worksheets=self.worksheets,
            format=form,
        )


def read_parts(row: SheetRow, columns: Sequence[TableColumn]) -> dict[str, str]:
    """The cells of a line by part."""
    return {column.part: get_cell_text(row, column.shown) for column in columns if column.part}
