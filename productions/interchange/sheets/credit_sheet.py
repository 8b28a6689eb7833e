"""A credit sheet: one line a credit, headings in English or Japanese, and what is wrong with each line.

Only the writing is checked here: headings, numbers, dates, coded words. Whether a credit may be entered is
for the verbs to say.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow, SheetColumn
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import (
    CODE_OF_WORD,
    CODE_SPELLINGS,
    FIELD_OF_HEADING,
    HEADING_SPELLINGS,
    fold_word,
)
from productions.interchange.sheets.sheet_reader import (
    MAX_PROBLEMS,
    Sheet,
    SheetRow,
    format_cell_place,
    read_sheet,
    report_early_stop,
)
from productions.shared.time_limits import stop_at_deadline

COUNT_PATTERN = re.compile(r"(\d{1,9})\s*[人名]?", re.ASCII)
DATE_LIKE_PATTERN = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T.*)?|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE | re.ASCII,
)
"""What spreadsheet programs make of a range of cuts like 3-4."""

IPTC_SOURCE_TYPE_URI = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""What stands before a source type in its URI; sheets from asset managers hold the whole of it."""

ONE_DIGIT_HOUR_PATTERN = re.compile(r"^(?=\d:)", re.ASCII)
SLASHED_DATE_PATTERN = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(.*)", re.ASCII)


class InvalidCell(ValueError):
    """A cell that does not say what its column is for; the message is one sentence."""


def read_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    """The credits of a CSV or XLSX file. Never raises for what the file holds: see CreditSheet.problems."""
    return read_own_credits(read_sheet(data, filename=filename))


def read_own_credits(sheet: Sheet) -> CreditSheet:
    """The credits of a sheet whose first row are headings of ours."""
    problems = list(sheet.problems)
    if not sheet.headings:
        return CreditSheet(problems=tuple(problems))
    columns, heading_problems = read_credit_headings(sheet.headings, sheet.heading_line)
    problems.extend(heading_problems)
    refused = {problem.line for problem in problems}
    rows = []
    for row in stop_at_deadline(sheet.rows):
        if len(problems) >= MAX_PROBLEMS:
            problems.extend([] if len(sheet.problems) >= MAX_PROBLEMS else [report_early_stop(row.line)])
            break
        values, wrong = read_credit_cells(row, columns)
        problems.extend(wrong)
        if not wrong and row.line not in refused:
            rows.append(CreditSheetRow(line=row.line, **values | guess_row_languages(values, columns)))
    problems.sort(key=lambda problem: problem.line or 0)
    return CreditSheet(() if heading_problems else tuple(rows), tuple(problems))


def read_credit_headings(headings: tuple[str, ...], line: int) -> tuple[list[SheetColumn], list[Problem]]:
    """The columns that are known, and a problem for each heading that is unknown or doubled, or missing."""
    columns: dict[str, SheetColumn] = {}
    problems = []
    for index, heading in enumerate(headings):
        field = FIELD_OF_HEADING.get(fold_word(heading))
        if not heading:
            continue
        if field is None:
            message = f"This heading is not known{suggest_heading(heading)}; rename or delete the column."
        elif field in columns:
            message = f"“{shorten_for_message(columns[field].heading)}” heads the same column already; delete one of them."
        else:
            columns[field] = SheetColumn(index, heading, field)
            continue
        problems.append(Problem(format_cell_place(line, heading), message, line, heading))
    role = f"“{HEADING_SPELLINGS['role'].en}” or “{HEADING_SPELLINGS['role'].ja}”"
    if not columns:
        message = f"No heading is known; the first line must be the heading row, with at least {role}."
        problems = [Problem(format_cell_place(line), message, line)]
    elif "role" not in columns:
        problems.append(Problem(format_cell_place(line), f"The column {role} is missing; add it.", line))
    return list(columns.values()), problems


def suggest_heading(heading: str) -> str:
    """The nearest known heading in brackets, in the language of the one given, or an empty string."""
    near = difflib.get_close_matches(fold_word(heading)[:60], FIELD_OF_HEADING, n=1, cutoff=0.7)
    if not near:
        return ""
    usual = HEADING_SPELLINGS[FIELD_OF_HEADING[near[0]]]
    return f" (did you mean “{usual.en if near[0].isascii() else usual.ja}”?)"


def read_credit_cells(row: SheetRow, columns: list[SheetColumn]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of one line by field, and what is wrong with its cells."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        text = row.cells[column.index]
        try:
            values[column.field] = CELL_PARSERS.get(column.field, str)(text)
        except InvalidCell as error:
            problems.append(build_cell_problem(row, column, str(error)))
    by_field = {column.field: column for column in columns}
    if "role" in by_field and not row.cells[by_field["role"].index]:
        problems.append(
            build_cell_problem(row, by_field["role"], "The role is missing; write what was done.")
        )
    ai = [column for column in columns if column.field.startswith("ai_") and row.cells[column.index]]
    if ai and "ai_system" not in (column.field for column in ai):
        message = "The line tells of an AI use but names no AI system; name the system, or empty the cell."
        problems.append(build_cell_problem(row, ai[0], message))
    return values, problems


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


def build_cell_problem(row: SheetRow, column: SheetColumn, message: str) -> Problem:
    return Problem(format_cell_place(row.line, column.heading), message, row.line, column.heading)


def parse_count(text: str) -> int | None:
    """A count like 3, ３ or 3人; None when empty."""
    if not text:
        return None
    match = COUNT_PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise InvalidCell(
            f"“{shorten_for_message(text)}” is not a whole number of at most nine digits; write one, like 3."
        )
    return int(match[1])


def parse_numbering(text: str) -> str:
    """A number of an episode or cut as given, unless a spreadsheet program has made a date of it."""
    if DATE_LIKE_PATTERN.fullmatch(text):
        raise InvalidCell(
            f"“{shorten_for_message(text)}” is a date, made by the spreadsheet program; format the column as text and "
            "write the number again."
        )
    return text


def parse_validation_time(text: str) -> str:
    """A date, or a date and time, in ISO 8601 or with slashes (2024/4/1 18:00), as ISO 8601."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).strip()
    if slashed := SLASHED_DATE_PATTERN.fullmatch(plain):
        plain = f"{slashed[1]}-{slashed[2]:0>2}-{slashed[3]:0>2}{slashed[4]}"
    day, _, clock = plain.replace("T", " ").partition(" ")
    try:
        if not clock:
            return date.fromisoformat(day).isoformat()
        return datetime.fromisoformat(f"{day}T{ONE_DIGIT_HOUR_PATTERN.sub('0', clock.strip())}").isoformat()
    except ValueError:
        raise InvalidCell(
            f"“{shorten_for_message(text)}” is not a date or time; write it like 2024-04-01 18:00."
        ) from None


def parse_day(text: str) -> str:
    """A date in ISO 8601 or with slashes (2024/4/1), as ISO 8601."""
    day = parse_validation_time(text)
    if "T" in day:
        raise InvalidCell(
            f"“{shorten_for_message(text)}” is a date with a time; write the date alone, like 2024-04-01."
        )
    return day


def parse_code_word(text: str, *, field: str) -> str:
    """The code for a code or word of `field`, in either language."""
    if not text:
        return ""
    plain = text.removeprefix(IPTC_SOURCE_TYPE_URI) if field == "ai_source_type" else text
    code = CODE_OF_WORD[field].get(fold_word(plain))
    if code is None:
        choices = ", ".join(CODE_SPELLINGS[field])
        raise InvalidCell(f"“{shorten_for_message(text)}” is not known here; write one of: {choices}.")
    return code


def parse_edition(text: str) -> str:
    """The code of a built-in edition; anything else as given, since it may be an edition that the production has of its own."""
    return CODE_OF_WORD["edition"].get(fold_word(text), text) if text else ""


CELL_PARSERS: dict[str, Callable[[str], Any]] = {
    **{field: partial(parse_code_word, field=field) for field in CODE_SPELLINGS},
    **dict.fromkeys(("headcount", "named_count", "position"), parse_count),
    **dict.fromkeys(("episode", "cut"), parse_numbering),
    "ai_validated_at": parse_validation_time,
    "evidence_on": parse_day,
    "edition": parse_edition,
}
"""Field → what reads its cell; other fields are kept as given."""
