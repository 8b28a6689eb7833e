"""A matrix turned round: a row a role, a column an episode (第1話, #2, ep 3), a cell a name."""

import re
import unicodedata
from collections.abc import Sequence

from productions.interchange.shapes.column_mapping import map_table_columns
from productions.interchange.shapes.matrix_table import NO_NAME_IN_CELL, is_name_cell
from productions.interchange.shapes.role_cells import read_episode_item
from productions.interchange.shapes.table_findings import NO_ROLE, TableFindings, read_parts
from productions.interchange.shapes.table_shape import LEFT_OUT_COLUMN
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late

SHAPE_NAME = "episode_matrix"
MIN_EPISODES = 2
_SAYS_EPISODE = compile_late(r"[#第話回]|ep", re.IGNORECASE)


def read_episode_heading(heading: str) -> str:
    """The episode of a heading that says it is one; a number alone says nothing."""
    plain = unicodedata.normalize("NFKC", heading)
    return read_episode_item(plain) if _SAYS_EPISODE.search(plain) else ""


def knows_episode_matrix(headings: Sequence[str]) -> bool:
    """Whether there are a column of roles, none of names, and several episodes."""
    fields = {FIELD_OF_HEADING.get(fold_word(heading)) for heading in headings}
    episodes = sum(bool(read_episode_heading(heading)) for heading in headings)
    return "role" in fields and "name" not in fields and episodes >= MIN_EPISODES


def guess_episode_part(heading: str) -> tuple[str, str] | None:
    if read_episode_heading(heading):
        return "names", "name"
    return ("role", "role") if FIELD_OF_HEADING.get(fold_word(heading)) == "role" else None


def read_episode_matrix(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """A credit for each cell that holds a name, row after row. A column that a person calls names is of no episode."""
    columns, wrong = map_table_columns(
        sheet.headings,
        sheet.heading_line,
        options.columns,
        guess_episode_part,
        repeated=frozenset({"names", "name"}),
    )
    findings = TableFindings.of_sheet(sheet, wrong)
    for column in columns:
        if not column.field and column.heading not in options.columns:
            findings.tell_note(sheet.heading_line, LEFT_OUT_COLUMN, column.heading)
    others = [column for column in columns if column.field not in ("", "name")]
    headings = {column.field: column.heading for column in others}
    for row in findings.walk_rows(sheet):
        values = read_parts(row, others)
        if not values.get("role"):
            findings.tell_note(row.line, NO_ROLE)
            continue
        for column in columns:
            name = row.cells[column.index] if column.field == "name" else ""
            if name and not is_name_cell(name):
                message = NO_NAME_IN_CELL.given(text=shorten_for_message(name))
                findings.tell_note(row.line, message, column.heading)
            elif name:
                place = {"episode": episode} if (episode := read_episode_heading(column.heading)) else {}
                findings.add_row(row.line, {**values, **place, "name": name}, headings)
    return findings.build_sheet(SHAPE_NAME, columns)
