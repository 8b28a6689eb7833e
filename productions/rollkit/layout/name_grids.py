"""Names in a grid: the columns of a block, which most of its names fit into, and a name that is wider over several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.grid_columns import TAILS_BY_NAMES, fill_grid_lines
from productions.rollkit.layout.grid_filling import fill_columns
from productions.rollkit.layout.grid_measures import fit_group_names, list_grid_rooms, measure_grid
from productions.rollkit.layout.grid_places import GridName, place_grid_lines
from productions.rollkit.layout.measured_blocks import GridColumns, MeasuredBlock
from productions.rollkit.layout.name_lines import (
    NameLines,
    Rows,
    add_heading_space,
    build_studio_rows,
    flip_alignment,
    measure_name_width,
    put_role_above,
    set_heading_rows,
)
from productions.rollkit.layout.ruby import measure_ruby_room, raise_row
from productions.rollkit.layout.screen_names import format_screen_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

RAISED_DIVISOR = 4
"""Where rows stand together, what is below a name is raised by this share of its pitch: it belongs to that name and not to the next."""


@dataclass(frozen=True, slots=True)
class GridRun:
    """Names of one group (`key`) that begin in a row."""

    key: int
    names: Sequence[NameLines]


def lay_out_grid(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Names in the columns of their block; in those of the role alone where nobody measured the block."""
    measured = block.grid if isinstance(block, MeasuredBlock) else None
    grid = measured or measure_grid(setting, block, [(role, groups)])
    above = measure_ruby_room(block, groups, setting.name(block))
    body: list[Row] = []
    runs: dict[int, GridRun] = {}
    for key, group in enumerate(groups):
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        names = fit_group_names(setting, block, role, group, list_grid_rooms(block, grid), grid=grid)
        widths = list(map(measure_name_width, names))
        for placed in place_grid_lines(block, grid, names, widths, fill_grid_lines(block, widths, grid)):
            listed = [each.name for each in placed]
            for index, row in enumerate(build_grid_rows(block, title, grid, placed, alone=len(names) == 1)):
                body.append(raise_grid_row(row, index, above)._replace(heading=heading))
                runs[id(body[-1])] = GridRun(key, () if index else listed)
        for line in group.lines:
            if not line.is_named:
                text, _name = format_screen_name(setting, block, role, line)
                said = set_heading_rows(
                    setting, block, text, setting.name(block, dim=True), role=title, label=True
                )
                body.extend(row._replace(heading=heading) for row in said)
    pages = put_role_above(setting, block, title, body, room)
    if block.fill != "rows":
        pages = [turn_to_columns(page, runs, block, title, grid, room) for page in pages]
    if grid.fewer and pages and pages[0]:
        (first, *others), *following = pages
        pages = [(first._replace(fewer=grid.fewer), *others), *following]
    return pages


def build_grid_rows(
    block: Block, role: str, grid: GridColumns, line: Sequence[GridName], *, alone: bool
) -> Iterator[Row]:
    """Names side by side, over as many rows as the longest needs. One name `alone` in its group stands as the block is aligned."""
    deep = max(len(each.name.lines) for each in line)
    for index in range(deep):
        cells = tuple(
            build_name_cell(block, role, grid, each, index, alone=alone)
            for each in line
            if index < len(each.name.lines)
        )
        yield Row(line[0].name.look.pitch, cells, index + 1 < deep)


def raise_grid_row(row: Row, index: int, above: int) -> Row:
    """The row of that number with room for readings: the first of its names, and those that have some."""
    return raise_row(row, above if index == 0 or any(cell.ruby for cell in row.cells) else 0)


def build_name_cell(
    block: Block, role: str, grid: GridColumns, placed: GridName, index: int, *, alone: bool
) -> Cell:
    """A line of a name in its column; the only name of its group is aligned as the block is."""
    name = placed.name
    look = name.get_look(index)
    if block.tail in TAILS_BY_NAMES and index >= name.own:
        look = replace(look, drop=-(look.pitch // RAISED_DIVISOR))
    column, x, width = "right", placed.x, max(grid.cell, placed.width)
    if alone:
        column, x, width = flip_alignment(block.align), grid.area.left, grid.area.width
    spaced, ruby = name.get_spacing(index), name.get_ruby(index)
    return Cell(column, name.lines[index], look, x, width, role, spaced=spaced, ruby=ruby)


def turn_to_columns(
    page: Rows, runs: Mapping[int, GridRun], block: Block, role: str, grid: GridColumns, room: int | None
) -> Rows:
    """The rows of a page with the names of each group one column after another; as they are where that is higher than a card."""
    found: list[Row] = []
    for key, group in groupby(page, key=lambda row: runs[id(row)].key if id(row) in runs else None):
        rows = list(group)
        if key is None:
            found.extend(rows)
            continue
        names = [name for row in rows for name in runs[id(row)].names]
        widths = list(map(measure_name_width, names))
        filled = fill_columns(list(map(grid.count_cells, widths)), grid.across)
        for line in place_grid_lines(block, grid, names, widths, filled):
            for index, row in enumerate(build_grid_rows(block, role, grid, line, alone=len(names) == 1)):
                raised = raise_grid_row(row, index, rows[0].above)
                found.append(raised._replace(heading=rows[0].heading))
    fits = room is None or sum(row.height for row in found) <= room
    return tuple(found) if fits else page
