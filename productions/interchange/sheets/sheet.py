"""A sheet as every reader of sheets gives it: headings, rows, problems and notes."""

from dataclasses import dataclass

from productions.interchange.problems import Problem
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.sentences import Sentence

MAX_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet. `line` counts from 1 as people see it; there is a cell for every heading.

    `worksheet` is the title of its sheet where several of a workbook are read. `spread` are the columns whose cells repeat the one to
    their left, because they are merged with it.
    """

    line: int
    cells: tuple[str, ...]
    worksheet: str = ""
    spread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. Cells are stripped, line ends inside them are `\\n`, empty ones are `""`.

    `heading_line` is the headings' line, 0 when there are none. `notes` tell what was left out or read otherwise than it stands.
    `hidden_columns` are those that the file hides, by their index from 0: their headings stay, and their cells are empty.
    `worksheets` are the titles of the visible sheets of a workbook.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    heading_line: int = 0
    notes: tuple[Problem, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    worksheets: tuple[str, ...] = ()


def format_cell_place(line: int, column: str = "", worksheet: str = "") -> Sentence:
    """Where a problem is, for people: `line 12, column Role`, behind the title of the sheet where several are read."""
    if column:
        place = Sentence("line %(line)d, column %(column)s", line=line, column=shorten_for_message(column))
    else:
        place = Sentence("line %(line)d", line=line)
    return put_into_worksheet(place, worksheet) if worksheet else place


def put_into_worksheet(place: str | Sentence, worksheet: str) -> Sentence:
    """A place with the sheet of the workbook that it is in."""
    return Sentence("sheet %(sheet)s, %(place)s", sheet=shorten_for_message(worksheet), place=place)


def report_early_stop(line: int | None) -> Problem:
    """Says that the reading ended before `line`, so that nobody takes the lines below for read."""
    message = Sentence(
        "Reading stopped here after %(limit)s problems; mend those and upload the file again.",
        limit=f"{MAX_PROBLEMS:,}",
    )
    return Problem(format_cell_place(line) if line else Sentence("other sheets"), message, line)
