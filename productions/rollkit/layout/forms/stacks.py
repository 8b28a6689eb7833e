"""Each role above its names, each character above the name of its voice, in the middle of one column or of several."""

from collections.abc import Sequence
from functools import partial

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.casts import (
    build_cast_body,
    count_most_across,
    measure_cast,
    tell_cast,
    tell_fewer,
    voices_characters,
)
from productions.rollkit.layout.forms.pair_columns import PairColumns, has_enough
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_name_rows,
    build_studio_rows,
    flip_alignment,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.ruby import measure_ruby_room
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import fit_label, holds_wide_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


def lay_out_stacks(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role above its names, one a line. Of a cast, each character above its actor, so many side by side as the block has and as fit."""
    if not any(voices_characters(setting, group.lines) for group in groups):
        return put_role_above(
            setting, block, title, build_stacked_names(setting, block, title, role, groups), room
        )
    labels, names = measure_cast(setting, block, role, groups)
    asked = most = count_most_across(block, groups)
    between = setting.px(setting.template.gaps.block)
    above = measure_ruby_room(block, groups, setting.name(block))
    while True:
        columns = fit_stack_columns(setting, block, labels, names, most)
        set_line = partial(set_stack, setting, block, title, role, columns, above)
        body = build_cast_body(setting, block, title, groups, set_line, columns, between)
        if columns.across == 1 or not holds_wide_text(body):
            break
        most = columns.across - 1
    return put_role_above(setting, block, title, tell_fewer(body, title, asked, columns.across), room)


def fit_stack_columns(
    setting: LayoutStyle, block: Block, labels: Sequence[float], names: Sequence[float], most: int
) -> PairColumns:
    """As many columns of the same width as three of four texts fit into, at most `most`; the widths of texts are in pixels."""
    area = setting.area
    for across in range(most, 0, -1):
        between = area.gutter if across > 1 else 0
        width = (area.width - between * (across - 1)) // across
        if across == 1 or (has_enough(labels, width) and has_enough(names, width)):
            break
    return PairColumns(across, area.left, 0, width, 0, between)


def build_stacked_names(
    setting: LayoutStyle, block: Block, title: str, role: RoleBlock, groups: Sequence[StudioGroup]
) -> list[Row]:
    area, column = setting.area, flip_alignment(block.align)
    above = measure_ruby_room(block, groups, setting.name(block))
    body: list[Row] = []
    for group in groups:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        for line in group.lines:
            words = set_name_lines(setting, block, role, line, area.width)
            body.extend(
                build_name_rows(words, column, area.left, area.width, title, heading=heading, above=above)
            )
    return body


def set_stack(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    columns: PairColumns,
    raised: int,
    line: Line,
) -> Rows:
    """A character above the name of its voice, both aligned as the block is, in the first column; `raised` are the pixels for a reading."""
    area, column, width = setting.area, flip_alignment(block.align), columns.width
    look, character = setting.name(block, dim=True), choose_character(line, setting.lang)
    shares = columns.across > 1
    words = set_name_lines(setting, block, role, line, width, alone=True, squeezed=shares)
    told = tell_cast(words.told, character, setting.lang)
    label = fit_label(setting, character, look, width, credits=line.credits, squeezed=shares)
    above = [
        Row(look.pitch, (Cell(column, text, label.look, area.left, width, label=True),))
        for text in label.lines
        if text
    ]
    below = build_name_rows(words, column, area.left, width, title, above=raised, told=told)
    return (*above, *below)
