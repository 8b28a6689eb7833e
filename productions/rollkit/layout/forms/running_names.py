"""Names one after another under their role: in lines that flow, or as a sentence has them. Names are broken only where they have no room."""

from collections.abc import Iterator, Sequence

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.letter_spacing import space_running_names
from productions.rollkit.layout.name_lines import (
    NameLines,
    Rows,
    add_heading_space,
    build_studio_rows,
    flip_alignment,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_indent, measure_text
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


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
    look = setting.name(block)
    for group in groups:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        names = [set_name_lines(setting, block, role, line, area.width) for line in group.lines]
        for text, own in run_names(names, between, look, area.width):
            spaced = space_running_names(block, text, group.lines, own, area.width)
            cell = Cell(flip_alignment(column), text, own, area.left, area.width, title, spaced=spaced)
            body.append(Row(look.pitch, (cell,), heading=heading))
    return put_role_above(setting, block, title, body, room)


def run_names(
    names: Sequence[NameLines], between: str, look: TextStyle, room: int
) -> Iterator[tuple[str, TextStyle]]:
    """Lines of whole names, each with its look; a name that has no room in one line has lines of its own."""
    waiting: list[str] = []
    for index, name in enumerate(names, 1):
        text = " ".join(name.lines)
        if name.is_whole and measure_text(text, look) <= room:
            waiting.append(text)
            continue
        yield from (
            (line, look) for line in fill_lines([*waiting, ""] if waiting else [], between, look, room)
        )
        waiting = []
        *before, (last, own, _ties) = name.rows()
        yield from ((line, style) for line, style, _ties in before)
        marked = last + (between.rstrip() if index < len(names) else "")
        indent = measure_indent(own) if own.goes_on else 0
        yield marked if indent + measure_text(marked, own) <= room else last, own
    yield from ((line, look) for line in fill_lines(waiting, between, look, room))


def fill_lines(names: Sequence[str], between: str, look: TextStyle, room: int) -> Iterator[str]:
    """Lines of whole names; a separator that ends a line loses its space."""
    line = ""
    for index, name in enumerate(names):
        piece = name + (between if index + 1 < len(names) else "")
        if line and measure_text((line + piece).rstrip(), look) > room:
            yield line.rstrip()
            line = ""
        # the end of a line that a name fills parts it from the next
        line += piece if line or measure_text(piece.rstrip(), look) <= room else name
    if line.strip():
        yield line.rstrip()
