"""A sheet of any kind (CSV with comma, semicolon or TAB; XLSX) as headings, rows and problems.

Nothing here knows what the columns mean. Every line of the file ends up in a row or in a problem; a line
with a problem may still be a row, so that its other cells can be checked, but it must not be entered.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath

from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.sheet_cells import RawRow, format_column_letters, shorten_for_message
from productions.interchange.sheets.xlsx_guard import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    SPLIT_FILE,
    looks_like_workbook,
    sanitize_workbook,
)
from productions.interchange.text_encoding import decode_text_file
from productions.shared.csv_safety import unquote_cell
from productions.shared.names import text_problem
from productions.shared.sentences import format_count
from productions.shared.time_limits import stop_at_deadline

DELIMITERS = "\t;,"
"""In the order that decides when two are equally frequent: a comma stands in a heading sooner than a TAB."""

MAX_CELL_CHARACTERS = 2_000
"""Characters; room for a note. Names and labels have their own, shorter limit in the record."""

MAX_PROBLEMS = 1_000
MAX_FREE_LINES = 200
"""How far down a heading row is looked for."""

LINE_END_PATTERN = re.compile(r"\s*[\r\n]+\s*")
QUOTED_PATTERN = re.compile(r'"[^"]*"?')
SEPARATOR_LINE_PATTERN = re.compile(r'"?sep=([,;\t])"?\r?\n')
"""The first line with which Excel announces a delimiter."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet. `line` counts from 1 as people see it; there is a cell for every heading."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. Cells are stripped, line ends inside them are one space, empty ones are `""`.

    `heading_line` is the headings' line, 0 when there are none.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    heading_line: int = 0


IsHeadingRow = Callable[[tuple[str, ...]], bool]
"""Whether the cells of a line are the headings of a sheet that has free text above them."""


def read_sheet(data: bytes, *, filename: str, headings: IsHeadingRow | None = None) -> Sheet:
    """The sheet in `data`; never raises for what the file holds. `filename` is only shown in problems.

    The content decides what the file is, not its name. Empty lines are skipped, short rows padded; more
    cells than headings, formulas, hidden characters and broken quotation marks are problems of their line.
    The first line that is not empty is the heading row, unless `headings` knows a later one.
    """
    place = shorten_for_message(PureWindowsPath(filename).name) or "the file"
    try:
        if looks_like_workbook(data):
            # openpyxl takes 30 MB and most of a second, and web processes read few workbooks or none.
            from productions.interchange.sheets.xlsx_reader import read_workbook

            return build_sheet(skip_to_headings(read_workbook(sanitize_workbook(data)), headings), place)
        if len(data) > MAX_FILE_BYTES:
            raise UnreadableFile(
                f"The file has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read. {SPLIT_FILE}"
            )
        return build_sheet(skip_to_headings(read_csv(decode_text_file(data).text, headings), headings), place)
    except UnreadableFile as refusal:
        return Sheet(problems=(Problem(place, str(refusal)),))


def skip_to_headings(
    lines: Iterator[RawRow | Problem], headings: IsHeadingRow | None
) -> Iterator[RawRow | Problem]:
    """The lines from the row that `headings` knows; all of them when there is none."""
    if headings is None:
        yield from lines
        return
    held: list[RawRow | Problem] = []
    for raw in lines:
        held.append(raw)
        if isinstance(raw, RawRow) and headings(trim_cells(raw.cells)):
            held = [raw]
            break
        if len(held) > MAX_FREE_LINES:
            break
    yield from held
    yield from lines


def format_cell_place(line: int, column: str = "") -> str:
    """Where a problem is, for people: `line 12, column Role`."""
    return f"line {line}, column {shorten_for_message(column)}" if column else f"line {line}"


def build_sheet(lines: Iterator[RawRow | Problem], place: str) -> Sheet:
    """Headings from the first line that is not empty, rows from the others. `place` names the file."""
    problems: list[Problem] = []
    rows: list[SheetRow] = []
    headings: tuple[str, ...] | None = None
    count = heading_line = 0
    for raw in stop_at_deadline(lines):
        if len(problems) >= MAX_PROBLEMS:
            problems.append(report_early_stop(raw.line))
            break
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        cells = trim_cells(raw.cells)
        if not any(cells) and not raw.faults:
            continue
        count += 1
        if count > MAX_ROWS:
            problems.append(Problem(place, f"The sheet has more than {MAX_ROWS:,} rows. {SPLIT_FILE}"))
            rows.clear()
            break
        if headings is None:
            if len(cells) > MAX_COLUMNS:
                problems.append(report_too_many_columns(raw.line))
                break
            headings, heading_line = cells, raw.line
            problems.extend(find_cell_problems(RawRow(raw.line, cells, raw.faults), ()))
            continue
        problems.extend(find_cell_problems(RawRow(raw.line, cells, raw.faults), headings))
        if len(cells) <= len(headings):
            rows.append(SheetRow(raw.line, cells + ("",) * (len(headings) - len(cells))))
    if not rows and not problems:
        problems.append(report_empty_sheet(place, headings))
    return Sheet(headings or (), tuple(rows), tuple(problems), heading_line)


def trim_cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells without outer spaces, our own sheets' apostrophes, and the empty ones at the end."""
    clean = [unquote_cell(LINE_END_PATTERN.sub(" ", cell.strip())) for cell in cells]
    while clean and not clean[-1]:
        clean.pop()
    return tuple(clean)


def find_cell_problems(raw: RawRow, headings: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with one line, cell by cell; `headings` is empty for the heading row itself."""
    extra = [cell for cell in raw.cells[len(headings) :] if cell] if headings else []
    if extra:
        yield Problem(
            format_cell_place(raw.line),
            f"“{shorten_for_message(extra[0])}” stands in a column without a heading; the line has "
            f"{format_count(len(raw.cells), 'cell', 'cells')} and the heading row {len(headings)}. Put cells that hold the delimiter in quotation marks, or add "
            "the heading.",
            raw.line,
        )
    faults = list(raw.faults)
    for index, cell in enumerate(raw.cells[: len(headings) or MAX_COLUMNS]):
        if any(index == known for known, _ in raw.faults):
            continue
        if problem := text_problem(cell, limit=MAX_CELL_CHARACTERS):
            faults.append((index, str(problem)))
        elif cell and headings and not headings[index]:
            faults.append((index, "The cell stands in a column without a heading; add the heading."))
    for index, message in faults:
        column = (
            headings[index] if index < len(headings) and headings[index] else format_column_letters(index)
        )
        yield Problem(format_cell_place(raw.line, column), message, raw.line, column)


def report_too_many_columns(line: int) -> Problem:
    message = f"The sheet has more than {MAX_COLUMNS} columns; delete those that hold no credits."
    return Problem(format_cell_place(line), message, line)


def report_early_stop(line: int | None) -> Problem:
    """Says that the reading ended before `line`, so that nobody takes the lines below for read."""
    message = f"Reading stopped here after {MAX_PROBLEMS:,} problems; mend those and upload the file again."
    return Problem(format_cell_place(line) if line else "other sheets", message, line)


def report_empty_sheet(place: str, headings: tuple[str, ...] | None) -> Problem:
    if headings is None:
        return Problem(place, "The file is empty; it needs a heading row and a line for each entry.")
    return Problem(place, "The file has a heading row but nothing below it.")


def choose_delimiter(text: str, headings: IsHeadingRow | None = None) -> str:
    """The delimiter that stands most often in the heading row, outside quotation marks.

    That is the first line with letters, or the one that `headings` knows.
    """
    lines = text.splitlines()
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    if headings is not None:
        cells = {line: re.split(f"[{DELIMITERS}]", line.replace('"', "")) for line in lines[:MAX_FREE_LINES]}
        first = next((line for line in cells if headings(tuple(cells[line]))), first)
    plain = QUOTED_PATTERN.sub("", first)
    return max(DELIMITERS, key=plain.count) if any(mark in plain for mark in DELIMITERS) else ","


def read_csv(text: str, headings: IsHeadingRow | None = None) -> Iterator[RawRow | Problem]:
    """The records of a CSV text (RFC 4180) with the line that each begins in."""
    announced = SEPARATOR_LINE_PATTERN.match(text)
    delimiter = announced[1] if announced else choose_delimiter(text, headings)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield report_bad_quoting(line, reader.line_num)
            continue
        if not (announced and line == 1):
            yield RawRow(line, tuple(cells))


def report_bad_quoting(first: int, last: int) -> Problem:
    """A quotation mark that nothing closes, or that closes too early; the lines between are lost."""
    lines = f"line {first}" if last <= first else f"lines {first} to {last}"
    return Problem(
        lines,
        f"The quotation marks do not match, so {lines} could not be read; close the mark, and write marks "
        'inside a cell twice ("").',
        first,
    )
