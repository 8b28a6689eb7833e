"""A credit sheet of ours: known by its headings, read by `sheets`, with episodes that stand in the brackets of a role."""

from collections.abc import Sequence
from dataclasses import replace

from productions.interchange.shapes.role_cells import split_role_scope
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow, ReadingOptions
from productions.interchange.sheets.credit_sheet import read_own_credits
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word

MIN_KNOWN_HEADINGS = 2


def knows_own_headings(headings: Sequence[str]) -> bool:
    """Whether several of these are headings of a credit sheet."""
    fields = {FIELD_OF_HEADING.get(fold_word(heading)) for heading in headings if heading} - {None}
    return len(fields) >= MIN_KNOWN_HEADINGS


def read_own_sheet(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of a sheet of ours."""
    found = read_own_credits(sheet, options)
    return replace(found, rows=tuple(scoped for row in found.rows for scoped in split_row_scope(row)))


def split_row_scope(row: CreditSheetRow) -> list[CreditSheetRow]:
    """A row whose role says its episodes, as in `Key Animation (ep 3)`, once for each of them; others as they are."""
    if row.episode or not row.role.isascii() or "(" not in row.role:
        return [row]
    return [replace(row, role=each.role, episode=each.episode) for each in split_role_scope(row.role)]
