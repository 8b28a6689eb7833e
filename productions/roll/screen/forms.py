"""How a role and its names are set: two columns, a grid, lines that flow. Names are never broken.

A form gives the rows of one part, or, where a card has no room for all of them, of several that are filled evenly,
each with the role again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from productions.roll.document import Block as Role
from productions.roll.document import Line
from productions.roll.layout import Group
from productions.roll.screen.dividing import divided
from productions.roll.screen.measure import LineTooWide, require_width, width, wrapped
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
    studio = setting.name(block, bold=True)
    for group in groups:
        heading: Rows = ()
        if group.studio:
            require_width(group.studio, studio, area.column)
            cell = Cell("right", group.studio, studio, x, area.column, title)
            heading = (Row(studio.pitch, (cell,), ties=True),)
        body.extend(headed(setting, heading, first=not body))
        for line in group.lines:
            words = worded(setting, block, role, line, area.column)
            for index, text in enumerate(words.lines, 1):
                cell = Cell("right", text, words.look, x, area.column, title)
                body.append(Row(words.look.pitch, (cell,), index < len(words.lines), heading))
    look = setting.name(block, dim=True)
    left = [
        Cell("left", part, look, area.left, area.column, label=True)
        for part in wrapped(title, look, area.column)
        if part
    ]
    slices = divided(body, room)
    return [tuple(beside(left, rows, look.pitch)) for rows in slices]


def beside(left: Sequence[Cell], right: Sequence[Row], pitch: int) -> Iterator[Row]:
    for index in range(max(len(left), len(right))):
        row = right[index] if index < len(right) else Row(pitch, ())
        yield replace(row, cells=(*left[index : index + 1], *row.cells))


def grid(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """Names in columns that are as wide as the widest of them, read in rows, the whole aligned as the block.

    There are fewer columns where a name is too wide for so many.
    """
    area = setting.area
    gap = area.gutter * 3 // 2
    across, named = fitting(setting, block, role, groups, gap)
    cell = max(-int(-broad(name) // 1) for _group, names in named for name in names)
    over = area.width - across * cell - gap * (across - 1)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    places = range(left, area.left + area.width, cell + gap)
    body: list[Row] = []
    for group, names in named:
        heading = studio_rows(setting, block, group, title)
        body.extend(headed(setting, heading, first=not body))
        column = turned(block.align) if across == 1 else "right"
        for start in range(0, len(names), across):
            listed = abreast(names[start : start + across], column, title, cell, places)
            body.extend(replace(row, heading=heading) for row in listed)
        for line in group.lines:
            if not line.is_named:
                text, _name = printed(setting, block, role, line)
                said = centred(setting, block, text, role=title, dim=True)
                body.extend(replace(row, heading=heading) for row in said)
    return under(setting, block, title, body, room)


def fitting(
    setting: Setting, block: Block, role: Role, groups: Sequence[Group], gap: int
) -> tuple[int, list[tuple[Group, list[Words]]]]:
    """As many columns as every name fits into, at most the block's, and the names in their lines.

    People without a name are not among them: what is said of them has lines of its own.
    """
    most_names = max(sum(line.is_named for line in group.lines) for group in groups)
    for across in range(min(block.columns, most_names), 1, -1):
        most = (setting.area.width - gap * (across - 1)) // across
        with suppress(LineTooWide):
            return across, listed(setting, block, role, groups, most)
    return 1, listed(setting, block, role, groups, setting.area.width)


def listed(
    setting: Setting, block: Block, role: Role, groups: Sequence[Group], room: int
) -> list[tuple[Group, list[Words]]]:
    return [
        (group, [worded(setting, block, role, line, room) for line in group.lines if line.is_named])
        for group in groups
    ]


def headed(setting: Setting, heading: Rows, *, first: bool) -> Rows:
    """A studio's heading with some room above it."""
    if first or not heading:
        return heading
    return (Row(setting.px(setting.template.gaps.studio), (), ties=True), *heading)


def studio_rows(setting: Setting, block: Block, group: Group, role: str) -> Rows:
    if not group.studio:
        return ()
    return tuple(
        replace(row, ties=True) for row in centred(setting, block, group.studio, role=role, bold=True)
    )


def broad(name: Words) -> float:
    return max(width(text, name.look) for text in name.lines)


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


def song(
    setting: Setting, block: Block, title: str, role: Role, groups: Sequence[Group], room: int | None
) -> list[Rows]:
    """The role and its names in one line; the role above where there is no room for both."""
    area, gap = setting.area, setting.area.gutter // 2
    label, look = setting.name(block, dim=True), setting.name(block)
    between = "、" if setting.lang == "ja" else ", "
    names = between.join(printed(setting, block, role, line)[0] for group in groups for line in group.lines)
    first, second = (-int(-width(*pair) // 1) for pair in ((title, label), (names, look)))
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


def under(setting: Setting, block: Block, title: str, body: Sequence[Row], room: int | None) -> list[Rows]:
    """The role above its names, again on every card."""
    head: list[Row] = []
    if title:
        space = Row(setting.px(setting.template.gaps.under_role), ())
        head = [*centred(setting, block, title, dim=True), space]
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


FORMS: dict[str, Callable[..., list[Rows]]] = {
    "columns": columns,
    "grid": grid,
    "flow": flow,
    "paragraph": paragraph,
    "song": song,
}
