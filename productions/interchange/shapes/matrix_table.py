"""A matrix: a row a cut or an episode, a column a role, a cell a name."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from productions.interchange.credit_text.statements import OTHER_ROLE_CODE
from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.matching.written_language import KANA_PATTERN, guess_written_language
from productions.interchange.shapes.column_mapping import TableColumn, map_table_columns
from productions.interchange.shapes.table_findings import TableFindings
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

SHAPE_NAME = "matrix"
PLACE_FIELDS = ("episode", "cut", "segment")
ROW_FIELDS = (*PLACE_FIELDS, "edition", "evidence", "evidence_on", "affiliation", "contracted_by")
"""Fields that a row of a matrix says of all its credits. A note may be of the cut, so it is left to whoever maps it."""

FEW_ROLES = 3
"""With this many columns of roles no column of cuts or episodes is needed."""

UNKNOWN_ROLE_COLUMN = Sentence(
    "This heading is no role that is known, so the column is left out; say that it is a role if names stand in it."
)
NO_PLACE_IN_ROW = Sentence("The line says no cut and no episode, so its credits are for the whole work.")
NO_NAME_IN_CELL = Sentence("“%(text)s” is no name; it is left out.")

_NO_NAME = compile_late(
    r"[\W\d_]*|[○◯〇×✕△▲●レ✓✔]|済み?|未着?|完了?|終了?|有|無|要|不要|済み?\d*|(?:up|ok|ng|yes|no|done|wip|tbd|n/a|rt|retake|リテイク|アップ|完成|あり|なし|保留|欠番|兼用|bank)\d*",
    re.IGNORECASE,
)
_NO_ROLE_HEADINGS = frozenset({"title", "タイトル", "type", "source"})
"""Headings that a matrix has for other things than the words of ours that they are."""


@lru_cache(maxsize=2_000)
def is_role_heading(heading: str) -> bool:
    """Whether a heading is the label of a role, whole."""
    found = load_shipped_labels().resolve(heading) if heading else None
    return found is not None and found.whole and found.codes != (OTHER_ROLE_CODE,)


def knows_matrix_headings(headings: Sequence[str]) -> bool:
    """Whether columns are roles: one beside a cut or an episode, or several; and no column holds names or roles for all."""
    fields = {
        FIELD_OF_HEADING.get(fold_word(heading))
        for heading in headings
        if fold_word(heading) not in _NO_ROLE_HEADINGS
    }
    if fields & {"role", "name"}:
        return False
    filled = [heading for heading in headings if heading]
    if any(heading.isdecimal() for heading in filled):
        return False  # a line of a table, which has numbers; no heading is one
    roles = sum(is_role_heading(heading) for heading in headings if not is_place_heading(heading))
    return roles >= FEW_ROLES or (roles > 0 and bool(fields & set(PLACE_FIELDS)))


def is_name_cell(text: str) -> bool:
    """Whether a cell of a matrix can name somebody: it is no tick, date, number or word of a progress list."""
    return not _NO_NAME.fullmatch(unicodedata.normalize("NFKC", text))


def is_place_heading(heading: str) -> bool:
    return FIELD_OF_HEADING.get(fold_word(heading)) in PLACE_FIELDS


def guess_matrix_part(heading: str) -> tuple[str, str] | None:
    field = FIELD_OF_HEADING.get(fold_word(heading), "")
    if field in ROW_FIELDS and not (field == "affiliation" and is_role_heading(heading)):
        return field, field
    return ("role", "role") if is_role_heading(heading) else None


def read_matrix(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """A credit for each cell that holds a name, for a merged one in each of its columns: the column is the role as written, the row the cut or episode."""
    columns, wrong = map_table_columns(
        sheet.headings, sheet.heading_line, options.columns, guess_matrix_part, repeated=frozenset({"role"})
    )
    findings = TableFindings.of_sheet(sheet, wrong)
    for column in columns:
        if not column.field and column.heading not in options.columns:
            findings.tell_note(sheet.heading_line, UNKNOWN_ROLE_COLUMN, column.heading)
    is_japanese = any(KANA_PATTERN.search(heading) for heading in sheet.headings)
    for row in findings.walk_rows(sheet):
        read_matrix_row(findings, row, columns, is_japanese=is_japanese)
    return findings.build_sheet(SHAPE_NAME, columns)


def read_matrix_row(
    findings: TableFindings, row: SheetRow, columns: Sequence[TableColumn], *, is_japanese: bool
) -> None:
    """The credits of one line; `is_japanese`: kanji in the headings are Japanese, as kana beside them tell."""
    values = {column.field: row.cells[column.index] for column in columns if column.field not in ("", "role")}
    headings: Mapping[str, str] = {column.field: column.heading for column in columns if column.field}
    credited = False
    for column in columns:
        name = row.cells[column.index] if column.field == "role" else ""
        if not name:
            continue
        if not is_name_cell(name):
            message = NO_NAME_IN_CELL.given(text=shorten_for_message(name))
            findings.tell_note(row.line, message, column.heading)
            continue
        credited = True
        language = guess_written_language(column.heading, among_japanese=is_japanese)
        said = {**values, "role": column.heading, "role_language": language, "name": name}
        if not findings.add_row(row.line, said, headings):
            return
    if (
        credited
        and any(column.field in PLACE_FIELDS for column in columns)
        and not any(values.get(each) for each in PLACE_FIELDS)
    ):
        findings.tell_note(row.line, NO_PLACE_IN_ROW)
