"""Names one after another under their role: in lines that flow, or as a sentence has them. Names are broken only where they have no room."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.fittings import Fitting
from productions.rollkit.layout.boxes import Cell, Row, Ruby, RubyPart, SpacedRun, SpacedText, TextStyle
from productions.rollkit.layout.name_lines import (
    NameLines,
    Rows,
    add_heading_space,
    build_studio_rows,
    flip_alignment,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.ruby import measure_ruby_room, raise_row
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_indent, measure_text
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


class NameRun(NamedTuple):
    """A line of names: its `width` in pixels, and where its letters and readings are, unless they stand as the font has them."""

    text: str
    look: TextStyle
    width: float
    spaced: SpacedText | None = None
    ruby: Ruby | None = None


def lay_out_flow(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Names one after another, as many in a line as there is room for, parted by wide spaces."""
    between = "　　" if setting.template.names == "both" else "　"
    return lay_out_running_names(
        setting, block, title, role, groups, room, between=between, column=block.align
    )


def lay_out_paragraph(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Names as a sentence has them, parted by commas."""
    between = say_text(setting.lang, "list_separator")
    return lay_out_running_names(
        setting, block, title, role, groups, room, between=between, column=block.align
    )


def lay_out_running_names(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
    *,
    between: str,
    column: str,
) -> list[Rows]:
    area = setting.area
    body: list[Row] = []
    look, above = setting.name(block), measure_ruby_room(block, groups, setting.name(block))
    for group in groups:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        names = [set_name_lines(setting, block, role, line, area.width) for line in group.lines]
        for run in run_names(names, between, look, area.width):
            cell = Cell(
                flip_alignment(column),
                run.text,
                run.look,
                area.left,
                area.width,
                title,
                spaced=run.spaced,
                ruby=run.ruby,
            )
            body.append(raise_row(Row(look.pitch, (cell,), heading=heading), above))
    return put_role_above(setting, block, title, body, room)


def run_names(names: Sequence[NameLines], between: str, look: TextStyle, room: int) -> Iterator[NameRun]:
    """Lines of whole names, each with its look; a name that has no room in one line has lines of its own."""
    waiting: list[NameLines] = []
    for index, name in enumerate(names, 1):
        if name.look.fit is None and build_name_run([(name, "")], look).width <= room:
            waiting.append(name)
            continue
        yield from fill_lines(waiting, between, look, room, goes_on=True)
        waiting = []
        for number, (text, own, ties) in enumerate(name.rows()):
            marked = text + ("" if ties or index == len(names) else between.rstrip())
            indent = measure_indent(own) if own.goes_on else 0
            spaced = name.get_spacing(number)
            fits = indent + measure_text(marked, own) <= room and spaced is None
            yield NameRun(marked if fits else text, own, 0.0, spaced, name.get_ruby(number))
    yield from fill_lines(waiting, between, look, room)


def fill_lines(
    names: Sequence[NameLines], between: str, look: TextStyle, room: int, *, goes_on: bool = False
) -> Iterator[NameRun]:
    """Lines of whole names; a separator that ends a line loses its space. `goes_on`: another name follows the last."""
    line: list[tuple[NameLines, str]] = []
    for index, name in enumerate(names, 1):
        mark = between if goes_on or index < len(names) else ""
        if line and build_name_run([*line, (name, mark)], look).width > room:
            yield build_name_run(line, look)
            line = []
        # the end of a line that a name fills parts it from the next
        line.append((name, mark if line or build_name_run([(name, mark)], look).width <= room else ""))
    if line:
        yield build_name_run(line, look)


def build_name_run(names: Sequence[tuple[NameLines, str]], look: TextStyle) -> NameRun:
    """Names, each with what parts it from the next, as one text; with those letters spread that are, and names in the forms of their own language."""
    marked = [*names[:-1], (names[-1][0], names[-1][1].rstrip())]
    text = "".join(" ".join(name.lines) + mark for name, mark in marked)
    if not any(name.spaced or name.rubies or name.look.fonts is not look.fonts for name, _mark in names):
        return NameRun(text, look, measure_text(text, look))
    runs: list[SpacedRun] = []
    readings: list[RubyPart] = []
    left_out: list[Fitting] = []
    width, apart = 0.0, look.size * look.spacing_ems
    for index, (name, mark) in enumerate(marked, 1):
        said, ruby = " ".join(name.lines), name.get_ruby(0)
        own = name.spaced.width if name.spaced else measure_text(said, name.look)
        reading = max(0.0, (ruby.room if ruby else 0) - own)
        *before, last = name.spaced.runs if name.spaced else (SpacedRun(said),)
        space = reading + (apart if mark or index < len(marked) else 0.0)
        fonts = None if name.look.fonts is look.fonts else name.look.fonts
        found = (*before, last._replace(after=last.after + space))
        runs += [run._replace(fonts=fonts) for run in found]
        if ruby:
            readings += [part._replace(start=width + part.start) for part in ruby.parts]
            left_out += ruby.left_out
        width += own + space
        if mark:
            space = apart if index < len(marked) else 0.0
            runs.append(SpacedRun(mark, 0.0, space))
            width += measure_text(mark, look) + space
    ruby = Ruby(tuple(readings), width, left_out=tuple(left_out)) if readings or left_out else None
    return NameRun(text, look, width, SpacedText(tuple(runs), width), ruby)
