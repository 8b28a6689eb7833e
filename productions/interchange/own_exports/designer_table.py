"""The sheet for roll designers (Department, Role, Character, Name, Studio, Note), read back.

It has the words of the roll and no codes. Headings of songs, lines of rights, tools, notices and provenance stand in rows of
their own; none of them is a credit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.matching.role_vocabulary import load_shipped_roles
from productions.interchange.own_exports.printed_groups import list_song_rights, read_song_heading
from productions.interchange.own_exports.roll_table import TOOL_LEFT_OUT
from productions.interchange.own_exports.unnamed_words import read_unnamed_words
from productions.interchange.shapes.column_mapping import map_table_columns
from productions.interchange.shapes.table_findings import TableFindings, read_parts
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.song_cells import SONG_PATTERN
from productions.interchange.sheets.spellings import fold_word
from productions.shared.sentences import Sentence

SHAPE_NAME = "designer_table"
DESIGNER_TABLE_COLUMNS = {
    "department": ("", "Department", "部門"),
    "role": ("role", "Role", "役職"),
    "character": ("character", "Character", "役名"),
    "name": ("name", "Name", "氏名"),
    "affiliation": ("affiliation", "Studio", "所属"),
    "note": ("note", "Note", "備考"),
}
"""Part → the field that it fills, its heading in English and in Japanese: those of `productions.rollkit.writers.as_sheet`."""
PART_OF_HEADING = {
    fold_word(word): part for part, (_field, *words) in DESIGNER_TABLE_COLUMNS.items() for word in words
}
TOOL_HEADINGS = ("使用ツール", "Tools")
SONG_DEPARTMENT = "music"
"""Whose roles a song has: a role of another department is no longer the song's."""

TOLD_APART = Sentence("“%(text)s” is a notice and no credit; it is left out.")


@dataclass(slots=True)
class DesignerReading:
    """Where we are: the department, and the song that roles belong to."""

    findings: TableFindings
    department: str = ""
    song: dict[str, str] = field(default_factory=dict)


def knows_designer_table(headings: Sequence[str]) -> bool:
    """Whether these are the six headings of a sheet for designers."""
    found = [PART_OF_HEADING.get(fold_word(heading)) for heading in headings if heading]
    return set(DESIGNER_TABLE_COLUMNS) <= set(found)


def guess_designer_part(heading: str) -> tuple[str, str] | None:
    part = PART_OF_HEADING.get(fold_word(heading))
    return None if part is None else (part, DESIGNER_TABLE_COLUMNS[part][0])


def read_designer_table(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of the sheet, with the songs that they belong to."""
    columns, wrong = map_table_columns(
        sheet.headings, sheet.heading_line, options.columns, guess_designer_part
    )
    reading = DesignerReading(TableFindings.of_sheet(sheet, wrong))
    headings = {column.field: column.heading for column in columns if column.field}
    for row in reading.findings.walk_rows(sheet):
        read_designer_line(reading, row, read_parts(row, columns), headings)
    return reading.findings.build_sheet(SHAPE_NAME, columns)


def read_designer_line(
    reading: DesignerReading, row: SheetRow, parts: dict[str, str], headings: dict[str, str]
) -> None:
    department = parts.pop("department", "")
    if department != reading.department:
        reading.department, reading.song = department, {}
    role, name, note = (parts.get(each, "") for each in ("role", "name", "note"))
    if not name and role in TOOL_HEADINGS:
        reading.findings.tell_note(row.line, TOOL_LEFT_OUT.given(text=shorten_for_message(note)))
    elif role and not name and SONG_PATTERN.fullmatch(role):
        reading.song = read_song_heading(role)
    elif name and not role and reading.song:
        for right in list_song_rights(reading.song, name):
            reading.findings.add_row(row.line, right, headings)
    elif not role or not name:
        said = " ".join(filter(None, (role, name, note)))
        reading.findings.tell_note(row.line, TOLD_APART.given(text=shorten_for_message(said)))
    else:
        if not may_be_of_song(role):
            reading.song = {}
        unnamed = read_unnamed_words(name)
        values = {**parts, **reading.song, **({"name": "", **unnamed} if unnamed else {})}
        reading.findings.add_row(row.line, values, headings)


def may_be_of_song(role: str) -> bool:
    """Whether a role is one of music, or one that the vocabulary does not know."""
    codes = load_shipped_labels().resolve(role).codes
    departments = {each.code: each.department for each in load_shipped_roles()}
    return not codes or any(departments[code] == SONG_DEPARTMENT for code in codes)
