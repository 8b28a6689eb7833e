"""The columns of a grid, by the widths of its names: how wide they are, where they stand, and which lines the names of a group make."""

from collections.abc import Sequence
from dataclasses import replace

from productions.rollkit.layout.grid_filling import GridLine, fill_balanced_rows, fill_rows
from productions.rollkit.layout.measured_blocks import GridColumns
from productions.rollkit.layout.style import Area
from productions.rollkit.template.model import Block

TAILS_BY_NAMES = ("together", "columns")
"""The tails of grids whose columns stand by their names and not by their boxes."""


def centre_columns(block: Block, widths: Sequence[Sequence[int]], grid: GridColumns) -> GridColumns:
    """The columns moved so that the names themselves stand in the middle, or end at the right: the last column may be narrower than the others."""
    last = [
        width
        for listed in widths
        for line in fill_grid_lines(block, listed, grid)
        if block.tail == "columns" or max(listed[index] for _column, index in line) <= grid.cell
        if (width := measure_last_column(line, listed, grid, grid.across))
    ]
    free = grid.cell - max(last, default=grid.cell)
    return replace(grid, left=grid.left + align_within(free, block.align))


def measure_last_column(line: GridLine, widths: Sequence[int], grid: GridColumns, used: int) -> int:
    """How much of the last of so many columns the names of a line take: all of it, or less; 0 where they end before it."""
    column, index = line[-1]
    if column + grid.count_cells(widths[index]) < used:
        return 0
    return min(grid.cell, widths[index] - (used - 1 - column) * (grid.cell + grid.gap))


def build_columns(
    area: Area, block: Block, widths: Sequence[Sequence[int]], across: int, gap: int
) -> GridColumns:
    """Columns as wide as the widest of the names (by group) that fits into one, the whole aligned in the area."""
    listed = [width for each in widths for width in each]
    cell = compute_cell_width(listed, across, area.width, gap, spread=block.tail != "together")
    left = area.left + align_within(area.width - across * cell - gap * (across - 1), block.align)
    return GridColumns(area, across, cell, gap, left)


def align_within(free: int, align: str) -> int:
    """How much of the free pixels lies on the left of what is aligned so."""
    return {"left": 0, "middle": free // 2, "right": free}[align]


def count_grid_rows(block: Block, widths: Sequence[Sequence[int]], grid: GridColumns) -> int:
    return sum(len(fill_grid_lines(block, listed, grid)) for listed in widths)


def fill_grid_lines(block: Block, widths: Sequence[int], grid: GridColumns) -> list[GridLine]:
    """The names of a group in lines, by their widths."""
    if block.tail != "together":
        return fill_rows(list(map(grid.count_cells, widths)), grid.across)
    rows = fill_balanced_rows(widths, grid.cell, grid.gap, grid.across)
    return [list(enumerate(range(row.start, row.end))) for row in rows]


def compute_cell_width(widths: Sequence[int], across: int, whole: int, gap: int, *, spread: bool) -> int:
    """The width of the widest name that fits into a column, and, where columns are `spread`, no less than what the widest of all, made to
    fit, needs of `across`.
    """
    most = (whole - gap * (across - 1)) // across
    fits_none = all(width > most for width in widths)
    least = -(-(min(whole, max(widths, default=0)) + gap) // across) - gap if spread or fits_none else 0
    return max([least, *(width for width in widths if width <= most)])
