"""The credits of a song: each role and its names in one line."""

from collections.abc import Sequence
from math import ceil

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.running_names import build_name_run, lay_out_flow
from productions.rollkit.layout.name_lines import Rows, set_name_lines
from productions.rollkit.layout.ruby import measure_ruby_room, raise_row
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


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
    between = say_text(setting.lang, "list_separator")
    lines = [line for group in groups for line in group.lines]
    names = [set_name_lines(setting, block, role, line, area.width) for line in lines]
    if not title or not all(name.look.fit is None for name in names):
        return lay_out_flow(setting, block, title, role, groups, room)
    run = build_name_run([*((name, between) for name in names[:-1]), (names[-1], "")], look)
    first, second = ceil(measure_text(title, label)), ceil(run.width)
    over = area.width - first - gap - second
    if over < 0:
        return lay_out_flow(setting, block, title, role, groups, room)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    cells = (
        Cell("right", title, label, left, first, label=True),
        Cell("right", run.text, look, left + first + gap, second, title, spaced=run.spaced, ruby=run.ruby),
    )
    return [(raise_row(Row(look.pitch, cells), measure_ruby_room(block, groups, look)),)]
