"""How a role and its names are set: two columns, a grid, lines that flow. Names are never broken.

A form gives the rows of one part, or, where a card has no room for all of them, of several that are filled evenly,
each with the role again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil

from productions.roll.document import Block as Role
from productions.roll.layout import Group
from productions.roll.screen.dividing import divided
from productions.roll.screen.grids import grid
from productions.roll.screen.measure import width, wrapped
from productions.roll.screen.names import printed, studio_groups
from productions.roll.screen.parts import Cell, Look, Row
from productions.roll.screen.setting import Setting
from productions.roll.screen.wording import Rows, headed, studio_rows, turned, under, worded
from productions.roll.template import Block


def role_rows(setting: Setting, block: Block, title: str, role: Role, room: int | None) -> list[Rows]:
    """The rows of a role with its names in the block's form; several where one card has no `room` for them."""
    groups = studio_groups(role, block)
    return FORMS[block.form](setting, block, title, role, groups, room)


def columns(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """The role beside the first of its names; studios as headings above theirs."""
    area = setting.area
    x = area.left + area.column + area.gutter
    body: list[Row] = []
    studio = setting.name(block, bold=True)
    for group in groups:
        heading: Rows = ()
        if group.studio:
            heading = tuple(
                Row(studio.pitch, (Cell("right", part, studio, x, area.column, title),), ties=True)
                for part in wrapped(group.studio, studio, area.column)
            )
        body.extend(headed(setting, heading, first=not body))
        for line in group.lines:
            words = worded(setting, block, role, line, area.column)
            for text, look, ties in words.rows():
                body.append(
                    Row(look.pitch, (Cell("right", text, look, x, area.column, title),), ties, heading)
                )
    look = setting.name(block, dim=True)
    left = [
        Cell("left", part, look, area.left, area.column, label=True)
        for part in wrapped(title, look, area.column)
        if part
    ]
    slices = divided(body, room)
    return [tuple(beside(left, rows, look.pitch)) for rows in slices]


def beside(left: Sequence[Cell], right: Sequence[Row], pitch: int) -> Iterator[Row]:
    for label, found in zip_longest(left, right):
        row = found or Row(pitch, ())
        yield replace(row, cells=(label, *row.cells)) if label else row


def flow(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names one after another, as many in a line as there is room for, parted by wide spaces."""
    between = "　　" if setting.template.names == "both" else "　"
    return running(setting, block, title, role, groups, room, between=between, column=block.align)


def paragraph(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names as a sentence has them, parted by commas."""
    between = "、" if setting.lang == "ja" else ", "
    return running(setting, block, title, role, groups, room, between=between, column=block.align)


def song(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """The role and its names in one line; the role above where there is no room for both."""
    area, gap = setting.area, setting.area.gutter // 2
    label, look = setting.name(block, dim=True), setting.name(block)
    between = "、" if setting.lang == "ja" else ", "
    names = between.join(printed(setting, block, role, line)[0] for group in groups for line in group.lines)
    first, second = ceil(width(title, label)), ceil(width(names, look))
    over = area.width - first - gap - second
    if over < 0 or not title:
        return flow(setting, block, title, role, groups, room)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    cells = (
        Cell("right", title, label, left, first, label=True),
        Cell("right", names, look, left + first + gap, second, title),
    )
    return [(Row(look.pitch, cells),)]


def running(
    setting: Setting,
    block: Block,
    title: str,
    role: Role,
    groups: Sequence[Group],
    room: int | None,
    *,
    between: str,
    column: str,
) -> list[Rows]:
    area = setting.area
    body: list[Row] = []
    look = setting.name(block)
    for group in groups:
        heading = studio_rows(setting, block, group, title)
        body.extend(headed(setting, heading, first=not body))
        names = [" ".join(worded(setting, block, role, line, area.width).lines) for line in group.lines]
        for text in filled(names, between, look, area.width):
            cell = Cell(turned(column), text, look, area.left, area.width, title)
            body.append(Row(look.pitch, (cell,), heading=heading))
    return under(setting, block, title, body, room)


def filled(names: Sequence[str], between: str, look: Look, room: int) -> Iterator[str]:
    """Lines of whole names; a separator that ends a line loses its space."""
    line = ""
    for index, name in enumerate(names):
        piece = name + (between if index + 1 < len(names) else "")
        if line and width((line + piece).rstrip(), look) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


FORMS: dict[str, Callable[..., list[Rows]]] = {
    "columns": columns,
    "grid": grid,
    "flow": flow,
    "paragraph": paragraph,
    "song": song,
}
