"""The role beside its names: two columns that meet at a gutter, or that dots lead across."""

from collections.abc import Sequence
from dataclasses import replace

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.forms.casts import lay_out_cast, voices_characters
from productions.rollkit.layout.forms.pair_columns import (
    PairArea,
    PairColumns,
    get_pair_columns,
    set_pair_rows,
)
from productions.rollkit.layout.measured_blocks import space_role
from productions.rollkit.layout.name_grids import lay_out_grid
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_name_rows,
    set_name_lines,
)
from productions.rollkit.layout.name_widths import measure_longest_name
from productions.rollkit.layout.pagination import paginate_rows
from productions.rollkit.layout.ruby import measure_ruby_room
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import fit_heading, fit_label
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
    columns = get_pair_columns(setting, block)
    is_vertical = setting.template.writing == "vertical"
    if is_vertical and measure_longest_name(setting, block, role) > columns.names:
        return lay_out_line_by_line(setting, block, title, role, groups, room)
    body = build_group_rows(setting, block, title, role, groups, columns)
    look = setting.name(block, dim=True)
    if isinstance(setting.area, PairArea):
        said = fit_label(setting, title, look, columns.label_room, squeezed=columns.across > 1)
    else:
        said = fit_heading(setting, title, look, columns.labels)
    spaced = [space_role(block, title, text, said.look, columns.labels) for text in said.lines]
    return [
        tuple(set_pair_rows(columns, said.lines, said.look, rows, spaced))
        for rows in paginate_rows(body, room)
    ]


def build_group_rows(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    columns: PairColumns,
) -> list[Row]:
    """The column of names: each studio as a heading above its own."""
    side = "left" if columns.leads else "right"
    x, width = columns.names_left, columns.names
    body: list[Row] = []
    above = measure_ruby_room(block, groups, setting.name(block))
    studio = setting.studio(block)
    for group in groups:
        heading: Rows = ()
        if group.studio:
            fitted = fit_heading(setting, group.studio, studio, width)
            heading = tuple(
                Row(studio.pitch, (Cell(side, part, fitted.look, x, width, title),), ties=True)
                for part in fitted.lines
            )
        body.extend(add_heading_space(setting, heading, first=not body))
        for line in group.lines:
            words = set_name_lines(setting, block, role, line, width, squeezed=columns.across > 1)
            body.extend(build_name_rows(words, side, x, width, title, heading=heading, above=above))
    return body


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
