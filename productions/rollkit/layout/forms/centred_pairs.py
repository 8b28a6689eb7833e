"""Role and name as one pair in the middle of the screen: the eye falls on the pair, not on a gutter."""

from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.casts import build_cast_body, set_cast_pair, voices_characters
from productions.rollkit.layout.forms.pair_columns import PairColumns, get_pair_columns, set_pair_rows
from productions.rollkit.layout.forms.stacks import lay_out_stacks, set_stack
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_name_rows,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.name_widths import measure_line
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.ruby import measure_ruby_room
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


def lay_out_pairs(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role beside its names, the whole aligned as the block; of a cast, each character beside its actor, line by line.

    Where there is no room for both in a line, one stands above the other.
    """
    if any(voices_characters(setting, group.lines) for group in groups):
        above = measure_ruby_room(block, groups, setting.name(block))
        set_line = partial(set_centred_pair, setting, block, title, role, above)
        body = build_cast_body(setting, block, title, groups, set_line, get_pair_columns(setting, block))
        return put_role_above(setting, block, title, body, room)
    widths = [measure_line(setting, block, role, line) for group in groups for line in group.lines]
    widths += [measure_text(group.studio, setting.studio(block)) for group in groups]
    columns = centre_pair(setting, block, measure_text(title, setting.name(block, dim=True)), max(widths))
    if columns is None or not title:
        return lay_out_stacks(setting, block, title, role, groups, room)
    rows = list(set_names_beside(setting, block, title, role, groups, columns))
    label = setting.name(block, dim=True)
    return [tuple(set_pair_rows(columns, [title], label, run)) for run in paginate_rows(rows, room)]


def centre_pair(setting: LayoutStyle, block: Block, label: float, name: float) -> PairColumns | None:
    """The columns of one pair, as wide as its texts (in pixels); None where the area has no room for both."""
    area, first, second = setting.area, ceil(label), ceil(name)
    gap = area.gutter // 2 if first else 0
    over = area.width - first - gap - second
    if over < 0:
        return None
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    return PairColumns(1, left, first, second, gap)


def set_centred_pair(
    setting: LayoutStyle, block: Block, title: str, role: RoleBlock, above: int, line: Line
) -> Rows:
    """A character and the name of its voice in the middle, side by side where there is room."""
    label = measure_text(choose_character(line, setting.lang), setting.name(block, dim=True))
    columns = centre_pair(setting, block, label, measure_line(setting, block, role, line, alone=True))
    if columns is None:
        whole = PairColumns(1, setting.area.left, 0, setting.area.width, 0)
        return set_stack(setting, block, title, role, whole, above, line)
    return set_cast_pair(setting, block, title, role, columns, above, line)


def set_names_beside(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    columns: PairColumns,
) -> Iterator[Row]:
    """The names below one another, under their studios; none of them is broken."""
    x, width, studio = columns.names_left, columns.names, setting.studio(block)
    above = measure_ruby_room(block, groups, setting.name(block))
    for index, group in enumerate(groups):
        heading: Rows = ()
        if group.studio:
            cell = Cell("right", group.studio, studio, x, width, title)
            heading = (Row(studio.pitch, (cell,), ties=True),)
        yield from add_heading_space(setting, heading, first=index == 0)
        for line in group.lines:
            words = set_name_lines(setting, block, role, line, width)
            yield from build_name_rows(words, "right", x, width, title, heading=heading, above=above)
