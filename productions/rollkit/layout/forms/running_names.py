"""Names one after another under their role: in lines that flow, or as a sentence has them. Names are never broken."""

from collections.abc import Iterator, Sequence

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_studio_rows,
    flip_alignment,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text
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
    between = "、" if setting.lang == "ja" else ", "
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
        names = [set_name_lines(setting, block, role, line, area.width).lines for line in group.lines]
        for text in fill_lines(names, between, look, area.width):
            cell = Cell(flip_alignment(column), text, look, area.left, area.width, title)
            body.append(Row(look.pitch, (cell,), heading=heading))
    return put_role_above(setting, block, title, body, room)


def fill_lines(names: Sequence[Sequence[str]], between: str, look: TextStyle, room: int) -> Iterator[str]:
    """Lines of whole names, one that needs several in as many; a separator that ends a line loses its space."""
    line = ""
    for index, lines in enumerate(names):
        whole = " ".join(lines)
        pieces = [whole] if len(lines) == 1 or measure_text(whole, look) <= room else lines
        for place, text in enumerate(pieces, 1):
            after = between if place == len(pieces) else " "
            piece = text + (after if index + 1 < len(names) or place < len(pieces) else "")
            if line and measure_text((line + piece).rstrip(), look) > room:
                yield line.rstrip()
                line = ""
            # the end of a line that a name fills parts it from the next
            line += piece if line or measure_text(piece.rstrip(), look) <= room else text
    yield line.rstrip()
