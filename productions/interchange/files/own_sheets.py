"""A credit sheet of ours, with the columns as a person says they are."""

from collections.abc import Sequence
from dataclasses import replace

from productions.interchange.problems import Problem
from productions.interchange.shapes.column_mapping import TableColumn, map_columns, show_columns
from productions.interchange.shapes.role_cells import split_role_scope
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow, ReadingOptions
from productions.interchange.sheets.credit_sheet import read_own_credits
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING, fold_word
from productions.interchange.sheets.sheet_reader import Sheet, SheetRow, format_cell_place

MIN_KNOWN_HEADINGS = 2


def knows_own_headings(headings: Sequence[str]) -> bool:
    """Whether several of these are headings of a credit sheet."""
    fields = {FIELD_OF_HEADING.get(fold_word(heading)) for heading in headings if heading} - {None}
    return len(fields) >= MIN_KNOWN_HEADINGS


def read_own_sheet(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of a sheet of ours. A column that a person named otherwise is read under the name of its field."""

    def guess(heading: str) -> tuple[str, str] | None:
        field = FIELD_OF_HEADING.get(fold_word(heading))
        return (field, field) if field else None

    columns, wrong = map_columns(sheet.headings, sheet.heading_line, options.columns, guess)
    said = [column for column in columns if column.heading in options.columns]
    found = read_own_credits(rename_columns(sheet, columns, said) if said else sheet)
    fields = {column.field: column.heading for column in said if column.field}
    return replace(
        found,
        rows=() if wrong else tuple(scoped for row in found.rows for scoped in split_row_scope(row)),
        problems=(*wrong, *(restore_heading(problem, fields) for problem in found.problems)),
        columns=show_columns(columns),
    )


def rename_columns(sheet: Sheet, columns: Sequence[TableColumn], said: Sequence[TableColumn]) -> Sheet:
    """The sheet with the fields' own names as headings of these columns, without those that are left out.

    A column that was guessed for a field that a person gave to another one is left out too.
    """
    taken = {column.field for column in said}
    names = {column.index: column.field for column in said}
    for column in columns:
        field = FIELD_OF_HEADING.get(fold_word(column.heading))
        names.setdefault(column.index, "" if field in taken else column.heading)
    kept = [index for index, name in names.items() if name]
    rows = (SheetRow(row.line, tuple(row.cells[index] for index in kept)) for row in sheet.rows)
    left_out = {column.heading for column in columns if not names[column.index]}
    problems = tuple(problem for problem in sheet.problems if problem.column not in left_out)
    return replace(sheet, headings=tuple(names[index] for index in kept), rows=tuple(rows), problems=problems)


def restore_heading(problem: Problem, headings: dict[str, str]) -> Problem:
    """The problem with the heading of the file instead of the field's name."""
    heading = headings.get(problem.column)
    if heading is None or problem.line is None:
        return problem
    return replace(problem, place=format_cell_place(problem.line, heading), column=heading)


def split_row_scope(row: CreditSheetRow) -> list[CreditSheetRow]:
    """A row whose role says its episodes, as in `Key Animation (ep 3)`, once for each of them; others as they are."""
    if row.episode or not row.role.isascii() or "(" not in row.role:
        return [row]
    return [replace(row, role=each.role, episode=each.episode) for each in split_role_scope(row.role)]
