"""What the forms of a block share: a name in its lines, headings above names, and which way texts are aligned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.screen_names import format_screen_name, write_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text, require_text_width, wrap_anywhere, wrap_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NameLines:
    """A name in its lines, whole in the first, with its look; `beside` is that of the lines below, which stand beside it."""

    lines: tuple[str, ...]
    look: TextStyle
    beside: TextStyle

    def rows(self) -> Iterator[tuple[str, TextStyle, bool]]:
        """Each line with its look, and whether it ties to the next."""
        for index, line in enumerate(self.lines):
            yield line, self.beside if index else self.look, index + 1 < len(self.lines)


def set_name_lines(
    setting: LayoutStyle,
    block: Block,
    role: RoleBlock,
    line: Line,
    room: int,
    *,
    below: bool = False,
    alone: bool = False,
) -> NameLines:
    """A name in one line, whole; what stands beside it goes on `below`, always or where there is no room.

    `alone`: its character stands elsewhere. Otherwise that is among what stands beside it, and never too long.
    """
    look, dim = setting.name(block, dim=not line.is_named), setting.name(block, dim=True)
    look = setting.write_in(look, line.name_language)
    text, name = format_screen_name(setting, block, role, line, alone=alone)
    if isinstance(line, JoinedLine) and measure_text(name, look) > room:
        return break_joined_line(setting, line, text.removeprefix(name).strip(), look, room)
    require_text_width(name, look, room)
    wrap = wrap_text if alone or not (line.character or line.character_ja) else wrap_anywhere
    rest = wrap(text, look, room)
    if text == name or not name or (len(rest) == 1 and not below):
        return NameLines(tuple(rest), look, dim)
    return NameLines((name, *wrap(text.removeprefix(name).strip(), look, room)), look, dim)


def break_joined_line(
    setting: LayoutStyle, line: JoinedLine, beside: str, look: TextStyle, room: int
) -> NameLines:
    """A joint line that has no room, broken between its names; what stands beside it is below."""
    names = [write_name(member, setting.template.names) for member in line.members]
    found = [""]
    for name, piece in zip(names, line.list_pieces(names), strict=True):
        require_text_width(name, look, room)
        if found[-1] and measure_text((found[-1] + piece).rstrip(), look) > room:
            found.append("")
        found[-1] += piece
    below = wrap_text(beside, look, room) if beside else []
    return NameLines((*(each.rstrip() for each in found), *below), look, look)


def measure_name_width(name: NameLines) -> int:
    return ceil(max(measure_text(text, name.look) for text in name.lines))


def add_heading_space(setting: LayoutStyle, heading: Rows, *, first: bool) -> Rows:
    """A studio's heading with some room above it."""
    if first or not heading:
        return heading
    return (Row(setting.px(setting.template.gaps.studio), (), ties=True), *heading)


def build_studio_rows(setting: LayoutStyle, block: Block, group: StudioGroup, role: str) -> Rows:
    if not group.studio:
        return ()
    return tuple(
        replace(row, ties=True)
        for row in set_heading_rows(setting, block, group.studio, role=role, bold=True)
    )


def put_role_above(
    setting: LayoutStyle, block: Block, title: str, body: Sequence[Row], room: int | None
) -> list[Rows]:
    """The role above its names, again on every card."""
    head: list[Row] = []
    if title:
        space = Row(setting.px(setting.template.gaps.under_role), ())
        head = [*set_heading_rows(setting, block, title, dim=True), space]
    left = None if room is None else room - sum(row.height for row in head)
    return [(*head, *rows) for rows in paginate_rows(body, left)]


def set_heading_rows(
    setting: LayoutStyle, block: Block, text: str, *, role: str = "", bold: bool = False, dim: bool = False
) -> Iterator[Row]:
    """A heading of the block: its role, which is `dim`, or a studio of that role."""
    area = setting.area
    look = setting.name(block, bold=bold, dim=dim)
    for line in wrap_text(text, look, area.width):
        cell = Cell(flip_alignment(block.align), line, look, area.left, area.width, role, label=dim)
        yield Row(look.pitch, (cell,))


def flip_alignment(align: str) -> str:
    """The column whose texts are aligned so."""
    return {"left": "right", "right": "left", "middle": "middle"}[align]
