"""What the forms of a block share: a name in its lines, headings above names, and which way texts are aligned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from productions.rollkit.document.inputs import PERSON_KIND
from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.fittings import Fitting
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.screen_names import format_screen_name, write_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import FittedText, fit_name, fit_text, fit_whole_pieces
from productions.rollkit.layout.text_measure import measure_indent, measure_text, wrap_anywhere
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NameLines:
    """A name in its lines with its look; `beside` is that of the lines below, which stand beside it.

    The first line is the whole name, but for a long one, which takes the first `own` lines: `name` is all of it.
    """

    lines: tuple[str, ...]
    look: TextStyle
    beside: TextStyle
    own: int = 1
    name: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the name had room for its usual type in one line."""
        return self.look.fit is None

    @property
    def told(self) -> str:
        """The name as captions say it: with what stands in its line."""
        return self.lines[0] if self.own == 1 else self.name

    def rows(self) -> Iterator[tuple[str, TextStyle, bool]]:
        """Each line with its look, and whether it ties to the next."""
        for index, line in enumerate(self.lines):
            yield line, self.get_look(index), index + 1 < len(self.lines)

    def get_look(self, index: int) -> TextStyle:
        if index >= self.own:
            return self.beside
        return replace(self.look, goes_on=True) if index else self.look


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

    A name that has no room is made to fit, or else marked (`text_fitting`): whoever has another room to offer looks whether it `is_whole`.
    `alone`: its character stands elsewhere. Otherwise that is among what stands beside it, and never too long.
    """
    look, dim = setting.name(block, dim=not line.is_named), setting.name(block, dim=True)
    text, name = format_screen_name(setting, block, role, line, alone=alone)
    if isinstance(line, JoinedLine) and measure_text(name, look) > room:
        return break_joined_line(setting, line, text.removeprefix(name).strip(), look, room)
    if not name:
        said = fit_text(setting, text, look, room, credits=line.credits)
        return NameLines(said.lines, said.look, replace(said.look, white=dim.white))
    if measure_text(text, look) <= room and (text == name or not below):
        return NameLines((text,), look, dim)
    fitted = fit_name(
        setting,
        name,
        look,
        room,
        credits=line.credits,
        breaks=line.name_breaks if name == line.name else "",
        phrases=line.kind != PERSON_KIND,
    )
    beside = fit_beside(setting, line, text.removeprefix(name).strip(), dim, room, alone=alone)
    return NameLines(
        (*fitted.lines, *beside.lines), fitted.look, beside.look, own=len(fitted.lines), name=name
    )


def fit_beside(
    setting: LayoutStyle, line: Line, said: str, look: TextStyle, room: int, *, alone: bool
) -> FittedText:
    """What stands beside a name, below it; with its character in any case, broken anywhere."""
    if not said:
        return FittedText((), look)
    if alone or not (line.character or line.character_ja):
        return fit_text(setting, said, look, room, credits=line.credits)
    return FittedText(tuple(wrap_anywhere(said, look, room)), look)


def break_joined_line(
    setting: LayoutStyle, line: JoinedLine, beside: str, look: TextStyle, room: int
) -> NameLines:
    """A joint line that has no room, broken between its names; what stands beside it is below."""
    names = [write_name(member, setting.template.names) for member in line.members]
    told = Fitting(line.joiner.join(names), line.credits)
    found = fit_whole_pieces(setting, line.list_pieces(names), look, room, told)
    below = fit_text(setting, beside, look, room, credits=line.credits).lines if beside else ()
    return NameLines((*found.lines, *below), found.look, found.look)


def measure_name_width(name: NameLines) -> int:
    return ceil(
        max(
            measure_text(text, look) + (measure_indent(look) if look.goes_on else 0)
            for text, look, _ties in name.rows()
        )
    )


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
    fitted = fit_text(setting, text, look, area.width)
    for line in fitted.lines:
        cell = Cell(flip_alignment(block.align), line, fitted.look, area.left, area.width, role, label=dim)
        yield Row(look.pitch, (cell,))


def flip_alignment(align: str) -> str:
    """The column whose texts are aligned so."""
    return {"left": "right", "right": "left", "middle": "middle"}[align]
