"""Names in a grid: the columns of a block, which most of its names fit into, and a name that is wider over several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.grid_columns import (
    align_within,
    build_columns,
    centre_columns,
    count_grid_rows,
    fill_grid_lines,
)
from productions.rollkit.layout.grid_filling import GridLine, fill_columns
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
    set_name_lines,
)
from productions.rollkit.layout.ruby import measure_ruby_room, raise_row
from productions.rollkit.layout.screen_names import format_screen_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup
from productions.rollkit.texts.roll_texts import format_role_heading
from productions.rollkit.texts.side_notes import FewerAcross

RAISED_DIVISOR = 4
"""Where rows stand together, what is below a name is raised by this share of its pitch: it belongs to that name and not to the next."""
MAX_NAME_LINES = 2
"""The most that a name and what stands beside it take in a narrow column, before they take a wider one."""


RoleGroups = Sequence[tuple[RoleBlock, Sequence[StudioGroup]]]
"""Roles with their names by studio."""


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
        names = fit_group_names(setting, block, role, group, list_grid_rooms(block, grid))
        filled = fill_grid_lines(block, list(map(measure_name_width, names)), grid)
        for placed in place_grid_lines(block, grid, names, filled):
            listed = [name for name, _place in placed]
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


def measure_grid(setting: LayoutStyle, block: Block, roles: RoleGroups) -> GridColumns:
    """As many columns as three names of four fit into, as wide as names are spread, at most the block's; fewer where that takes no
    more rows.

    People without a name are not among them: what is said of them has lines of its own.
    """
    gap, whole = setting.area.gutter * 3 // 2, setting.area.width
    most_names = max(
        (sum(line.is_named for line in group.lines) for _role, groups in roles for group in groups), default=1
    )
    spread = (block.name_letters or 0) * setting.name(block).size
    asked = max(1, min(block.columns, most_names))
    for across in range(asked, 0, -1):
        most = (whole - gap * (across - 1)) // across
        if across > 1 and most < spread:
            continue
        rooms = [*range(most, whole, most + gap), whole]
        widths = [
            list(map(measure_name_width, fit_group_names(setting, block, role, group, rooms)))
            for role, groups in roles
            for group in groups
        ]
        fits = [width <= most for listed in widths for width in listed]
        if 4 * sum(fits) >= 3 * len(fits):
            break
    lacks_room = across < asked
    found = build_columns(setting.area, block, widths, across, gap)
    for fewer in range(across - 1, 1, -1):
        balanced = build_columns(setting.area, block, widths, fewer, gap)
        if count_grid_rows(block, widths, balanced) > count_grid_rows(block, widths, found):
            break
        found = balanced
    if block.tail == "together":
        found = centre_columns(block, widths, found)
    begins = format_role_heading(roles[0][0], setting.lang)
    return replace(found, fewer=FewerAcross(begins, asked, found.across)) if lacks_room else found


def list_grid_rooms(block: Block, grid: GridColumns) -> list[int]:
    """The widths that a name may take; where rows stand together, that of the whole area at last."""
    rooms = grid.rooms
    return [*rooms, grid.area.width] if block.tail == "together" and grid.area.width > rooms[-1] else rooms


def count_name_cells(names: Sequence[NameLines], grid: GridColumns) -> list[int]:
    return [grid.count_cells(measure_name_width(name)) for name in names]


def fit_group_names(
    setting: LayoutStyle, block: Block, role: RoleBlock, group: StudioGroup, rooms: Sequence[int]
) -> list[NameLines]:
    """The group's names, each in the first of the rooms that holds it whole, with its other writing below in two lines at most.

    One that none holds is made to fit into the last.
    """
    below = setting.template.names == "both" or any(line.known_character for line in group.lines)

    def first(line: Line) -> NameLines:
        for room in rooms[:-1]:
            words = set_name_lines(setting, block, role, line, room, below=below)
            if words.is_whole and len(words.lines) <= MAX_NAME_LINES:
                return words
        return set_name_lines(setting, block, role, line, rooms[-1], below=below)

    return [first(line) for line in group.lines if line.is_named]


def choose_indent(
    lines: Sequence[GridLine], names: Sequence[NameLines], grid: GridColumns, align: str
) -> int:
    """The column that a group begins in: names that take fewer columns than there are stand where the block's alignment has them."""
    last = [line[-1] for line in lines]
    used = max(
        (column + grid.count_cells(measure_name_width(names[index])) for column, index in last), default=0
    )
    return align_within(grid.across - used, align)


PlacedNames = list[tuple[NameLines, int]]
"""Names of a line, each with where it begins."""


def place_grid_lines(
    block: Block, grid: GridColumns, names: Sequence[NameLines], lines: Sequence[GridLine]
) -> Iterator[PlacedNames]:
    """Each line of a group in pixels: in its columns, or close together where the block has lines so that are not full."""
    if block.tail == "together":
        widths = list(map(measure_name_width, names))
        for line in lines:
            places = place_together(block, grid, widths, line, lines)
            yield [(names[index], x) for (_column, index), x in zip(line, places, strict=True)]
        return
    indent = choose_indent(lines, names, grid, block.align)
    for line in lines:
        yield [(names[index], grid.get_place(indent + column)) for column, index in line]


def place_together(
    block: Block, grid: GridColumns, widths: Sequence[int], line: GridLine, lines: Sequence[GridLine]
) -> Iterator[int]:
    """Where each name of a line begins, by the widths of all names: columns that the group fills, fewer in its last line; with a wide name, or where the group has one line, names beside one another."""
    area, step = grid.area, grid.cell + grid.gap
    own = [widths[index] for _column, index in line]
    used = max(map(len, lines))
    if block.align == "left" and sum(map(grid.count_cells, own)) <= grid.across:
        steps, left = [grid.count_cells(width) * step for width in own], area.left
    elif max(own) > grid.cell or (len(lines) == 1 and used < grid.across):
        steps = [width + grid.gap for width in own]
        left = area.left + align_within(area.width - sum(steps) + grid.gap, block.align)
    else:
        count = len(line) if block.fill == "rows" else used
        last = max(widths[each[-1][1]] for each in lines if len(each) == count)
        free = area.width - (count - 1) * step - min(last, grid.cell)
        steps = [step] * len(own)
        left = grid.left if count == grid.across else area.left + align_within(free, block.align)
    return accumulate(steps[:-1], initial=left)


def build_grid_rows(
    block: Block, role: str, grid: GridColumns, line: PlacedNames, *, alone: bool
) -> Iterator[Row]:
    """Names side by side, over as many rows as the longest needs. One name `alone` in its group stands as the block is aligned."""
    listed = [(name, list(name.rows()), place) for name, place in line]
    deep = max(len(rows) for _name, rows, _place in listed)
    for index in range(deep):
        cells = tuple(
            build_name_cell(block, role, grid, place, name, index, alone=alone)
            for name, rows, place in listed
            if index < len(rows)
        )
        yield Row(listed[0][0].look.pitch, cells, index + 1 < deep)


def raise_grid_row(row: Row, index: int, above: int) -> Row:
    """The row of that number with room for readings: the first of its names, and those that have some."""
    return raise_row(row, above if index == 0 or any(cell.ruby for cell in row.cells) else 0)


def build_name_cell(
    block: Block, role: str, grid: GridColumns, place: int, name: NameLines, index: int, *, alone: bool
) -> Cell:
    """A line of a name in its column; the only name of its group is aligned as the block is."""
    text, look, _ties = list(name.rows())[index]
    if block.tail == "together" and index >= name.own:
        look = replace(look, drop=-(look.pitch // RAISED_DIVISOR))
    if alone:
        column, place, width = flip_alignment(block.align), grid.area.left, grid.area.width
    else:
        column, width = "right", max(grid.cell, measure_name_width(name))
    return Cell(
        column, text, look, place, width, role, spaced=name.get_spacing(index), ruby=name.get_ruby(index)
    )


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
        filled = fill_columns(count_name_cells(names, grid), grid.across)
        for line in place_grid_lines(block, grid, names, filled):
            for index, row in enumerate(build_grid_rows(block, role, grid, line, alone=len(names) == 1)):
                raised = raise_grid_row(row, index, rows[0].above)
                found.append(raised._replace(heading=rows[0].heading))
    fits = room is None or sum(row.height for row in found) <= room
    return tuple(found) if fits else page
