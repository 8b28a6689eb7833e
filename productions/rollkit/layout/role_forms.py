"""The forms of a block, by their word in the template: how a role and its names are set.

A form gives the rows of one part, or, where a card has no room for all of them, of several that are filled evenly,
each with the role again.
"""

from collections.abc import Callable

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.forms.centred_pairs import lay_out_pairs
from productions.rollkit.layout.forms.role_columns import lay_out_columns
from productions.rollkit.layout.forms.running_names import lay_out_flow, lay_out_paragraph
from productions.rollkit.layout.forms.song_lines import lay_out_song
from productions.rollkit.layout.forms.stacks import lay_out_stacks
from productions.rollkit.layout.forms.tailed_grids import lay_out_tailed_grid
from productions.rollkit.layout.long_roles import choose_role_form
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.screen_names import group_lines_by_studio
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block


def lay_out_role(
    setting: LayoutStyle, block: Block, title: str, role: RoleBlock, room: int | None
) -> list[Rows]:
    """The rows of a role with its names in the block's form; several where one card has no `room` for them."""
    block = choose_role_form(block, role, setting.lang)
    groups = group_lines_by_studio(role, block)
    return ROLE_FORMS[block.form](setting, block, title, role, groups, room)


ROLE_FORMS: dict[str, Callable[..., list[Rows]]] = {
    "columns": lay_out_columns,
    "grid": lay_out_tailed_grid,
    "flow": lay_out_flow,
    "paragraph": lay_out_paragraph,
    "song": lay_out_song,
    "pair": lay_out_pairs,
    "stacked": lay_out_stacks,
}
