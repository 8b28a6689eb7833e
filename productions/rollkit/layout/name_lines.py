"""What the forms of a block share: a name in its lines, headings above names, and which way texts are aligned."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from productions.rollkit.document.inputs import PERSON_KIND
from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.fittings import Fitting
from productions.rollkit.layout.boxes import Cell, Row, Ruby, SpacedText, TextStyle
from productions.rollkit.layout.letter_spacing import space_name
from productions.rollkit.layout.measured_blocks import space_role
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.ruby import raise_row, set_ruby
from productions.rollkit.layout.screen_names import format_screen_name, write_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import (
    LEAST_SQUEEZED_PERCENT,
    FittedText,
    fit_heading,
    fit_name,
    fit_text,
    fit_whole_pieces,
    squeeze_text,
)
from productions.rollkit.layout.text_measure import measure_indent, measure_text, wrap_anywhere
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup

Rows = tuple[Row, ...]


class NameLines(NamedTuple):
    """A name in its lines with its look; `beside` is that of the lines below, which stand beside it.

    The first line is the whole name, but for a long one, which takes the first `own` lines: `name` is all of it.
    `spaced` is the first line where its letters are spread, `rubies` the readings above the lines of the name.
    """

    lines: tuple[str, ...]
    look: TextStyle
    beside: TextStyle
    own: int = 1
    name: str = ""
    spaced: SpacedText | None = None
    rubies: tuple[Ruby | None, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the name had room for its usual type in one line, and its reading above it."""
        return self.look.fit is None and not any(ruby and ruby.left_out for ruby in self.rubies)

    @property
    def is_squeezed(self) -> bool:
        """Whether it was narrowed a little to stand in one line."""
        fit = self.look.fit
        return (
            fit is not None
            and fit.lines == 1
            and fit.size is None
            and LEAST_SQUEEZED_PERCENT <= fit.narrow < 100
            and not any(ruby and ruby.left_out for ruby in self.rubies)
        )

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

    def get_spacing(self, index: int) -> SpacedText | None:
        """How the letters of a line are spread."""
        return None if index else self.spaced

    def get_ruby(self, index: int) -> Ruby | None:
        """The readings above a line."""
        return self.rubies[index] if index < len(self.rubies) else None


def set_name_lines(
    setting: LayoutStyle,
    block: Block,
    role: RoleBlock,
    line: Line,
    room: int,
    *,
    below: bool = False,
    alone: bool = False,
    squeezed: bool = False,
) -> NameLines:
    """The name in its lines (`break_name`), spread as the block wants it where there is room, with its reading above."""
    words = break_name(setting, block, role, line, room, below=below, alone=alone, squeezed=squeezed)
    if block.name_letters is None and block.name_space == "given" and not block.ruby:
        return words
    _text, name = format_screen_name(setting, block, role, line, alone=alone)
    first = words.lines[0]
    spaced = space_name(block, line, name, first, words.look)
    if spaced is not None and spaced.width > room:
        spaced = None
    own = words.lines[: words.own]
    narrowest = setting.template.type.narrowest
    rubies = set_ruby(block, line, name, own, spaced, words.look, room, narrowest)
    return words._replace(spaced=spaced, rubies=rubies)


def break_name(
    setting: LayoutStyle,
    block: Block,
    role: RoleBlock,
    line: Line,
    room: int,
    *,
    below: bool,
    alone: bool,
    squeezed: bool,
) -> NameLines:
    """A name in one line, whole; what stands beside it goes on `below`, always or where there is no room. `squeezed`: rather narrowed a little.

    A name that has no room is made to fit, or else marked (`text_fitting`): whoever has another room to offer looks whether it `is_whole`.
    `alone`: its character stands elsewhere. Otherwise that is among what stands beside it, and never too long.
    """
    dim = setting.name(block, dim=True)
    look = setting.write_in(setting.name(block, dim=not line.is_named), line.name_language)
    text, name = format_screen_name(setting, block, role, line, alone=alone)
    said = text.removeprefix(name).strip()
    if isinstance(line, JoinedLine) and measure_text(name, look) > room:
        return break_joined_line(setting, line, said, look, room)
    if not name:
        fitted = fit_text(setting, text, look, room, credits=line.credits)
        return NameLines(fitted.lines, fitted.look, replace(fitted.look, white=dim.white))
    if measure_text(text, look) <= room and (text == name or not below):
        return NameLines((text,), look, dim)
    if squeezed and text == name and (narrowed := squeeze_text(setting, name, look, room, line.credits)):
        return NameLines(narrowed.lines, narrowed.look, dim)
    fitted = fit_name(
        setting,
        name,
        look,
        room,
        credits=line.credits,
        breaks=line.name_breaks if name == line.name else None,
        phrases=line.kind != PERSON_KIND,
    )
    beside, own = fit_beside(setting, line, said, dim, room, alone=alone), len(fitted.lines)
    return NameLines((*fitted.lines, *beside.lines), fitted.look, beside.look, own=own, name=name)


def fit_beside(
    setting: LayoutStyle, line: Line, said: str, look: TextStyle, room: int, *, alone: bool
) -> FittedText:
    """What stands beside a name, below it; with its character in any case, broken anywhere."""
    if not said:
        return FittedText((), look)
    if alone or not line.known_character:
        return fit_text(setting, said, look, room, credits=line.credits)
    return FittedText(tuple(wrap_anywhere(said, look, room)), look)


def break_joined_line(
    setting: LayoutStyle, line: JoinedLine, beside: str, look: TextStyle, room: int
) -> NameLines:
    """A joint line that has no room, broken between its names; what stands beside it is below."""
    names = [write_name(member, setting.template.names, setting.lang) for member in line.members]
    told = Fitting(line.joiner.join(names), line.credits)
    found = fit_whole_pieces(setting, line.list_pieces(names), look, room, told)
    below = fit_text(setting, beside, look, room, credits=line.credits).lines if beside else ()
    return NameLines((*found.lines, *below), found.look, found.look)


def build_name_rows(
    words: NameLines,
    side: str,
    x: int,
    width: int,
    role: str,
    *,
    heading: Rows = (),
    above: int = 0,
    told: str = "",
) -> list[Row]:
    """A name as rows in a column; `above` its first line are so many pixels for readings, and captions say what is `told`."""
    return [
        raise_row(
            Row(
                look.pitch,
                (
                    Cell(
                        side,
                        text,
                        look,
                        x,
                        width,
                        role,
                        told="" if index else told,
                        spaced=words.get_spacing(index),
                        ruby=words.get_ruby(index),
                    ),
                ),
                ties,
                heading,
            ),
            above if index == 0 or words.get_ruby(index) else 0,
        )
        for index, (text, look, ties) in enumerate(words.rows())
    ]


def measure_name_width(name: NameLines) -> int:
    if len(name.lines) == 1 and name.spaced is None and not name.rubies:
        return ceil(measure_text(name.lines[0], name.look))
    widths = [
        measure_text(text, look) + (measure_indent(look) if look.goes_on else 0)
        for text, look, _ties in name.rows()
    ]
    if name.spaced is not None:
        widths[0] = name.spaced.width
    readings = [
        ruby.room + (measure_indent(name.look) if index else 0)
        for index, ruby in enumerate(name.rubies)
        if ruby
    ]
    return ceil(max(*widths, *readings, 0))


def add_heading_space(setting: LayoutStyle, heading: Rows, *, first: bool) -> Rows:
    """A studio's heading with some room above it."""
    if first or not heading:
        return heading
    return (Row(setting.px(setting.template.gaps.studio), (), ties=True), *heading)


def build_studio_rows(setting: LayoutStyle, block: Block, group: StudioGroup, role: str) -> Rows:
    if not group.studio:
        return ()
    return tuple(
        row._replace(ties=True)
        for row in set_heading_rows(setting, block, group.studio, setting.studio(block), role=role)
    )


def put_role_above(
    setting: LayoutStyle, block: Block, title: str, body: Sequence[Row], room: int | None
) -> list[Rows]:
    """The role above its names, again on every card."""
    head: list[Row] = []
    if title:
        space = Row(setting.px(setting.template.gaps.under_role), ())
        look = setting.name(block, dim=True)
        head = [*set_heading_rows(setting, block, title, look, label=True), space]
    left = None if room is None else room - sum(row.height for row in head)
    return [(*head, *rows) for rows in paginate_rows(body, left)]


def set_heading_rows(
    setting: LayoutStyle, block: Block, text: str, look: TextStyle, *, role: str = "", label: bool = False
) -> Iterator[Row]:
    """A heading of the block, its lines about as long as one another: its role, which is a `label`, or what stands under that role."""
    area = setting.area
    fitted = fit_heading(setting, text, look, area.width)
    for line in fitted.lines:
        spaced = space_role(block, text, line, fitted.look) if label else None
        cell = Cell(
            flip_alignment(block.align),
            line,
            fitted.look,
            area.left,
            area.width,
            role,
            label=label,
            spaced=spaced,
        )
        yield Row(look.pitch, (cell,))


def flip_alignment(align: str) -> str:
    """The column whose texts are aligned so."""
    return {"left": "right", "right": "left", "middle": "middle"}[align]
