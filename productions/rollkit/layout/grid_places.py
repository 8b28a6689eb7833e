"""Where the names of a group stand in a grid: in its columns, or close together, by the block's tail."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from productions.rollkit.layout.grid_columns import align_within, measure_last_column
from productions.rollkit.layout.grid_filling import GridLine
from productions.rollkit.layout.grid_measures import get_gaps
from productions.rollkit.layout.measured_blocks import GridColumns
from productions.rollkit.layout.name_lines import NameLines
from productions.rollkit.template.model import Block


class GridName(NamedTuple):
    """A name of a line, where it begins, and how wide it is in its lines."""

    name: NameLines
    x: int
    width: int


def place_grid_lines(
    block: Block,
    grid: GridColumns,
    names: Sequence[NameLines],
    widths: Sequence[int],
    lines: Sequence[GridLine],
) -> Iterator[list[GridName]]:
    """Each line of a group in pixels, by the tail of its block."""
    places = {"together": place_together, "columns": place_by_names}.get(block.tail, place_in_columns)
    for line, begins in zip(lines, places(block, grid, widths, lines), strict=True):
        yield [
            GridName(names[index], x, widths[index]) for (_column, index), x in zip(line, begins, strict=True)
        ]


def place_together(
    block: Block, grid: GridColumns, widths: Sequence[int], lines: Sequence[GridLine]
) -> Iterator[Iterable[int]]:
    """Columns that the group fills, fewer in its last line; with a wide name, or where the group has one line, names beside one another."""
    area, step = grid.area, grid.cell + grid.gap
    last: dict[int, int] = {}
    for line in lines:
        last[len(line)] = max(last.get(len(line), 0), widths[line[-1][1]])
    most = max(last, default=0)
    for line in lines:
        own = [widths[index] for _column, index in line]
        if block.align == "left" and sum(map(grid.count_cells, own)) <= grid.across:
            yield accumulate((grid.count_cells(width) * step for width in own[:-1]), initial=area.left)
        elif max(own) > grid.cell or (len(lines) == 1 and most < grid.across):
            free = (area.width - sum(own)) // max(1, len(own) - 1)
            yield place_beside(block, grid, own, max(grid.gap, min(free, get_gaps(area)[0])))
        else:
            count = len(own) if block.fill == "rows" else most
            yield accumulate([step] * (len(own) - 1), initial=align_columns(block, grid, count, last[count]))


def place_by_names(
    block: Block, grid: GridColumns, widths: Sequence[int], lines: Sequence[GridLine]
) -> Iterator[Iterable[int]]:
    """All in their columns, those of a group that takes fewer of them aligned by its names; the names of a single line that is not full beside one another."""
    used = count_used_columns(lines, widths, grid)
    if len(lines) == 1 and used < grid.across:
        yield place_beside(block, grid, [widths[index] for _column, index in lines[0]], grid.gap)
        return
    last = max((measure_last_column(line, widths, grid, used) for line in lines), default=grid.cell)
    left = align_columns(block, grid, used, last)
    for line in lines:
        yield (left + column * (grid.cell + grid.gap) for column, _index in line)


def place_in_columns(
    block: Block, grid: GridColumns, widths: Sequence[int], lines: Sequence[GridLine]
) -> Iterator[Iterable[int]]:
    """Each name in the box of its column: boxes that a group leaves free are where the block's alignment has them."""
    indent = align_within(grid.across - count_used_columns(lines, widths, grid), block.align)
    for line in lines:
        yield (grid.get_place(indent + column) for column, _index in line)


def place_beside(block: Block, grid: GridColumns, own: Sequence[int], gap: int) -> Iterator[int]:
    """Names of these widths beside one another, so many pixels apart."""
    width = sum(own) + gap * (len(own) - 1)
    left = grid.area.left + align_within(grid.area.width - width, block.align)
    return accumulate((each + gap for each in own[:-1]), initial=left)


def align_columns(block: Block, grid: GridColumns, count: int, last: int) -> int:
    """Where the first of so many columns begins, when the widest name in the last of them is `last` wide.

    All columns begin where those of the block do, unless a name in the last one is wider than those that the block was measured by: where names stand column by column.
    """
    free = grid.area.width - (count - 1) * (grid.cell + grid.gap) - min(last, grid.cell)
    if count == grid.across:
        return min(grid.left, grid.area.left + free)
    return grid.area.left + align_within(free, block.align)


def count_used_columns(lines: Sequence[GridLine], widths: Sequence[int], grid: GridColumns) -> int:
    """How many columns the names of a group take in their longest line."""
    return max((line[-1][0] + grid.count_cells(widths[line[-1][1]]) for line in lines), default=0)
