"""A credits sheet of Cinecred: heads as roles, bodies as names, in any of its heading languages.

A sheet that prints more than credits is not refused for it: what has no role beside it (titles, blurbs,
pictures, tails) is left out and told as a note with its line. Vertical gaps, styles, positions and times are
looks, and are passed over. Columns that a credit sheet of ours may have are read beside Cinecred's.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from productions.interchange.cinecred.cinecred_blocks import (
    PHRASE_GAP,
    CinecredBlock,
    HeadMeaning,
    list_blocks,
    read_meanings,
    read_song_line,
)
from productions.interchange.cinecred.cinecred_columns import find_cinecred_columns, list_shown_columns
from productions.interchange.credit_text.organizations import is_generic_organization_word, is_organization
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import (
    NOTHING_SAID,
    CreditSheet,
    CreditSheetRow,
    ReadingOptions,
    SheetColumn,
)
from productions.interchange.sheets.credit_sheet import (
    build_cell_problem,
    guess_row_languages,
    read_cells,
    read_own_credits,
    sort_by_line,
)
from productions.interchange.sheets.sheet import (
    MAX_PROBLEMS,
    Sheet,
    SheetRow,
    format_cell_place,
    report_early_stop,
)
from productions.interchange.sheets.sheet_cells import flatten_breaks, shorten_for_message
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.song_cells import read_song_cells
from productions.shared.cinecred import MARK_PATTERN, is_heading_row, unescape_marks
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

SHAPE_NAME = "cinecred"
NOBODY = Sentence("Nobody stands beside “%(text)s”; the line is left out.")
NO_ROLE = Sentence("No role stands beside “%(text)s”; the line is left out.")
MARK = Sentence("%(text)s is a mark and no name; it is left out.")
TAIL = Sentence("“%(text)s” stands in the tail; it is left out.")
NOTHING_OF_SONG = Sentence("“%(text)s” says nothing of the song that is read; it is left out.")
OTHER_NAME = Sentence("The name is “%(name)s” here and “%(body)s” in the body; make them agree.")


def read_any_credit_sheet(
    data: bytes, *, filename: str, options: ReadingOptions = NOTHING_SAID
) -> CreditSheet:
    """The credits of a CSV, XLSX or ODS file, ours or Cinecred's, as its headings say. Never raises."""
    sheet = read_sheet(data, filename=filename, headings=is_heading_row, options=options)
    read = read_cinecred_credits if is_heading_row(sheet.headings) else read_own_credits
    found = read(sheet, options)
    return replace(found, rows=tuple(read_song_cells(row) for row in found.rows))


@dataclass(slots=True)
class SheetReading:
    """What is read of a sheet so far, and what stands in it that nobody has used yet: headings of sections by their line."""

    looks: dict[str, int]
    ours: list[SheetColumn]
    refused: frozenset[tuple[str, int | None]]
    rows: list[CreditSheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    used_sections: set[int] = field(default_factory=set)

    def note(self, row: SheetRow, message: Sentence) -> None:
        place = format_cell_place(row.line, "", row.worksheet)
        self.notes.append(Problem(place, message, row.line, "", row.worksheet))


def read_cinecred_credits(sheet: Sheet, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a sheet that begins with Cinecred's headings."""
    looks, ours, unknown, doubled = find_cinecred_columns(sheet, options)
    refused = frozenset((problem.worksheet, problem.line) for problem in sheet.problems)
    reading = SheetReading(
        looks, ours, refused, problems=[*sheet.problems, *doubled], notes=[*sheet.notes, *unknown]
    )
    blocks = list_blocks(sheet.rows, looks)
    has_roles = any(column.field == "role" for column in ours)
    meanings = (
        [HeadMeaning(block.head, block.head) for block in blocks] if has_roles else read_meanings(blocks)
    )
    reading.used_sections = {
        meaning.section for block, meaning in zip(blocks, meanings, strict=True) if block.bodies
    }
    for block, meaning in stop_at_deadline(zip(blocks, meanings, strict=True)):
        if len(reading.problems) >= MAX_PROBLEMS:
            if len(sheet.problems) < MAX_PROBLEMS:
                reading.problems.append(report_early_stop(block.line))
            break
        read_block(reading, block, meaning)
    return CreditSheet(
        () if doubled else tuple(reading.rows),
        sort_by_line(reading.problems, sheet.worksheets),
        sort_by_line(reading.notes, sheet.worksheets),
        list_shown_columns(sheet, looks, ours),
        sheet.worksheets,
        SHAPE_NAME,
    )


def read_block(reading: SheetReading, block: CinecredBlock, meaning: HeadMeaning) -> None:
    """The credits of a block; a head that nobody stands beside is told."""
    named = [read_cinecred_line(reading, row, meaning) for row in stop_at_deadline(block.rows)]
    if block.head and not any(named):
        reading.note(block.rows[0], NOBODY.given(text=shorten_for_message(block.head)))


def read_cinecred_line(reading: SheetReading, row: SheetRow, meaning: HeadMeaning) -> bool:
    """One line: a name, a line of a song, or looks alone. Returns whether it names somebody."""
    values, problems = read_cells(row, reading.ours)
    reading.problems.extend(problems)
    good = (row.worksheet, row.line) not in reading.refused and not problems
    body = flatten_breaks(row.cells[reading.looks["body"]]) if "body" in reading.looks else ""
    values |= read_tail(reading, row, meaning)
    role = values.get("role") or meaning.role
    text = unescape_marks(body)
    if values.get("song") and values.get("song_rights") and not values.get("role"):
        if good:
            reading.rows.append(CreditSheetRow(line=row.line, worksheet=row.worksheet, **values))
        return False
    if not text and not (values.get("role") and values.get("absence_reason")):
        if any(" " in mark for mark in MARK_PATTERN.findall(body)):
            reading.note(row, MARK.given(text=shorten_for_message(body)))
        return False
    if meaning.song and not values.get("role"):
        return read_song_row(reading, row, text, meaning, values, good=good)
    if not role:
        if row.line not in reading.used_sections:
            reading.note(row, NO_ROLE.given(text=shorten_for_message(text)))
        return False
    name = values.get("name", "")
    if name and text and name not in text:
        message = OTHER_NAME.given(name=shorten_for_message(name), body=shorten_for_message(text))
        column = next(column for column in reading.ours if column.field == "name")
        reading.problems.append(build_cell_problem(row, column, message))
    elif good:
        reading.rows.append(build_credit_row(row, meaning, role, text, values))
    return True


def read_tail(reading: SheetReading, row: SheetRow, meaning: HeadMeaning) -> dict[str, str]:
    """A company in the tail is the one that somebody worked for; what else stands there is told, unless the head needs it."""
    tail = unescape_marks(flatten_breaks(row.cells[reading.looks["tail"]])) if "tail" in reading.looks else ""
    if not tail or meaning.role.endswith(f"{PHRASE_GAP}{tail}"):
        return {}
    if is_organization(tail) and not is_generic_organization_word(tail):
        return {"affiliation": tail}
    reading.note(row, TAIL.given(text=shorten_for_message(tail)))
    return {}


def read_song_row(
    reading: SheetReading,
    row: SheetRow,
    text: str,
    meaning: HeadMeaning,
    values: dict[str, Any],
    *,
    good: bool,
) -> bool:
    """A line below a song's title: who did what for it, or a line of rights; what else stands there is told."""
    found = read_song_line(text)
    if not found:
        reading.note(row, NOTHING_OF_SONG.given(text=shorten_for_message(text)))
    elif good:
        reading.rows.append(
            CreditSheetRow(
                line=row.line, worksheet=row.worksheet, **{**values, "song": meaning.song, **found}
            )
        )
    return True


def build_credit_row(
    row: SheetRow, meaning: HeadMeaning, role: str, text: str, values: dict[str, Any]
) -> CreditSheetRow:
    """The credit of a line. Without a role of its own column, the head is the role, as it was printed."""
    name = values.get("name") or ("" if values.get("absence_reason") else text)
    printed = values.get("role_as_printed", "") if values.get("role") else meaning.printed
    character = values.get("character") or meaning.character
    found = values | {"role": role, "role_as_printed": printed, "name": name, "character": character}
    return CreditSheetRow(line=row.line, worksheet=row.worksheet, **found | guess_row_languages(found, ()))
