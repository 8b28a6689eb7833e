"""A grid of names whose last row, where it is not full, stands in the middle."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.name_grids import lay_out_grid
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_cell
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


def lay_out_tailed_grid(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The grid as it is, its last row as the block's `tail` has it, under each studio where names stand under theirs."""
    pieces = lay_out_grid(setting, block, title, role, groups, room)
    if block.tail != "middle":
        return pieces
    return [tuple(centre_tails(rows, ends=index == len(pieces))) for index, rows in enumerate(pieces, 1)]


def centre_tails(rows: Rows, *, ends: bool) -> Iterator[Row]:
    """The rows, the last names under each heading in the middle of the widest line; those at the bottom where the list `ends`."""
    headings = {row for each in rows for row in each.heading}

    def is_grid_line(row: Row) -> bool:
        return bool(row.cells) and row not in headings and not any(cell.label for cell in row.cells)

    left, right = measure_extent(filter(is_grid_line, rows))
    runs = [(named, list(run)) for named, run in groupby(rows, key=is_grid_line)]
    for index, (named, run) in enumerate(runs, 1):
        listed = named and (ends or index < len(runs)) and any(len(row.cells) > 1 for row in run)
        tail = find_last_line(run) if listed else []
        yield from run[: len(run) - len(tail)]
        first, last = measure_extent(tail)
        shift = (left + right - first - last) // 2
        for row in tail:
            yield row._replace(cells=tuple(move_name(cell, shift) for cell in row.cells))


def move_name(cell: Cell, right: int) -> Cell:
    """The name so many pixels further to the right, in a box of its own width."""
    return cell._replace(x=cell.x + right, width=ceil(measure_cell(cell)))


def measure_extent(rows: Iterable[Row]) -> tuple[int, int]:
    """Where the first text of rows begins and where the last one ends, in pixels."""
    cells = [cell for row in rows for cell in row.cells]
    begins = (cell.x for cell in cells)
    ends = (cell.x + ceil(measure_cell(cell)) for cell in cells)
    return min(begins, default=0), max(ends, default=0)


def find_last_line(rows: Sequence[Row]) -> Sequence[Row]:
    """The last names with what stands below them."""
    start = len(rows) - 1
    while start and rows[start - 1].ties:
        start -= 1
    return rows[start:]
