"""Names in a grid: columns that most of them fit into, a wider one over several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
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
from productions.rollkit.layout.screen_names import format_screen_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

MAX_NAME_LINES = 2
"""The most that a name and what stands beside it take in a narrow column, before they take a wider one."""


def lay_out_grid(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Names in columns, read in rows, the whole aligned as the block. A name that is wider than the others' column takes several."""
    area = setting.area
    gap = area.gutter * 3 // 2
    across, named = fit_grid_columns(setting, block, role, groups, gap)
    cell = compute_cell_width([name for _group, names in named for name in names], across, area.width, gap)
    over = area.width - across * cell - gap * (across - 1)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    places = range(left, area.left + area.width, cell + gap)
    column = flip_alignment(block.align) if across == 1 else "right"
    body: list[Row] = []
    for group, names in named:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        for listed in split_grid_rows(names, across, cell, gap):
            rows = build_grid_rows(listed, column, title, cell, places)
            body.extend(replace(row, heading=heading) for row in rows)
        for line in group.lines:
            if not line.is_named:
                text, _name = format_screen_name(setting, block, role, line)
                said = set_heading_rows(setting, block, text, role=title, dim=True)
                body.extend(replace(row, heading=heading) for row in said)
    return put_role_above(setting, block, title, body, room)


def fit_grid_columns(
    setting: LayoutStyle, block: Block, role: RoleBlock, groups: Sequence[StudioGroup], gap: int
) -> tuple[int, list[tuple[StudioGroup, list[NameLines]]]]:
    """As many columns as three names of four fit into, at most the block's, and the names in their lines.

    People without a name are not among them: what is said of them has lines of its own.
    """
    whole = setting.area.width
    most_names = max(sum(line.is_named for line in group.lines) for group in groups)
    for across in range(min(block.columns, most_names), 1, -1):
        most = (whole - gap * (across - 1)) // across
        rooms = [*range(most, whole, most + gap), whole]
        found = [(group, fit_group_names(setting, block, role, group, rooms)) for group in groups]
        fits = [measure_name_width(name) <= most for _group, names in found for name in names]
        if 4 * sum(fits) >= 3 * len(fits):
            return across, found
    return 1, [(group, fit_group_names(setting, block, role, group, [whole])) for group in groups]


def fit_group_names(
    setting: LayoutStyle, block: Block, role: RoleBlock, group: StudioGroup, rooms: Sequence[int]
) -> list[NameLines]:
    """The group's names, each in the first of the rooms that holds it whole, with its other writing below in two lines at most.

    One that none holds is made to fit into the last.
    """
    below = setting.template.names == "both" or any(
        line.character or line.character_ja for line in group.lines
    )

    def first(line: Line) -> NameLines:
        for room in rooms[:-1]:
            words = set_name_lines(setting, block, role, line, room, below=below)
            if words.is_whole and len(words.lines) <= MAX_NAME_LINES:
                return words
        return set_name_lines(setting, block, role, line, rooms[-1], below=below)

    return [first(line) for line in group.lines if line.is_named]


def compute_cell_width(names: Sequence[NameLines], across: int, whole: int, gap: int) -> int:
    """The width of the widest name that fits into a column, and no less than what the widest of all needs of `across`."""
    widths = [measure_name_width(name) for name in names]
    most = (whole - gap * (across - 1)) // across
    least = -(-(max(widths, default=0) + gap) // across) - gap
    return max([least, *(width for width in widths if width <= most)])


def split_grid_rows(
    names: Sequence[NameLines], across: int, cell: int, gap: int
) -> Iterator[list[tuple[int, NameLines]]]:
    """Names with the column that each begins in."""
    row: list[tuple[int, NameLines]] = []
    at = 0
    for name in names:
        cells = -(-(measure_name_width(name) + gap) // (cell + gap))
        if row and at + cells > across:
            yield row
            row, at = [], 0
        row.append((at, name))
        at += cells
    if row:
        yield row


def build_grid_rows(
    names: Sequence[tuple[int, NameLines]], column: str, role: str, cell: int, places: Sequence[int]
) -> Iterator[Row]:
    """Names side by side in their columns, over as many rows as the longest needs."""
    listed = [(at, max(cell, measure_name_width(name)), list(name.rows())) for at, name in names]
    deep = max(len(rows) for _at, _wide, rows in listed)
    for index in range(deep):
        cells = tuple(
            Cell(column, *rows[index][:2], places[at], wide, role)
            for at, wide, rows in listed
            if index < len(rows)
        )
        yield Row(names[0][1].look.pitch, cells, index + 1 < deep)
