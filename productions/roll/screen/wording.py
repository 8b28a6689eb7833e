"""What the forms of a block share: a name in its lines, headings above names, and which way texts are aligned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from productions.roll.document import Block as Role
from productions.roll.document import Line
from productions.roll.layout import Group
from productions.roll.screen.dividing import divided
from productions.roll.screen.measure import require_width, width, wrapped
from productions.roll.screen.names import printed
from productions.roll.screen.parts import Cell, Look, Row
from productions.roll.screen.setting import Setting
from productions.roll.template import Block

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in its lines, whole in the first, with its look; `beside` is that of the lines below, which stand beside it."""

    lines: tuple[str, ...]
    look: Look
    beside: Look

    def rows(self) -> Iterator[tuple[str, Look, bool]]:
        """Each line with its look, and whether it ties to the next."""
        for index, line in enumerate(self.lines):
            yield line, self.beside if index else self.look, index + 1 < len(self.lines)


def worded(
    setting: Setting, block: Block, role: Role, line: Line, room: int, *, below: bool = False
) -> Words:
    """A name in one line, whole; what stands beside it goes on `below`, always or where there is no room."""
    look, dim = setting.name(block, dim=not line.is_named), setting.name(block, dim=True)
    text, name = printed(setting, block, role, line)
    require_width(name, look, room)
    rest = wrapped(text, look, room)
    if text == name or not name or (len(rest) == 1 and not below):
        return Words(tuple(rest), look, dim)
    return Words((name, *wrapped(text.removeprefix(name).strip(), look, room)), look, dim)


def broad(name: Words) -> int:
    return ceil(max(width(text, name.look) for text in name.lines))


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
