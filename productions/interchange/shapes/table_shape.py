"""A shape of a table that is known by its headings, and the reading of such a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from productions.interchange.shapes.column_mapping import (
    TableColumn,
    build_heading_problem,
    map_table_columns,
)
from productions.interchange.shapes.table_findings import NO_ROLE, TableFindings, read_parts
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.shared.sentences import Sentence

LEFT_OUT_COLUMN = Sentence(
    "This column is left out; say which field it fills if it holds something of a credit."
)
NO_NAME = Sentence("The line names nobody; it is left out.")
OTHER_WORK = Sentence(
    "The line is of another work (%(other)s) than the lines above (%(work)s): keep the lines of one work."
)

EMPTY_MARKS = frozenset({"\\N", "null", "NULL", "None"})
"""How databases write that there is nothing."""

Values = Mapping[str, str]
ExpandRow = Callable[[Values], Iterable[Values]]


@dataclass(frozen=True, slots=True)
class TableShape:
    """`marks`: folded headings of which one set must be there whole, `unless` any of these is there too.

    `parts`: folded heading → what `expand` calls it. `expand` makes credits by field of a line by part; `fields` says which
    field a part fills where both have other names. `needs` says what to do where roles or names are missing.
    """

    name: str
    marks: tuple[frozenset[str], ...]
    parts: Mapping[str, str]
    expand: ExpandRow
    needs: Sentence
    fields: Mapping[str, str]
    unless: frozenset[str] = frozenset()
    required: tuple[str, ...] = ("role", "name")

    def knows(self, headings: Sequence[str]) -> bool:
        """Whether these are headings of such a table."""
        folded = {fold_word(heading) for heading in headings if heading}
        return not folded & self.unless and any(mark <= folded for mark in self.marks)

    def guess(self, heading: str) -> tuple[str, str] | None:
        part = self.parts.get(fold_word(heading))
        return None if part is None else (part, self.fields.get(part, part))


def read_shaped_table(shape: TableShape, sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of a table of that shape."""
    columns, wrong = map_table_columns(sheet.headings, sheet.heading_line, options.columns, shape.guess)
    findings = TableFindings.of_sheet(sheet, wrong)
    filled = {column.field for column in columns}
    if not set(shape.required) <= filled:
        findings.problems.append(build_heading_problem(sheet.heading_line, "", shape.needs))
        return findings.build_sheet(shape.name, columns)
    for column in columns:
        if not column.field and column.heading not in options.columns and shape.guess(column.heading) is None:
            findings.tell_note(sheet.heading_line, LEFT_OUT_COLUMN, column.heading)
    headings = {column.field: column.heading for column in columns if column.field}
    works: list[str] = []
    for row in findings.walk_rows(sheet):
        read_shaped_row(shape, findings, row, columns, headings, works)
    return findings.build_sheet(shape.name, columns)


def read_shaped_row(
    shape: TableShape,
    findings: TableFindings,
    row: SheetRow,
    columns: Sequence[TableColumn],
    headings: Mapping[str, str],
    works: list[str],
) -> None:
    """The credits of one line; `works` is the work of the lines above."""
    values = {part: "" if text in EMPTY_MARKS else text for part, text in read_parts(row, columns).items()}
    work = values.pop("work", "")
    if work and works and work != works[0]:
        message = OTHER_WORK.given(other=shorten_for_message(work), work=shorten_for_message(works[0]))
        findings.tell_problem(row.line, message)
        return
    if work and not works:
        works.append(work)
    credits = list(shape.expand(values))
    for missing, message in (("name", NO_NAME), ("role", NO_ROLE)):
        if not credits or any(not credit.get(missing) for credit in credits):
            findings.tell_note(row.line, message)
            return
    for credit in credits:
        findings.add_row(row.line, credit, headings)


def cross_roles(values: Values, roles: Iterable[Values]) -> Iterator[Values]:
    """The line once for each of its roles, which say what they change."""
    for role in roles:
        yield {**values, **role}
