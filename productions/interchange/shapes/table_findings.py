"""What is gathered while a table is read: rows, problems and notes, each within its bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from productions.interchange.problems import Problem
from productions.interchange.shapes.column_mapping import FIELD_NAMES, TableColumn, show_columns
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.credit_sheet import CELL_PARSERS, InvalidCell, guess_row_languages
from productions.interchange.sheets.sheet_reader import MAX_PROBLEMS, format_cell_place
from productions.interchange.sheets.xlsx_guard import MAX_ROWS
from productions.shared.sentences import Sentence

MAX_FOUND_CREDITS = 5 * MAX_ROWS
"""A cell may hold several credits; more than this are no table of one work."""

TOO_MANY_CREDITS = Sentence("The file holds more than %(count)d credits: divide it.", count=MAX_FOUND_CREDITS)
MORE_NOTES = Sentence(
    "Notes stop here after %(count)d: what is like them below is left out as well.", count=MAX_PROBLEMS
)


@dataclass(slots=True)
class TableFindings:
    """What a reader found so far. `full` says that reading on is in vain."""

    rows: list[CreditSheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    full: bool = False

    def tell_note(self, line: int | None, message: str | Sentence, heading: str = "") -> None:
        """Something that is left out or read otherwise."""
        if len(self.notes) == MAX_PROBLEMS:
            message, heading = MORE_NOTES, ""
        if len(self.notes) <= MAX_PROBLEMS:
            self.notes.append(Problem(format_cell_place(line or 0, heading), message, line, heading))

    def tell_problem(self, line: int, message: str | Sentence, heading: str = "") -> None:
        """Something that keeps the line from being entered."""
        self.problems.append(Problem(format_cell_place(line, heading), message, line, heading))
        self.full = self.full or len(self.problems) >= MAX_PROBLEMS

    def add_row(self, line: int, texts: Mapping[str, str], headings: Mapping[str, str]) -> None:
        """A credit by field, as its cells say it; other parts of a line are no field and are passed over.

        `headings` of the columns by field are for what is wrong with a cell.
        """
        values: dict[str, Any] = {}
        for name, text in texts.items():
            if name not in FIELD_NAMES:
                continue
            try:
                values[name] = CELL_PARSERS.get(name, str)(text)
            except InvalidCell as error:
                self.tell_problem(line, str(error), headings.get(name, ""))
                return
        if len(self.rows) >= MAX_FOUND_CREDITS:
            self.tell_problem(line, TOO_MANY_CREDITS)
            self.full = True
            return
        self.rows.append(CreditSheetRow(line=line, **values | guess_row_languages(values, ())))

    def build_sheet(self, form: str, columns: Sequence[TableColumn] = ()) -> CreditSheet:
        """All of it in the order of the lines."""
        return CreditSheet(
            rows=tuple(self.rows),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line or 0)),
            notes=tuple(sorted(self.notes, key=lambda note: note.line or 0)),
            columns=show_columns(columns),
            format=form,
        )
