"""Several sheets of a workbook as one: columns that mean the same are one column, whatever their order and their wording."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from productions.interchange.problems import Problem
from productions.interchange.sheets.sheet import MAX_PROBLEMS, Sheet, SheetRow, put_into_worksheet
from productions.interchange.sheets.sheet_builder import TOO_MANY_LINES
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.sheets.workbook_limits import MAX_COLUMNS, MAX_ROWS, TOO_MANY_COLUMNS
from productions.shared.sentences import Sentence

ColumnKey = tuple[str, int]
"""What a heading means, and the how-manieth of its sheet it is that means so."""


def join_sheets(
    built: Sequence[tuple[str, Sheet]], fields: Mapping[str, str], place: str | Sentence
) -> Sheet:
    """One sheet of several with their titles. `fields`: field by heading as a person has said; `place` names the file."""
    columns: dict[ColumnKey, int] = {}
    headings: list[str] = []
    rows: list[SheetRow] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    hidden: set[int] = set()
    for title, sheet in built:
        places = []
        for key, heading in zip(list_column_keys(sheet.headings, fields), sheet.headings, strict=True):
            if key not in columns:
                columns[key] = len(headings)
                headings.append(heading)
            places.append(columns[key])
        hidden |= {places[index] for index in sheet.hidden_columns}
        rows += (move_row(row, places, title) for row in sheet.rows)
        problems += put_into_sheet(sheet.problems, title)
        notes += put_into_sheet(sheet.notes, title)
    if len(headings) > MAX_COLUMNS:
        return Sheet(problems=(Problem(place, TOO_MANY_COLUMNS),))
    if len(rows) > MAX_ROWS:
        return Sheet(problems=(Problem(place, TOO_MANY_LINES),))
    whole = tuple(pad_row(row, len(headings)) for row in rows)
    line = next((sheet.heading_line for _title, sheet in built if sheet.heading_line), 0)
    shown = frozenset(hidden - {index for row in whole for index in hidden if row.cells[index]})
    return Sheet(tuple(headings), whole, tuple(problems[: MAX_PROBLEMS + 1]), line, tuple(notes), shown)


def list_column_keys(headings: Iterable[str], fields: Mapping[str, str]) -> list[ColumnKey]:
    """The key of each column of one sheet."""
    counted: Counter[str] = Counter()
    keys = []
    for heading in headings:
        folded = fold_word(heading)
        meaning = fields.get(heading) or FIELD_OF_HEADING.get(folded, folded)
        counted[meaning] += 1
        keys.append((meaning, counted[meaning]))
    return keys


def move_row(row: SheetRow, places: Sequence[int], title: str) -> SheetRow:
    """The row with its cells in the places of the joined sheet."""
    cells = [""] * (max(places) + 1)
    for index, cell in zip(places, row.cells, strict=True):
        cells[index] = cell
    return SheetRow(
        row.line, tuple(cells), title, tuple(places[index] for index in row.spread if index < len(places))
    )


def pad_row(row: SheetRow, width: int) -> SheetRow:
    return replace(row, cells=row.cells + ("",) * (width - len(row.cells)))


def put_into_sheet(told: Iterable[Problem], title: str) -> list[Problem]:
    """Problems and notes with the sheet that they are in."""
    return [
        each
        if each.worksheet
        else replace(each, place=put_into_worksheet(each.place, title), worksheet=title)
        for each in told
    ]
