"""A credit sheet: one line a credit, headings in English or Japanese, and what is wrong with each line.

Only the writing is checked here: headings, numbers, dates, coded words. Whether a credit may be entered is
for the verbs to say.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from productions.cells import quote_cell
from productions.interchange.problems import Problem
from productions.interchange.sheet_cells import shown
from productions.interchange.sheet_headings import (
    CODE_OF_WORD,
    CODES,
    FIELD_OF_HEADING,
    HEADINGS,
    word_key,
)
from productions.interchange.sheets import (
    MAX_PROBLEMS,
    Row,
    Sheet,
    place_of,
    read_sheet,
    stop_problem,
)
from productions.time_limits import in_time

NUMBER = re.compile(r"(\d{1,9})\s*[人名]?", re.ASCII)
DATE_LIKE = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T.*)?|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE | re.ASCII,
)
"""What spreadsheet programs make of a range of cuts like 3-4."""

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""What stands before a source type in its URI; sheets from asset managers hold the whole of it."""

ONE_DIGIT_HOUR = re.compile(r"^(?=\d:)", re.ASCII)
SLASHED_DATE = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One line: the cells as given, stripped, `""` when empty; coded fields hold codes of the vocabulary.

    `cut` may be a range or a list. `headcount`, `named_count` (people) and `position` are None when empty.
    `on_screen` is `yes`, `no` or empty. `ai_validated_at` is ISO 8601: a date, or a date and time as given.
    """

    line: int
    episode: str = ""
    cut: str = ""
    role: str = ""
    role_as_printed: str = ""
    name: str = ""
    credited_as: str = ""
    printed_as: str = ""
    affiliation: str = ""
    kind: str = ""
    headcount: int | None = None
    named_count: int | None = None
    absence_reason: str = ""
    evidence: str = ""
    edition: str = ""
    position: int | None = None
    on_screen: str = ""
    ai_system: str = ""
    ai_vendor: str = ""
    ai_version: str = ""
    ai_task: str = ""
    ai_source_type: str = ""
    ai_oversight: str = ""
    ai_validated_by: str = ""
    ai_validated_at: str = ""
    ai_extent: str = ""
    ai_note: str = ""


@dataclass(frozen=True, slots=True)
class CreditSheet:
    """The lines without a problem, and every problem by line.

    No row is given when a heading is unknown or doubled, because its column would be lost. `notes` tell of
    lines that hold no credit and are left out, in sheets that print more than credits."""

    rows: tuple[CreditRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class BadCell(ValueError):
    """A cell that does not say what its column is for; the message is one sentence."""


def read_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    """The credits of a CSV or XLSX file. Never raises for what the file holds: see CreditSheet.problems."""
    return credits_of(read_sheet(data, filename=filename))


def credits_of(sheet: Sheet) -> CreditSheet:
    """The credits of a sheet whose first row are headings of ours."""
    problems = list(sheet.problems)
    if not sheet.headings:
        return CreditSheet(problems=tuple(problems))
    columns, heading_problems = read_headings(sheet.headings, sheet.heading_line)
    problems.extend(heading_problems)
    refused = {problem.line for problem in problems}
    rows = []
    for row in in_time(sheet.rows):
        if len(problems) >= MAX_PROBLEMS:
            problems.extend([] if len(sheet.problems) >= MAX_PROBLEMS else [stop_problem(row.line)])
            break
        values, wrong = read_row(row, columns)
        problems.extend(wrong)
        if not wrong and row.line not in refused:
            rows.append(CreditRow(line=row.line, **values))
    problems.sort(key=lambda problem: problem.line or 0)
    return CreditSheet(() if heading_problems else tuple(rows), tuple(problems))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: where it stands (from 0), its heading as given, the field it fills."""

    index: int
    heading: str
    field: str


def read_headings(headings: tuple[str, ...], line: int) -> tuple[list[Column], list[Problem]]:
    """The columns that are known, and a problem for each heading that is unknown or doubled, or missing."""
    columns: dict[str, Column] = {}
    problems = []
    for index, heading in enumerate(headings):
        field = FIELD_OF_HEADING.get(word_key(heading))
        if not heading:
            continue
        if field is None:
            message = f"This heading is not known{suggestion(heading)}; rename or delete the column."
        elif field in columns:
            message = f"“{shown(columns[field].heading)}” heads the same column already; delete one of them."
        else:
            columns[field] = Column(index, heading, field)
            continue
        problems.append(Problem(place_of(line, heading), message, line, heading))
    role = f"“{HEADINGS['role'].en}” or “{HEADINGS['role'].ja}”"
    if not columns:
        message = f"No heading is known; the first line must be the heading row, with at least {role}."
        problems = [Problem(place_of(line), message, line)]
    elif "role" not in columns:
        problems.append(Problem(place_of(line), f"The column {role} is missing; add it.", line))
    return list(columns.values()), problems


def suggestion(heading: str) -> str:
    """The nearest known heading in brackets, in the language of the one given, or an empty string."""
    near = difflib.get_close_matches(word_key(heading)[:60], FIELD_OF_HEADING, n=1, cutoff=0.7)
    if not near:
        return ""
    usual = HEADINGS[FIELD_OF_HEADING[near[0]]]
    return f" (did you mean “{usual.en if near[0].isascii() else usual.ja}”?)"


def read_row(row: Row, columns: list[Column]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of one line by field, and what is wrong with its cells."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        text = row.cells[column.index]
        try:
            values[column.field] = READERS.get(column.field, str)(text)
        except BadCell as error:
            problems.append(problem_at(row, column, str(error)))
    by_field = {column.field: column for column in columns}
    if "role" in by_field and not row.cells[by_field["role"].index]:
        problems.append(problem_at(row, by_field["role"], "The role is missing; write what was done."))
    ai = [column for column in columns if column.field.startswith("ai_") and row.cells[column.index]]
    if ai and "ai_system" not in (column.field for column in ai):
        message = "The line tells of an AI use but names no AI system; name the system, or empty the cell."
        problems.append(problem_at(row, ai[0], message))
    return values, problems


def problem_at(row: Row, column: Column, message: str) -> Problem:
    return Problem(place_of(row.line, column.heading), message, row.line, column.heading)


def read_number(text: str) -> int | None:
    """A count like 3, ３ or 3人; None when empty."""
    if not text:
        return None
    match = NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise BadCell(f"“{shown(text)}” is not a whole number of at most nine digits; write one, like 3.")
    return int(match[1])


def read_numbering(text: str) -> str:
    """A number of an episode or cut as given, unless a spreadsheet program has made a date of it."""
    if DATE_LIKE.fullmatch(text):
        raise BadCell(
            f"“{shown(text)}” is a date, made by the spreadsheet program; format the column as text and "
            "write the number again."
        )
    return text


def read_time(text: str) -> str:
    """A date, or a date and time, in ISO 8601 or with slashes (2024/4/1 18:00), as ISO 8601."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).strip()
    if slashed := SLASHED_DATE.fullmatch(plain):
        plain = f"{slashed[1]}-{slashed[2]:0>2}-{slashed[3]:0>2}{slashed[4]}"
    day, _, clock = plain.replace("T", " ").partition(" ")
    try:
        if not clock:
            return date.fromisoformat(day).isoformat()
        return datetime.fromisoformat(f"{day}T{ONE_DIGIT_HOUR.sub('0', clock.strip())}").isoformat()
    except ValueError:
        raise BadCell(f"“{shown(text)}” is not a date or time; write it like 2024-04-01 18:00.") from None


def read_code(text: str, *, field: str) -> str:
    """The code for a code or word of `field`, in either language."""
    if not text:
        return ""
    plain = text.removeprefix(IPTC) if field == "ai_source_type" else text
    code = CODE_OF_WORD[field].get(word_key(plain))
    if code is None:
        choices = ", ".join(CODES[field])
        raise BadCell(f"“{shown(text)}” is not known here; write one of: {choices}.")
    return code


READERS: dict[str, Callable[[str], Any]] = {
    **{field: partial(read_code, field=field) for field in CODES},
    **dict.fromkeys(("headcount", "named_count", "position"), read_number),
    **dict.fromkeys(("episode", "cut"), read_numbering),
    "ai_validated_at": read_time,
}
"""Field → what reads its cell; other fields are kept as given."""

EXAMPLE = CreditRow(
    line=2,
    episode="1",
    cut="012A",
    role="background_art",
    role_as_printed="背景",
    name="山田 はるか",
    credited_as="山田 はるか",
    affiliation="スタジオ例",
    kind="person",
    evidence="onscreen",
    edition="broadcast",
    position=1,
    on_screen="yes",
    ai_system="Example Diffusion",
    ai_vendor="Example Inc.",
    ai_version="2.1",
    ai_task="generation",
    ai_source_type="compositeWithTrainedAlgorithmicMedia",
    ai_oversight="human_validated",
    ai_validated_by="山田 はるか",
    ai_validated_at="2024-04-01T18:00:00",
    ai_extent="partial",
    ai_note="layout drawn by hand, generated over it, revised by hand",
)
"""The line that a template shows: a person, and the tool they used."""


def template_csv(lang: str) -> str:
    """A heading row and an example line in `lang` (en or ja), with CRLF; Excel wants it as UTF-8 with BOM."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(getattr(words, lang) for words in HEADINGS.values())
    writer.writerow(quote_cell(example_cell(field, lang)) for field in HEADINGS)
    return text.getvalue()


def example_cell(field: str, lang: str) -> str:
    """The example's cell: coded values in the words of `lang`."""
    value = getattr(EXAMPLE, field)
    if field in CODES and value:
        return str(getattr(CODES[field][value], lang))
    return "" if value is None else str(value)
