"""Looking at all roles of a block before one of them is laid out, so that they share their columns."""

from collections.abc import Sequence
from math import ceil

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.layout.block_assignment import Section, join_roles
from productions.rollkit.layout.grid_measures import measure_grid
from productions.rollkit.layout.letter_spacing import is_spreadable
from productions.rollkit.layout.long_roles import list_grid_roles, make_grid
from productions.rollkit.layout.measured_blocks import add_measures
from productions.rollkit.layout.name_widths import measure_longest_name
from productions.rollkit.layout.screen_names import group_lines_by_studio
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block

MAX_SPREAD_LETTERS = 8
"""A longer role stays as it is, and spreads no other: 監督 over キャラクターデザイン・総作画監督 falls apart."""
MIN_CHARACTER_LETTERS = 2
"""The least that a character beside its voice has in one line of a vertical card."""


def measure_block(setting: LayoutStyle, block: Block, sections: Sequence[Section]) -> Block:
    """The block with what its roles share; as it is where they share nothing."""
    roles = [role for section in sections for _department, role in section.roles]
    if not roles:
        return block
    grid = None
    if gridded := list_grid_roles(block, roles, setting.lang):
        as_grid = block if block.form == "grid" else make_grid(block)
        groups = [(role, group_lines_by_studio(role, as_grid)) for role in gridded]
        grid = measure_grid(setting, as_grid, groups)
    titles = [
        title for section in sections for title, _role in join_roles(section.roles, setting.lang, block)
    ]
    role_width = measure_role_width(setting, block, titles)
    name_column = measure_name_column(setting, block, roles, titles)
    if not (grid or role_width or name_column):
        return block
    return add_measures(block, grid=grid, role_width=role_width, name_column=name_column)


def measure_role_width(setting: LayoutStyle, block: Block, titles: Sequence[str]) -> int:
    """The width of the longest role of a block in Japanese, of those that are short enough; 0 where they are not spread over it."""
    if block.role_spread != "longest":
        return 0
    room = setting.area.column if block.form == "columns" else setting.area.width
    look = setting.name(block, dim=True)
    most = min(room, MAX_SPREAD_LETTERS * look.size)
    widths = [ceil(measure_text(title, look)) for title in titles if is_spreadable(title)]
    return max((width for width in widths if width <= most), default=0)


def measure_name_column(
    setting: LayoutStyle, block: Block, roles: Sequence[RoleBlock], titles: Sequence[str]
) -> int:
    """Of vertical cards, which are short: what the longest name beside a role needs, where it leaves the roles or characters enough.

    0: half of the card will do, or there is no room for both.
    """
    if setting.template.writing != "vertical" or block.form != "columns":
        return 0
    area = setting.area
    longest = max(measure_longest_name(setting, block, role) for role in roles)
    if longest <= area.column:
        return 0
    look = setting.name(block, dim=True)
    is_cast = any(choose_character(line, setting.lang) for role in roles for line in role.lines)
    beside = (
        MIN_CHARACTER_LETTERS * look.size if is_cast else max(measure_text(title, look) for title in titles)
    )
    return longest if beside + area.gutter + longest <= area.width else 0
