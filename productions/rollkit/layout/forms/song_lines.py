"""The credits of a song: each role and its names in one line."""

from collections.abc import Sequence
from math import ceil

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.running_names import lay_out_flow
from productions.rollkit.layout.letter_spacing import space_running_names
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.screen_names import format_screen_name
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
