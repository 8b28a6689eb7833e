"""The role beside its names: two columns that meet at a gutter, or that dots lead across."""

from collections.abc import Sequence

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.casts import lay_out_cast, voices_characters
from productions.rollkit.layout.forms.pair_columns import PairArea, get_pair_columns, set_pair_rows
from productions.rollkit.layout.name_lines import Rows, add_heading_space, set_name_lines
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import wrap_anywhere, wrap_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup


def lay_out_columns(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """The role beside the first of its names; studios as headings above theirs. Of a cast, the characters stand beside the names."""
    if any(voices_characters(setting, group.lines) for group in groups):
        return lay_out_cast(setting, block, title, role, groups, room)
    columns = get_pair_columns(setting)
    x, width = columns.names_left, columns.names
    side = "left" if columns.leads else "right"
    body: list[Row] = []
    studio = setting.name(block, bold=True)
    for group in groups:
        heading: Rows = ()
        if group.studio:
            heading = tuple(
                Row(studio.pitch, (Cell(side, part, studio, x, width, title),), ties=True)
                for part in wrap_text(group.studio, studio, width)
            )
        body.extend(add_heading_space(setting, heading, first=not body))
        for line in group.lines:
            words = set_name_lines(setting, block, role, line, width)
            for text, look, ties in words.rows():
                body.append(Row(look.pitch, (Cell(side, text, look, x, width, title),), ties, heading))
    look = setting.name(block, dim=True)
    if isinstance(setting.area, PairArea):
        label = wrap_anywhere(title, look, columns.labels, balanced=True)
    else:
        label = wrap_text(title, look, columns.labels)
    return [tuple(set_pair_rows(columns, label, look, rows)) for rows in paginate_rows(body, room)]
