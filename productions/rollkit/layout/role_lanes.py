"""Roles with their names side by side: a section's roles in lanes that are about as long as one another, read lane by lane."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from productions.rollkit.document.model import RoleBlock
from productions.rollkit.layout.boxes import Part, Row
from productions.rollkit.layout.cards import fill_cards, group_tied_parts, measure_card_height
from productions.rollkit.layout.forms.casts import voices_characters
from productions.rollkit.layout.forms.pair_columns import (
    PairArea,
    PairColumns,
    fit_pair_columns,
    fits_pairs,
)
from productions.rollkit.layout.forms.stacks import fit_stack_columns
from productions.rollkit.layout.lanes import merge_lanes, move_part
from productions.rollkit.layout.long_roles import is_long_role
from productions.rollkit.layout.name_widths import measure_line
from productions.rollkit.layout.style import Area, LayoutStyle
from productions.rollkit.layout.text_fitting import holds_wide_text
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block
from productions.rollkit.texts.side_notes import FewerAcross

TitledRoles = Sequence[tuple[str, RoleBlock]]
BuildParts = Callable[[Area | None, int | None], list[Part]]
"""The parts of the roles in a lane, or in the whole area where there is none; each of them at most so many pixels high."""


def stands_in_lanes(setting: LayoutStyle, block: Block, role: RoleBlock) -> bool:
    """Whether a role stands in a lane beside others; the pairs of a cast stand side by side as its form has them."""
    if is_long_role(block, role, setting.lang):
        return False
    laned = block.form == "columns" or (block.form == "stacked" and block.across > 1)
    return laned and fits_pairs(setting, block) and not voices_characters(setting, role.lines)


def build_role_lanes(
    setting: LayoutStyle, block: Block, roles: TitledRoles, build: BuildParts, above: int, *, apart: bool
) -> list[Part]:
    """The parts of roles, the block's number of lanes side by side, on cards below `above` pixels.

    As many lanes as three of four roles and names fit into, and no name is too wide for.
    `apart`: each role stands alone, in columns of its own width.
    """
    labels, names = measure_roles(setting, block, roles)
    asked = most = 1 if apart else max(1, min(block.across, len(names)))
    while True:
        fit = fit_stack_columns if block.form == "stacked" else fit_pair_columns
        columns = fit(setting, block, labels, names, most)
        lane = make_lane(setting, block, columns)
        parts = build(lane, None)
        if columns.across == 1 or not any(holds_wide_text(part.rows) for part in parts):
            break
        most = columns.across - 1
    if columns.across > 1 and lane is not None:
        room = None if setting.area.height is None else setting.area.height - above
        pitch = setting.name(block).pitch
        parts = divide_into_lanes(
            parts, lambda most: build(lane, most), columns, pitch, room, tail=block.tail
        )
    if columns.across < asked:
        first = parts[0].rows[0]
        told = FewerAcross(roles[0][0], asked, columns.across)
        parts[0] = replace(parts[0], rows=(first._replace(fewer=told), *parts[0].rows[1:]))
    return parts


def measure_roles(setting: LayoutStyle, block: Block, roles: TitledRoles) -> tuple[list[float], list[float]]:
    """How wide each role is, and each name in one line, in pixels."""
    dim = setting.name(block, dim=True)
    names = [
        measure_line(setting, block, role, line)
        for _title, role in roles
        for line in role.lines
        if line.on_screen
    ]
    return [measure_text(title, dim) for title, _role in roles], names


def make_lane(setting: LayoutStyle, block: Block, columns: PairColumns) -> Area | None:
    """The area of the first lane; None where one pair fills the whole area as it does without lanes."""
    if columns.across == 1 and setting.lane is None and not columns.leads:
        return None
    area = setting.area
    return PairArea(columns.left, columns.width, area.gutter, area.height, columns=columns)


def divide_into_lanes(
    parts: Sequence[Part],
    build: Callable[[int], list[Part]],
    columns: PairColumns,
    pitch: int,
    room: int | None,
    *,
    tail: str,
) -> list[Part]:
    """Parts of the first lane in so many lanes, on as few cards as hold them where there is `room` for so many pixels.

    Lanes begin their roles on lines of one `pitch`, so that lines match. A role that is longer than a lane goes on in the
    next one, where it stands again.
    """
    across = columns.across
    share = -(-measure_card_height(parts) // across)
    most = share if room is None else min(share, room)
    if any(measure_card_height(unit) > most for unit in group_tied_parts([*parts])):
        parts = build(-(-most // pitch) * pitch)
    units = [align_unit(unit, pitch) for unit in group_tied_parts(replace_fresh(parts))]
    cards = 1 if room is None else -(-len(list(fill_cards(units, room))) // across)
    lanes = list(fill_cards(units, find_lane_height(units, across * cards, room)))
    found: list[Part] = []
    for start in range(0, len(lanes), across):
        listed = lanes[start : start + across]
        shift = columns.indent(len(listed), tail)
        moved = [
            [move_part(part, shift + place * columns.step) for part in lane]
            for place, lane in enumerate(listed)
        ]
        merged = merge_lanes(moved, gap=parts[-1].gap)
        found += [replace(merged[0], fresh=bool(found)), *merged[1:]]
    return found


def find_lane_height(units: Sequence[list[Part]], count: int, room: int | None) -> int:
    """The lowest height, in pixels, in which so many lanes hold all, none higher than `room`."""
    low = max(measure_card_height(unit) for unit in units)
    high = max(low, room or sum(part.height + part.gap for unit in units for part in unit))
    while low < high:
        middle = (low + high) // 2
        if len(list(fill_cards(units, middle))) <= count:
            high = middle
        else:
            low = middle + 1
    return high


def replace_fresh(parts: Sequence[Part]) -> list[Part]:
    """The parts, none of which begins a card of its own."""
    return [replace(part, fresh=False) for part in parts]


def align_unit(unit: Sequence[Part], pitch: int) -> list[Part]:
    """What stands together, its names on lines of the pitch, and a gap that ends on one; what is missing stands above their heading."""
    found = list(unit)
    names = next((index for index, part in enumerate(unit) if holds_names(part)), len(unit) - 1)
    below = sum(part.height + part.gap for part in unit[names:])
    found[-1] = replace(found[-1], gap=found[-1].gap + -below % pitch)
    if space := -sum(part.height + part.gap for part in unit[:names]) % pitch:
        found[0] = replace(found[0], rows=(Row(space, ()), *found[0].rows))
    return found


def holds_names(part: Part) -> bool:
    """Whether it is a role with its names, not the heading of a song or its lines of rights."""
    return any(cell.role for row in part.rows for cell in row.cells)
