"""A cast: each character with the name of its voice, beside it or below it, one a line or several side by side."""

from collections.abc import Callable, Sequence
from functools import partial

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.document.written_words import choose_character
from productions.rollkit.layout.boxes import Row
from productions.rollkit.layout.forms.pair_columns import (
    PairColumns,
    fit_pair_columns,
    fits_pairs,
    get_pair_columns,
    set_pair_rows,
)
from productions.rollkit.layout.forms.side_by_side import set_side_by_side
from productions.rollkit.layout.name_lines import (
    Rows,
    add_heading_space,
    build_name_rows,
    build_studio_rows,
    put_role_above,
    set_name_lines,
)
from productions.rollkit.layout.name_widths import measure_line
from productions.rollkit.layout.ruby import measure_ruby_room
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_fitting import fit_label, holds_wide_text
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup
from productions.rollkit.texts.side_notes import FewerAcross

SetLine = Callable[[Line], Rows]
"""A character and its actor in the first column."""


def voices_characters(setting: LayoutStyle, lines: Sequence[Line]) -> bool:
    """Whether somebody voices a character."""
    return any(choose_character(line, setting.lang) for line in lines)


def lay_out_cast(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    groups: Sequence[StudioGroup],
    room: int | None,
) -> list[Rows]:
    """Each character beside the name of its voice, under the role, the block's number of pairs side by side.

    A character that is too wide is narrowed or broken; with a name that cannot be made to fit, fewer pairs stand side by side.
    """
    columns, most = get_pair_columns(setting, block), count_most_across(block, groups)
    above = measure_ruby_room(block, groups, setting.name(block))
    if fits_pairs(setting, block):
        labels, names = measure_cast(setting, block, role, groups)
        columns = fit_pair_columns(setting, block, labels, names, most)
    while True:
        set_line = partial(set_cast_pair, setting, block, title, role, columns, above)
        body = build_cast_body(setting, block, title, groups, set_line, columns)
        if columns.across == 1 or not holds_wide_text(body):
            break
        columns = fit_pair_columns(setting, block, labels, names, columns.across - 1)
    return put_role_above(setting, block, title, tell_fewer(body, title, most, columns.across), room)


def count_most_across(block: Block, groups: Sequence[StudioGroup]) -> int:
    """How many stand side by side where all fit: as many as the block asks for, or as there are."""
    return max(1, min(block.across, max(len(group.lines) for group in groups)))


def measure_cast(
    setting: LayoutStyle, block: Block, role: RoleBlock, groups: Sequence[StudioGroup]
) -> tuple[list[float], list[float]]:
    """How wide each character is, and each name in one line, in pixels."""
    dim = setting.name(block, dim=True)
    lines = [line for group in groups for line in group.lines]
    characters = [measure_text(choose_character(line, setting.lang), dim) for line in lines]
    return characters, [measure_line(setting, block, role, line, alone=True) for line in lines]


def build_cast_body(
    setting: LayoutStyle,
    block: Block,
    title: str,
    groups: Sequence[StudioGroup],
    set_line: SetLine,
    columns: PairColumns,
    between: int = 0,
) -> list[Row]:
    """The rows of a cast under its studios, row by row of the columns."""
    body: list[Row] = []
    for group in groups:
        heading = build_studio_rows(setting, block, group, title)
        body.extend(add_heading_space(setting, heading, first=not body))
        items = [set_line(line) for line in group.lines]
        rows = set_side_by_side(items, columns, block.tail, between=between)
        body.extend(row._replace(heading=heading) for row in rows)
    return body


def tell_fewer(body: Sequence[Row], title: str, asked: int, found: int) -> Sequence[Row]:
    """The rows; the first of them tells where fewer stand side by side than were asked for."""
    if found == asked or not body:
        return body
    return [body[0]._replace(fewer=FewerAcross(title, asked, found)), *body[1:]]


def set_cast_pair(
    setting: LayoutStyle,
    block: Block,
    title: str,
    role: RoleBlock,
    columns: PairColumns,
    above: int,
    line: Line,
) -> Rows:
    """A character and the name of its voice, each over as many rows as it needs; `above` the name are so many pixels for its reading."""
    look = setting.name(block, dim=True)
    character = choose_character(line, setting.lang)
    shares = columns.across > 1
    words = set_name_lines(setting, block, role, line, columns.names, alone=True, squeezed=shares)
    told = tell_cast(words.told, character, setting.lang)
    room = columns.label_room
    label = fit_label(setting, character, look, room, credits=line.credits, squeezed=shares)
    side = "left" if columns.leads else "right"
    right = build_name_rows(words, side, columns.names_left, columns.names, title, above=above, told=told)
    return tuple(set_pair_rows(columns, label.lines, label.look, right))


def tell_cast(name: str, character: str, lang: str) -> str:
    """A name with its character, as captions say it."""
    if not character:
        return ""
    return say_text(lang, "name_with_note", name=name, note=character)
