"""A credits sheet of Cinecred: heads as roles, bodies as names, in any of its heading languages.

A sheet that prints more than credits is not refused for it: what has no role beside it (titles, blurbs,
pictures, tails) is left out and told as a note with its line. Vertical gaps, styles, positions and times are
looks, and are passed over. Columns that a credit sheet of ours may have are read beside Cinecred's.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow, SheetColumn
from productions.interchange.sheets.credit_sheet import (
    CELL_PARSERS,
    InvalidCell,
    build_cell_problem,
    guess_row_languages,
    read_own_credits,
)
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING, fold_word
from productions.interchange.sheets.sheet_reader import (
    MAX_PROBLEMS,
    Sheet,
    SheetRow,
    format_cell_place,
    read_sheet,
    report_early_stop,
)
from productions.interchange.sheets.song_cells import read_song_cells
from productions.shared.cinecred import (
    COLUMN_OF_HEADING,
    MARK_PATTERN,
    heading_key,
    is_heading_row,
    unescape_marks,
)
from productions.shared.time_limits import stop_at_deadline


def read_any_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    """The credits of a CSV or XLSX file, ours or Cinecred's, as its headings say. Never raises."""
    return read_sheet_credits(read_sheet(data, filename=filename, headings=is_heading_row))


def read_sheet_credits(sheet: Sheet) -> CreditSheet:
    """The same of a sheet that was read with Cinecred's headings in view."""
    found = read_cinecred_credits(sheet) if is_heading_row(sheet.headings) else read_own_credits(sheet)
    return replace(found, rows=tuple(read_song_cells(row) for row in found.rows))


@dataclass(slots=True)
class SheetReading:
    """Where we are in the sheet: the role that names belong to ("" when none), and whether it had any."""

    head: str = ""
    head_line: int = 0
    named: bool = True
    rows: list[CreditSheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def note(self, line: int, message: str) -> None:
        self.notes.append(Problem(format_cell_place(line), message, line))

    def begin(self, head: str, line: int) -> None:
        """A new block with its head, or a block without one."""
        if not self.named:
            message = f"Nobody stands beside “{shorten_for_message(self.head)}”; the line is left out."
            self.note(self.head_line, message)
        self.head, self.head_line, self.named = head, line, not head


def read_cinecred_credits(sheet: Sheet) -> CreditSheet:
    """The credits of a sheet that begins with Cinecred's headings."""
    looks, ours, unknown, doubled = find_cinecred_columns(sheet)
    reading = SheetReading(problems=[*sheet.problems, *doubled], notes=unknown)
    refused = {problem.line for problem in sheet.problems}
    for row in stop_at_deadline(sheet.rows):
        if len(reading.problems) >= MAX_PROBLEMS:
            if len(sheet.problems) < MAX_PROBLEMS:
                reading.problems.append(report_early_stop(row.line))
            break
        read_cinecred_line(reading, row, looks, ours, good=row.line not in refused)
    reading.begin("", 0)
    problems = sorted(reading.problems, key=lambda problem: problem.line or 0)
    notes = sorted(reading.notes, key=lambda note: note.line or 0)
    return CreditSheet(() if doubled else tuple(reading.rows), tuple(problems), tuple(notes))


def find_cinecred_columns(
    sheet: Sheet,
) -> tuple[dict[str, int], list[SheetColumn], list[Problem], list[Problem]]:
    """Cinecred's columns by name, ours, a note for each that is neither, and a problem for each doubled one."""
    looks: dict[str, int] = {}
    ours: dict[str, SheetColumn] = {}
    unknown, doubled = [], []
    line = sheet.heading_line
    for index, heading in enumerate(sheet.headings):
        known = COLUMN_OF_HEADING.get(heading_key(heading))
        name = known or ("" if heading.startswith("@") else FIELD_OF_HEADING.get(fold_word(heading), ""))
        if not heading:
            continue
        if not name:
            message = "This column is not known; what stands in it is left out."
            unknown.append(Problem(format_cell_place(line, heading), message, line, heading))
        elif name in (looks if known else ours):
            message = "Another column is the same already; delete one of them."
            doubled.append(Problem(format_cell_place(line, heading), message, line, heading))
        elif known:
            looks[name] = index
        else:
            ours[name] = SheetColumn(index, heading, name)
    return looks, list(ours.values()), unknown, doubled


def read_cinecred_line(
    reading: SheetReading, row: SheetRow, looks: dict[str, int], ours: list[SheetColumn], *, good: bool
) -> None:
    """One line: a block's beginning, a name, both, or looks alone."""
    cells = {name: row.cells[index] for name, index in looks.items()}
    values, problems = read_own_columns(row, ours)
    reading.problems.extend(problems)
    head, body = unescape_marks(cells.get("head", "")), cells.get("body", "")
    if head:
        reading.begin(head, row.line)
    elif cells.get("content_style") or cells.get("page_style"):
        reading.begin("", row.line)
    if tail := unescape_marks(cells.get("tail", "")):
        reading.note(row.line, f"“{shorten_for_message(tail)}” stands in the tail; it is left out.")
    role = values.get("role") or reading.head
    text = unescape_marks(body)
    if values.get("song") and values.get("song_rights") and not values.get("role"):
        if good and not problems:
            reading.rows.append(CreditSheetRow(line=row.line, **values))
        return
    if not text and not (values.get("role") and values.get("absence_reason")):
        if any(" " in mark for mark in MARK_PATTERN.findall(body)):
            reading.note(row.line, f"{shorten_for_message(body)} is a mark and no name; it is left out.")
        return
    if not role:
        reading.note(row.line, f"No role stands beside “{shorten_for_message(text)}”; the line is left out.")
        return
    reading.named = True
    name = values.get("name", "")
    if name and text and name not in text:
        message = f"The name is “{shorten_for_message(name)}” here and “{shorten_for_message(text)}” in the body; make them agree."
        reading.problems.append(build_cell_problem(row, next(c for c in ours if c.field == "name"), message))
        return
    if good and not problems:
        reading.rows.append(build_credit_row(row, reading.head, role, text, values))


def build_credit_row(
    row: SheetRow, head: str, role: str, text: str, values: dict[str, Any]
) -> CreditSheetRow:
    """The credit of a line. Without a role of its own column, the head is the role, as it was printed."""
    name = values.get("name") or ("" if values.get("absence_reason") else text)
    printed = values.get("role_as_printed", "") if values.get("role") else head
    found = values | {"role": role, "role_as_printed": printed, "name": name}
    return CreditSheetRow(line=row.line, **found | guess_row_languages(found, ()))


def read_own_columns(row: SheetRow, ours: list[SheetColumn]) -> tuple[dict[str, Any], list[Problem]]:
    """The cells of our own columns by field, and what is wrong with them."""
    values: dict[str, Any] = {}
    problems = []
    for column in ours:
        try:
            values[column.field] = CELL_PARSERS.get(column.field, str)(row.cells[column.index])
        except InvalidCell as error:
            problems.append(build_cell_problem(row, column, str(error)))
    return values, problems
