"""How wide names are in one line, before they are set: columns are made for them."""

from math import ceil

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.layout.letter_spacing import space_name
from productions.rollkit.layout.ruby import set_ruby
from productions.rollkit.layout.screen_names import format_screen_name
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block


def measure_line(
    setting: LayoutStyle, block: Block, role: RoleBlock, line: Line, *, alone: bool = False
) -> float:
    """The width in pixels of a name in one line with what stands beside it: in its own language, its letters as the block spreads them, with room for its reading."""
    look = setting.write_in(setting.name(block, dim=not line.is_named), line.name_language)
    text, name = format_screen_name(setting, block, role, line, alone=alone)
    spaced = space_name(block, line, name, text, look)
    width = spaced.width if spaced else measure_text(text, look)
    room, narrowest = setting.area.width, setting.template.type.narrowest
    readings = set_ruby(block, line, name, (text,), spaced, look, room, narrowest)
    return max(width, *(ruby.room for ruby in readings if ruby), 0)


def measure_longest_name(setting: LayoutStyle, block: Block, role: RoleBlock) -> int:
    """The width of the longest name of the role, without what stands beside it; 0 where nobody is named."""
    look = setting.name(block)
    names = [
        format_screen_name(setting, block, role, line, alone=True)[1] for line in role.lines if line.on_screen
    ]
    return max((ceil(measure_text(name, look)) for name in names), default=0)
