"""A credits sheet of Cinecred: heads as roles, bodies as names, in any of its heading languages.

A sheet that prints more than credits is not refused for it: what has no role beside it (titles, blurbs,
pictures, tails) is left out and told as a note with its line. Vertical gaps, styles, positions and times are
looks, and are passed over. Columns that a credit sheet of ours may have are read beside Cinecred's.
"""

from dataclasses import dataclass, field
from typing import Any

from productions.cinecred import COLUMN_OF_HEADING, MARK, heading_key, is_heading_row, unescape
from productions.interchange.credit_sheet import (
    READERS,
    BadCell,
    Column,
    CreditRow,
    CreditSheet,
    credits_of,
    problem_at,
)
from productions.interchange.problems import Problem
from productions.interchange.sheet_cells import shown
from productions.interchange.sheet_headings import FIELD_OF_HEADING, word_key
from productions.interchange.sheets import MAX_PROBLEMS, Row, Sheet, place_of, read_sheet, stop_problem
from productions.time_limits import in_time


def read_credits(data: bytes, *, filename: str) -> CreditSheet:
    """The credits of a CSV or XLSX file, ours or Cinecred's, as its headings say. Never raises."""
    sheet = read_sheet(data, filename=filename, headings=is_heading_row)
    return credits_of_cinecred(sheet) if is_heading_row(sheet.headings) else credits_of(sheet)


@dataclass(slots=True)
class Reading:
    """Where we are in the sheet: the role that names belong to ("" when none), and whether it had any."""

    head: str = ""
    head_line: int = 0
    named: bool = True
    rows: list[CreditRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def note(self, line: int, message: str) -> None:
        self.notes.append(Problem(place_of(line), message, line))

    def begin(self, head: str, line: int) -> None:
        """A new block with its head, or a block without one."""
        if not self.named:
            message = f"Nobody stands beside “{shown(self.head)}”; the line is left out."
            self.note(self.head_line, message)
        self.head, self.head_line, self.named = head, line, not head


def credits_of_cinecred(sheet: Sheet) -> CreditSheet:
    """The credits of a sheet that begins with Cinecred's headings."""
    looks, ours, unknown, doubled = columns_of(sheet)
    reading = Reading(problems=[*sheet.problems, *doubled], notes=unknown)
    refused = {problem.line for problem in sheet.problems}
    for row in in_time(sheet.rows):
        if len(reading.problems) >= MAX_PROBLEMS:
            if len(sheet.problems) < MAX_PROBLEMS:
                reading.problems.append(stop_problem(row.line))
            break
        read_line(reading, row, looks, ours, good=row.line not in refused)
    reading.begin("", 0)
    problems = sorted(reading.problems, key=lambda problem: problem.line or 0)
    notes = sorted(reading.notes, key=lambda note: note.line or 0)
    return CreditSheet(() if doubled else tuple(reading.rows), tuple(problems), tuple(notes))


def columns_of(sheet: Sheet) -> tuple[dict[str, int], list[Column], list[Problem], list[Problem]]:
    """Cinecred's columns by name, ours, a note for each that is neither, and a problem for each doubled one."""
    looks: dict[str, int] = {}
    ours: dict[str, Column] = {}
    unknown, doubled = [], []
    line = sheet.heading_line
    for index, heading in enumerate(sheet.headings):
        known = COLUMN_OF_HEADING.get(heading_key(heading))
        name = known or ("" if heading.startswith("@") else FIELD_OF_HEADING.get(word_key(heading), ""))
        if not heading:
            continue
        if not name:
            message = "This column is not known; what stands in it is left out."
            unknown.append(Problem(place_of(line, heading), message, line, heading))
        elif name in (looks if known else ours):
            message = "Another column is the same already; delete one of them."
            doubled.append(Problem(place_of(line, heading), message, line, heading))
        elif known:
            looks[name] = index
        else:
            ours[name] = Column(index, heading, name)
    return looks, list(ours.values()), unknown, doubled


def read_line(reading: Reading, row: Row, looks: dict[str, int], ours: list[Column], *, good: bool) -> None:
    """One line: a block's beginning, a name, both, or looks alone."""
    cells = {name: row.cells[index] for name, index in looks.items()}
    values, problems = values_of(row, ours)
    reading.problems.extend(problems)
    head, body = unescape(cells.get("head", "")), cells.get("body", "")
    if head:
        reading.begin(head, row.line)
    elif cells.get("content_style") or cells.get("page_style"):
        reading.begin("", row.line)
    if tail := unescape(cells.get("tail", "")):
        reading.note(row.line, f"“{shown(tail)}” stands in the tail; it is left out.")
    role = values.get("role") or reading.head
    text = unescape(body)
    if not text and not (values.get("role") and values.get("absence_reason")):
        if any(" " in mark for mark in MARK.findall(body)):
            reading.note(row.line, f"{shown(body)} is a mark and no name; it is left out.")
        return
    if not role:
        reading.note(row.line, f"No role stands beside “{shown(text)}”; the line is left out.")
        return
    reading.named = True
    name = values.get("name", "")
    if name and text and name not in text:
        message = f"The name is “{shown(name)}” here and “{shown(text)}” in the body; make them agree."
        reading.problems.append(problem_at(row, next(c for c in ours if c.field == "name"), message))
        return
    if good and not problems:
        reading.rows.append(row_of(row, reading.head, role, text, values))


def row_of(row: Row, head: str, role: str, text: str, values: dict[str, Any]) -> CreditRow:
    """The credit of a line. Without a role of its own column, the head is the role, as it was printed."""
    name = values.get("name") or ("" if values.get("absence_reason") else text)
    printed = values.get("role_as_printed", "") if values.get("role") else head
    return CreditRow(line=row.line, **values | {"role": role, "role_as_printed": printed, "name": name})


def values_of(row: Row, ours: list[Column]) -> tuple[dict[str, Any], list[Problem]]:
    """The cells of our own columns by field, and what is wrong with them."""
    values: dict[str, Any] = {}
    problems = []
    for column in ours:
        try:
            values[column.field] = READERS.get(column.field, str)(row.cells[column.index])
        except BadCell as error:
            problems.append(problem_at(row, column, str(error)))
    return values, problems
