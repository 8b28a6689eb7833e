"""Which column of a table fills which field: guessed by its heading, or as a person says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow, SheetColumn
from productions.interchange.sheets.sheet import format_cell_place
from productions.shared.sentences import Sentence

FIELD_NAMES = frozenset(each.name for each in fields(CreditSheetRow)) - {"line", "worksheet"}
"""What a column may be said to fill."""

SAME_FIELD = Sentence("Two columns fill the same field: say of one of them that it is left out.")
NO_SUCH_FIELD = Sentence(
    "No field of a credit is called “%(field)s”: choose another one, or leave the column out."
)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: `part` is what the reader of the table calls it, `field` the field that people see ("" where it is left out)."""

    index: int
    heading: str
    part: str
    field: str

    @property
    def shown(self) -> SheetColumn:
        """The column as a sheet tells it to people."""
        return SheetColumn(self.index, self.heading, self.field)


GuessPart = Callable[[str], tuple[str, str] | None]
"""The part and the field of a heading; None for one that the shape does not know."""


def map_table_columns(
    headings: Sequence[str],
    line: int,
    said: Mapping[str, str],
    guess: GuessPart,
    *,
    repeated: frozenset[str] = frozenset(),
) -> tuple[list[TableColumn], list[Problem]]:
    """Every column that has a heading, and what is wrong with what a person said (`said`: field by heading).

    What a person said goes before a guess, and takes the field from the column that was guessed for it. Of the parts that are
    not `repeated`, the first column counts and later ones are left out.
    """
    problems: list[Problem] = []
    taken: set[str] = set()
    for index, heading in enumerate(headings):
        field = said.get(heading, "")
        if not field:
            continue
        if field not in FIELD_NAMES:
            problems.append(build_heading_problem(line, heading, NO_SUCH_FIELD.given(field=field)))
        elif field in taken and field not in repeated and heading not in headings[:index]:
            problems.append(build_heading_problem(line, heading, SAME_FIELD))
        taken.add(field)
    columns = []
    for index, heading in enumerate(headings):
        if not heading:
            continue
        part, field = (said[heading],) * 2 if heading in said else guess(heading) or ("", "")
        if heading not in said and part not in repeated:
            if part in taken:
                part = field = ""
            taken.add(part)
        columns.append(TableColumn(index, heading, part, field))
    return columns, problems


def show_columns(columns: Sequence[TableColumn]) -> tuple[SheetColumn, ...]:
    """The columns as a sheet tells them to people."""
    return tuple(column.shown for column in columns)


def build_heading_problem(line: int, heading: str, message: str | Sentence) -> Problem:
    return Problem(format_cell_place(line, heading), message, line, heading)
