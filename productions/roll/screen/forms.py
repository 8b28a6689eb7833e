"""How a role and its names are set: two columns, a grid, lines that flow. Names are never broken.

A form gives the rows of one part, or, where a card has no room for all of them, of several that are filled evenly,
each with the role again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from productions.roll.document import Block as Role
from productions.roll.document import Line
from productions.roll.layout import Group
from productions.roll.screen.measure import require_width, width, wrapped
from productions.roll.screen.names import printed, studio_groups
from productions.roll.screen.parts import Cell, Look, Row
from productions.roll.screen.setting import Setting
from productions.roll.template import Block

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in its lines, whole in the first, with its look."""

    lines: tuple[str, ...]
    look: Look


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
    for group in groups:
        if group.studio:
            studio = setting.name(block, bold=True)
            require_width(group.studio, studio, area.column)
            body.append(
                Row(studio.pitch, (Cell("right", group.studio, studio, x, area.column, title),), True)
            )
        for line in group.lines:
            words = worded(setting, block, role, line, area.column)
            for index, text in enumerate(words.lines, 1):
                cell = Cell("right", text, words.look, x, area.column, title)
                body.append(Row(words.look.pitch, (cell,), index < len(words.lines)))
    look = setting.name(block, dim=True)
    left = [
        Cell("left", part, look, area.left, area.column, label=True)
        for part in wrapped(title, look, area.column)
        if part
    ]
    slices = divided(body, room, least=len(left))
    return [tuple(beside(left, rows, look.pitch)) for rows in slices]


def beside(left: Sequence[Cell], right: Sequence[Row], pitch: int) -> Iterator[Row]:
    for index in range(max(len(left), len(right))):
        row = right[index] if index < len(right) else Row(pitch, ())
        yield replace(row, cells=(*left[index : index + 1], *row.cells))


def grid(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names in columns that are as wide as the widest of them, read in rows, the whole in the middle."""
    area = setting.area
    gap = area.gutter * 3 // 2
    most = (area.width - gap * (block.columns - 1)) // block.columns
    worded_groups = [
        (group.studio, [worded(setting, block, role, line, most) for line in group.lines]) for group in groups
    ]
    widths = [
        width(text, name.look) for _studio, names in worded_groups for name in names for text in name.lines
    ]
    cell = min(most, -int(-max(widths) // 1))
    body: list[Row] = []
    for studio, names in worded_groups:
        if studio:
            body.extend(
                replace(row, ties=True) for row in centred(setting, block, studio, role=title, bold=True)
            )
        across = min(block.columns, len(names))
        left = area.left + (area.width - across * cell - gap * (across - 1)) // 2
        column = "middle" if across == 1 else "right"
        for start in range(0, len(names), across):
            body.extend(
                abreast(
                    names[start : start + across],
                    column,
                    title,
                    cell,
                    range(left, area.left + area.width, cell + gap),
                )
            )
    return under(setting, block, title, body, room)


def abreast(
    names: Sequence[Words], column: str, role: str, cell: int, places: Sequence[int]
) -> Iterator[Row]:
    """Names side by side, over as many rows as the longest needs."""
    deep = max(len(name.lines) for name in names)
    for index in range(deep):
        cells = tuple(
            Cell(column, name.lines[index], name.look, x, cell, role)
            for name, x in zip(names, places, strict=False)
            if index < len(name.lines)
        )
        yield Row(names[0].look.pitch, cells, index + 1 < deep)


def flow(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names one after another, as many in a line as there is room for, parted by wide spaces."""
    return running(setting, block, title, role, groups, room, between="　", column=block.align)


def paragraph(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names as a sentence has them, parted by commas."""
    between = "、" if setting.lang == "ja" else ", "
    return running(setting, block, title, role, groups, room, between=between, column=block.align)


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
        if group.studio:
            body.extend(
                replace(row, ties=True)
                for row in centred(setting, block, group.studio, role=title, bold=True)
            )
        names = [" ".join(worded(setting, block, role, line, area.width).lines) for line in group.lines]
        for text in filled(names, between, look, area.width):
            body.append(Row(look.pitch, (Cell(turned(column), text, look, area.left, area.width, title),)))
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


def under(setting: Setting, block: Block, title: str, body: Sequence[Row], room: int | None) -> list[Rows]:
    """The role above its names, again on every card."""
    head = [replace(row, ties=True) for row in centred(setting, block, title, dim=True)] if title else []
    left = None if room is None else room - sum(row.height for row in head)
    return [(*head, *rows) for rows in divided(body, left)]


def centred(
    setting: Setting, block: Block, text: str, *, role: str = "", bold: bool = False, dim: bool = False
) -> Iterator[Row]:
    """A heading of the block: its role, which is `dim`, or a studio of that role."""
    area = setting.area
    look = setting.name(block, bold=bold, dim=dim)
    for line in wrapped(text, look, area.width):
        cell = Cell(turned(block.align), line, look, area.left, area.width, role, label=dim)
        yield Row(look.pitch, (cell,))


def turned(align: str) -> str:
    """The column whose texts are aligned so."""
    return {"left": "right", "right": "left", "middle": "middle"}[align]


def worded(setting: Setting, block: Block, role: Role, line: Line, room: int) -> Words:
    """A name in one line, whole; what stands beside it goes on below where there is no room."""
    look = setting.name(block, dim=not line.is_named)
    text, name = printed(setting, block, role, line)
    require_width(name, look, room)
    rest = wrapped(text, look, room)
    if len(rest) == 1 or not name:
        return Words(tuple(rest), look)
    return Words((name, *wrapped(text.removeprefix(name).strip(), look, room)), look)


def divided(rows: Sequence[Row], room: int | None, *, least: int = 1) -> list[Sequence[Row]]:
    """The rows in as few runs as fit into `room`, each about as long as the others; rows that tie stay together.

    A run that cannot be parted stays whole, however high: whoever packs cards refuses it by name.
    """
    if room is None or sum(row.height for row in rows) <= room:
        return [rows]
    for count in range(2, len(rows) + 1):
        runs = list(evenly(rows, count))
        if all(sum(row.height for row in run) <= room for run in runs):
            return runs
    return list(evenly(rows, len(rows)))


def evenly(rows: Sequence[Row], count: int) -> Iterator[Sequence[Row]]:
    start = 0
    for index in range(1, count + 1):
        end = len(rows) * index // count
        while end < len(rows) and end > start and rows[end - 1].ties:
            end -= 1
        if end > start:
            yield rows[start:end]
            start = end
    if start < len(rows):
        yield rows[start:]


FORMS: dict[str, Callable[..., list[Rows]]] = {
    "columns": columns,
    "grid": grid,
    "flow": flow,
    "paragraph": paragraph,
}
