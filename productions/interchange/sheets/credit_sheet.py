"""A credit sheet: one line a credit, headings in English or Japanese, and what is wrong with each line.

Only the writing is checked here: headings, numbers, dates, coded words. Whether a credit may be entered is
for the verbs to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.problems import Problem
from productions.interchange.sheets.cell_parsers import CELL_PARSERS, InvalidCell
from productions.interchange.sheets.credit_columns import map_columns
from productions.interchange.sheets.credit_row import (
    NOTHING_SAID,
    CreditSheet,
    CreditSheetRow,
    ReadingOptions,
    SheetColumn,
)
from productions.interchange.sheets.sheet import (
    MAX_PROBLEMS,
    Sheet,
    SheetRow,
    format_cell_place,
    report_early_stop,
)
from productions.interchange.sheets.sheet_cells import flatten_breaks
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.spellings import fold_word
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_SKIPPED_LINES = 200
"""Lines without a credit that are told one by one."""
NO_ROLE = Sentence("The role is missing; write what was done.")
NO_AI_SYSTEM = Sentence(
    "The line tells of an AI use but names no AI system; name the system, or empty the cell."
)
HEADINGS_AGAIN = Sentence("The line repeats the headings, and is left out.")
NOTHING_READ = Sentence("Nothing stands in the columns that are read, so the line is left out.")


def read_credit_sheet(data: bytes, *, filename: str, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a CSV, XLSX or ODS file. Never raises for what the file holds: see CreditSheet.problems."""
    return read_own_credits(read_sheet(data, filename=filename, options=options), options)


def read_own_credits(sheet: Sheet, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a sheet with headings of ours, or those that `options` explain."""
    problems = list(sheet.problems)
    notes = list(sheet.notes)
    if not sheet.headings:
        return CreditSheet(problems=tuple(problems), notes=tuple(notes), worksheets=sheet.worksheets)
    columns = map_columns(sheet, options.columns)
    known = columns.list_known()
    problems += columns.problems
    notes += columns.notes
    refused = {(problem.worksheet, problem.line) for problem in problems}
    rows = []
    skipped: list[tuple[SheetRow, Sentence]] = []
    for row in stop_at_deadline(sheet.rows):
        if len(problems) >= MAX_PROBLEMS:
            problems.extend([] if len(sheet.problems) >= MAX_PROBLEMS else [report_early_stop(row.line)])
            break
        if message := find_reason_to_skip(row, known):
            skipped.append((row, message))
            continue
        values, wrong = read_credit_cells(row, known)
        problems.extend(wrong)
        if not wrong and (row.worksheet, row.line) not in refused:
            languages = guess_row_languages(values, known)
            rows.append(CreditSheetRow(line=row.line, worksheet=row.worksheet, **values | languages))
    notes += note_skipped_lines(skipped)
    return CreditSheet(
        () if columns.problems else tuple(rows),
        sort_by_line(problems, sheet.worksheets),
        sort_by_line(notes, sheet.worksheets),
        tuple(columns.every),
        sheet.worksheets,
    )


def note_skipped_lines(skipped: Sequence[tuple[SheetRow, Sentence]]) -> Iterator[Problem]:
    """A note for each line that is no credit, and one for all that are too many to be told."""
    for row, message in skipped[:MAX_SKIPPED_LINES]:
        yield Problem(
            format_cell_place(row.line, "", row.worksheet), message, row.line, worksheet=row.worksheet
        )
    if more := skipped[MAX_SKIPPED_LINES:]:
        row = more[0][0]
        message = Sentence(
            "From here on, %(count)d line has no credit either, and is left out.",
            "From here on, %(count)d lines have no credits either, and are left out.",
            "count",
            count=len(more),
        )
        yield Problem(
            format_cell_place(row.line, "", row.worksheet), message, row.line, worksheet=row.worksheet
        )


def sort_by_line(told: Iterable[Problem], worksheets: Sequence[str]) -> tuple[Problem, ...]:
    """Problems or notes in the order of the file: by sheet, then by line; what has no line comes first."""
    order = {title: index for index, title in enumerate(worksheets)}
    return tuple(sorted(told, key=lambda each: (order.get(each.worksheet, -1), each.line or 0)))


def find_reason_to_skip(row: SheetRow, columns: Sequence[SheetColumn]) -> Sentence | None:
    """Why a line is no credit: it repeats the headings, as on each page of a print, or holds remarks alone."""
    filled = [column for column in columns if row.cells[column.index]]
    if columns and not filled:
        return NOTHING_READ
    alike = [FIELD_OF_HEADING.get(fold_word(row.cells[column.index])) == column.field for column in filled]
    return HEADINGS_AGAIN if all(alike) and len(alike) >= min(2, len(columns)) and alike else None


def read_credit_cells(row: SheetRow, columns: Sequence[SheetColumn]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of one line by field, and what is wrong with its cells."""
    values, problems = read_cells(row, columns)
    by_field = {column.field: column for column in columns}
    if "role" in by_field and not get_cell_text(row, by_field["role"]):
        problems.append(build_cell_problem(row, by_field["role"], NO_ROLE))
    ai = [column for column in columns if column.field.startswith("ai_") and get_cell_text(row, column)]
    if ai and "ai_system" not in (column.field for column in ai):
        problems.append(build_cell_problem(row, ai[0], NO_AI_SYSTEM))
    return values, problems


def read_cells(row: SheetRow, columns: Iterable[SheetColumn]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of the cells of one line by field, and what is wrong with each."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        try:
            values[column.field] = CELL_PARSERS.get(column.field, str)(get_cell_text(row, column))
        except InvalidCell as error:
            problems.append(build_cell_problem(row, column, error.sentence, error.suggestions))
    return values, problems


def get_cell_text(row: SheetRow, column: SheetColumn) -> str:
    """The text of a cell in one line, of a name with its line ends, since those part names.

    A cell that is merged with the one to its left says something of another column, and nothing of this one.
    """
    if column.index in row.spread:
        return ""
    text = row.cells[column.index]
    return text if column.field == "name" else flatten_breaks(text)


def guess_row_languages(values: Mapping[str, Any], columns: Sequence[SheetColumn]) -> dict[str, str]:
    """The languages that no cell gives: of the role and of the character as written, as far as they tell."""
    headings = {column.field: column.heading for column in columns}
    found = {}
    for language, fields in WRITTEN_FIELDS.items():
        field = next((name for name in fields if values.get(name)), "")
        if field and not values.get(language):
            among_japanese = not headings.get(field, "").isascii()
            found[language] = guess_written_language(values[field], among_japanese=among_japanese)
    return found


WRITTEN_FIELDS = {"role_language": ("role_as_printed", "role"), "character_language": ("character",)}
"""Language → what is written in it: the first of these that a row has."""


def build_cell_problem(
    row: SheetRow, column: SheetColumn, message: str | Sentence, suggestions: tuple[str, ...] = ()
) -> Problem:
    """A problem of one cell."""
    place = format_cell_place(row.line, column.heading, row.worksheet)
    return Problem(place, message, row.line, column.heading, row.worksheet, suggestions)
