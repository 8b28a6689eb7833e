"""What openpyxl does not say of a sheet that it reads row by row: hidden rows and columns, merged cells, results of formulas.

Only parts that the guard let through come here, so rows and columns rise and no entity is expanded.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from productions.interchange.sheets.workbook_limits import MAX_COLUMNS
from productions.interchange.sheets.worksheets import MergedRange, clip_merges
from productions.interchange.sheets.xlsx_inspector import (
    FORMULA_TAG,
    MAIN_NAMESPACE,
    ROW_TAG,
    parse_column_letters,
)
from productions.shared.late_patterns import compile_late

CELL_TAG, VALUE_TAG, COLUMN_TAG, MERGE_TAG = (
    f"{MAIN_NAMESPACE} {name}" for name in ("c", "v", "col", "mergeCell")
)
RANGE_PATTERN = compile_late(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}):\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
TRUE_WORDS = ("1", "true", "on")


@dataclass(slots=True)
class SheetLayout:
    """Rows count from 1, columns from 0. `width` is the number of columns up to the last one that holds something, `results` what
    formulas came to by row and column."""

    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[MergedRange] = field(default_factory=list)
    results: dict[tuple[int, int], str] = field(default_factory=dict)


def read_sheet_layout(part: bytes) -> SheetLayout:
    """The layout of one sheet by its part of the archive. Raises UnreadableFile where merged cells lie upon each other in masses."""
    reader = LayoutReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(part, True)
    layout = reader.layout
    layout.merges = clip_merges(layout.merges, layout.width)
    return layout


class LayoutReader:
    """Hears the elements of one sheet and keeps what its layout says."""

    def __init__(self) -> None:
        self.layout = SheetLayout()
        self.row = self.column = 0
        self.in_cell = self.in_formula_cell = self.in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == CELL_TAG:
            reference = attributes.get("r", "").rstrip("0123456789")
            self.column = parse_column_letters(reference) if reference else self.column + 1
            self.in_cell, self.in_formula_cell = True, False
        elif self.in_cell:
            self.layout.width = max(self.layout.width, self.column)
            self.in_formula_cell |= tag == FORMULA_TAG
            self.in_value = tag == VALUE_TAG
        elif tag == ROW_TAG:
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if is_hidden(attributes, "ht"):
                self.layout.hidden_rows.add(self.row)
        elif tag == COLUMN_TAG and is_hidden(attributes, "width"):
            first, last = (int(attributes.get(name, "0")) for name in ("min", "max"))
            self.layout.hidden_columns.update(range(max(0, first - 1), min(last, MAX_COLUMNS)))
        elif tag == MERGE_TAG and (match := RANGE_PATTERN.fullmatch(attributes.get("ref", ""))):
            left, right = (parse_column_letters(match[group]) - 1 for group in (1, 3))
            self.layout.merges.append(MergedRange(int(match[2]), left, int(match[4]), right))

    def end(self, tag: str) -> None:
        if tag == CELL_TAG:
            self.in_cell = False
        self.in_value = False

    def text(self, text: str) -> None:
        if self.in_value and self.in_formula_cell:
            place = (self.row, self.column - 1)
            self.layout.results[place] = self.layout.results.get(place, "") + text


def is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or has no `size`."""
    return attributes.get("hidden") in TRUE_WORDS or attributes.get(size) in ("0", "0.0")
