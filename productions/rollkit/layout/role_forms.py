"""How a role and its names are set: two columns, a grid, lines that flow. Names are never broken.

A form gives the rows of one part, or, where a card has no room for all of them, of several that are filled evenly,
each with the role again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.layout.boxes import Cell, Row, TextStyle
from productions.rollkit.layout.letter_spacing import space_running_names
from productions.rollkit.layout.measured_blocks import space_role, split_area
from productions.rollkit.layout.name_grids import lay_out_grid
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_studio_rows,
    flip_alignment,
    measure_longest_name,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.ruby import measure_ruby_room, raise_row
from productions.rollkit.layout.screen_names import format_screen_name, group_lines_by_studio
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text, wrap_anywhere, wrap_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


def lay_out_role(
    setting: LayoutStyle, block: Block, title: str, role: RoleBlock, room: int | None
) -> list[Rows]:
    """The rows of a role with its names in the block's form; several where one card has no `room` for them."""
    groups = group_lines_by_studio(role, block)
    return ROLE_FORMS[block.form](setting, block, title, role, groups, room)


def lay_out_columns(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role beside the first of its names; studios as headings above theirs. Of a cast, the characters stand beside the names."""
    if any(choose_character(line, setting.lang) for group in groups for line in group.lines):
        return lay_out_cast(setting, block, title, role, groups, room)
    area = setting.area
    own, column = split_area(area, block)
    if setting.template.writing == "vertical" and measure_longest_name(setting, block, role) > column:
        return lay_out_line_by_line(setting, block, title, role, groups, room)
    x = area.left + own + area.gutter
    body: list[Row] = []
    above = measure_ruby_room(block, groups, setting.name(block))
    studio = setting.name(block, bold=True)
    for group in groups:
        heading: Rows = ()
        if group.studio:
            heading = tuple(
                Row(studio.pitch, (Cell("right", part, studio, x, column, title),), ties=True)
                for part in wrap_text(group.studio, studio, column)
            )
        body.extend(add_heading_space(setting, heading, first=not body))
        for line in group.lines:
            words = set_name_lines(setting, block, role, line, column)
            for index, (text, look, ties) in enumerate(words.rows()):
                spaced, ruby = words.get_spacing(index), words.get_ruby(index)
                cell = Cell("right", text, look, x, column, title, spaced=spaced, ruby=ruby)
                body.append(raise_row(Row(look.pitch, (cell,), ties, heading), 0 if index else above))
    look = setting.name(block, dim=True)
    left = [
        Cell(
            "left",
            part,
            look,
            area.left,
            own,
            label=True,
            spaced=space_role(block, title, part, look, own),
        )
        for part in wrap_text(title, look, own)
        if part
    ]
    slices = paginate_rows(body, room)
    return [tuple(put_labels_beside(left, rows, look.pitch)) for rows in slices]


def lay_out_line_by_line(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role, then its studios and names, each in a line of the whole area from its beginning: of vertical cards, which are short."""
    lines = replace(block, form="grid", columns=1, align="left")
    return lay_out_grid(setting, lines, title, role, groups, room)


def lay_out_cast(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Each character beside the name of its voice, under the role. A character that is too wide is broken, and never refused."""
    body: list[Row] = []
    above = measure_ruby_room(block, groups, setting.name(block))
    for group in groups:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        for line in group.lines:
            rows = list(build_cast_rows(setting, block, title, role, line, above))
            body.extend(
                replace(row, ties=index < len(rows), heading=heading) for index, row in enumerate(rows, 1)
            )
    return put_role_above(setting, block, title, body, room)


def build_cast_rows(
    setting: LayoutStyle, block: Block, title: str, role: RoleBlock, line: Line, above: int
) -> Iterator[Row]:
    """A character and the name of its voice, each over as many rows as it needs; `above` the name is room for its reading."""
    area, look = setting.area, setting.name(block, dim=True)
    own, column = split_area(area, block)
    character = choose_character(line, setting.lang)
    words = set_name_lines(setting, block, role, line, column, alone=True)
    x = area.left + own + area.gutter
    told = tell_cast(words.lines[0], character, setting.lang)
    left = [
        Cell("left", part, look, area.left, own, label=True)
        for part in wrap_anywhere(character, look, own, balanced=True)
        if part
    ]
    right = [
        raise_row(
            Row(
                beside.pitch,
                (
                    Cell(
                        "right",
                        text,
                        beside,
                        x,
                        column,
                        title,
                        told="" if index else told,
                        spaced=words.get_spacing(index),
                        ruby=words.get_ruby(index),
                    ),
                ),
            ),
            0 if index else above,
        )
        for index, (text, beside, _ties) in enumerate(words.rows())
    ]
    return put_labels_beside(left, right, look.pitch)


def tell_cast(name: str, character: str, lang: str) -> str:
    """A name with its character, as captions say it."""
    if not character:
        return ""
    return f"{name}（{character}）" if lang == "ja" else f"{name} ({character})"


def put_labels_beside(left: Sequence[Cell], right: Sequence[Row], pitch: int) -> Iterator[Row]:
    for label, found in zip_longest(left, right):
        row = found or Row(pitch, ())
        yield replace(row, cells=(label, *row.cells)) if label else row


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


def lay_out_song(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role and its names in one line; the role above where there is no room for both."""
    area, gap = setting.area, setting.area.gutter // 2
    label, look = setting.name(block, dim=True), setting.name(block)
    between = "、" if setting.lang == "ja" else ", "
    names = between.join(
        format_screen_name(setting, block, role, line)[0] for group in groups for line in group.lines
    )
    lines = [line for group in groups for line in group.lines]
    spaced = space_running_names(block, names, lines, look, area.width)
    wide = spaced.width if spaced else measure_text(names, look)
    first, second = ceil(measure_text(title, label)), ceil(wide)
    over = area.width - first - gap - second
    if over < 0 or not title:
        return lay_out_flow(setting, block, title, role, groups, room)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    cells = (
        Cell("right", title, label, left, first, label=True),
        Cell("right", names, look, left + first + gap, second, title, spaced=spaced),
    )
    return [(Row(look.pitch, cells),)]


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
        names = [
            " ".join(set_name_lines(setting, block, role, line, area.width).lines) for line in group.lines
        ]
        for text in fill_lines(names, between, look, area.width):
            spaced = space_running_names(block, text, group.lines, look, area.width)
            cell = Cell(flip_alignment(column), text, look, area.left, area.width, title, spaced=spaced)
            body.append(Row(look.pitch, (cell,), heading=heading))
    return put_role_above(setting, block, title, body, room)


def fill_lines(names: Sequence[str], between: str, look: TextStyle, room: int) -> Iterator[str]:
    """Lines of whole names; a separator that ends a line loses its space."""
    line = ""
    for index, name in enumerate(names):
        piece = name + (between if index + 1 < len(names) else "")
        if line and measure_text((line + piece).rstrip(), look) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


ROLE_FORMS: dict[str, Callable[..., list[Rows]]] = {
    "columns": lay_out_columns,
    "grid": lay_out_grid,
    "flow": lay_out_flow,
    "paragraph": lay_out_paragraph,
    "song": lay_out_song,
}
