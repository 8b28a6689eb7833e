"""Which row of a sheet holds its headings: titles, dates and logos stand above it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from productions.interchange.sheets.sheet_cells import RawRow, flatten_breaks
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.shared.csv_safety import unquote_cell

MAX_FREE_LINES = 200
"""How far down a heading row is looked for that says by itself what it is."""
MAX_LINES_ABOVE = 30
"""How far down the headings of a credit sheet are looked for."""
TELLING_FIELDS = frozenset({"role", "name"})

IsHeadingRow = Callable[[tuple[str, ...]], bool]
"""Whether the cells of a line are the headings of a sheet that has free text above them."""


def trim_cells(cells: Iterable[str]) -> tuple[str, ...]:
    """Cells without outer spaces, our own sheets' apostrophes, and the empty ones at the end; a line end inside is `\\n`."""
    clean = [unquote_cell(unify_breaks(cell.strip())) for cell in cells]
    while clean and not clean[-1]:
        clean.pop()
    return tuple(clean)


def unify_breaks(text: str) -> str:
    """The text with each run of line ends, and the spaces around it, as one `\\n`."""
    if "\n" not in text and "\r" not in text:
        return text
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))


@dataclass(frozen=True, slots=True)
class HeadingFinder:
    """Finds heading rows: first the one that `knows` knows, else the one with most headings of a credit sheet.

    `columns` are headings that a person has said the fields of.
    """

    knows: IsHeadingRow | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def reach(self) -> int:
        """How many lines are looked at."""
        return MAX_LINES_ABOVE if self.knows is None else MAX_FREE_LINES

    def find_fields(self, cells: Sequence[str]) -> set[str]:
        """The fields of a credit row that the cells are headings of."""
        found = {
            self.columns[cell] if cell in self.columns else FIELD_OF_HEADING.get(fold_word(cell), "")
            for cell in cells
            if cell
        }
        return found - {""}

    def score(self, cells: Sequence[str]) -> int:
        """How surely the cells are headings: twice the number of those that are known, and 0 for one among others."""
        if self.knows is not None and self.knows(tuple(cells)):
            return 2 * len(FIELD_OF_HEADING)
        fields = self.find_fields(cells)
        filled = sum(map(bool, cells))
        if len(fields) >= 2 or (fields & TELLING_FIELDS and filled == 1):
            return 2 * len(fields)
        return 1 if fields & TELLING_FIELDS else 0

    def find_best_score(self, lines: Iterable[Sequence[str]]) -> int:
        """The score of the surest heading row among some lines."""
        return max(map(self.score, lines), default=0)

    def find_heading_row(self, rows: Sequence[RawRow]) -> int | None:
        """The index of the heading row among the first rows; None where none is known."""
        best, found = 0, None
        for index, row in enumerate(rows):
            cells = tuple(map(flatten_breaks, trim_cells(row.cells)))
            if self.knows is not None and self.knows(cells):
                return self.pass_upper_headings(rows, index)
            score = self.score(cells) if row.line <= MAX_LINES_ABOVE else 0
            if score > best:
                best, found = score, index
        return found

    def pass_upper_headings(self, rows: Sequence[RawRow], index: int) -> int:
        """The index of a heading row that is known, or of the one below, where that is known too and has more headings."""
        cells, below = (
            tuple(map(flatten_breaks, trim_cells(row.cells)))
            for row in (rows[index], rows[min(index + 1, len(rows) - 1)])
        )
        better = (
            self.knows is not None
            and self.knows(below)
            and len(self.find_fields(below)) > len(self.find_fields(cells))
        )
        return index + 1 if better else index
