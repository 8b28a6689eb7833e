"""Where roles and their names, or characters and their actors, stand: two columns that make a pair, so many pairs side by side."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil

from productions.rollkit.layout.boxes import Cell, Row, SpacedText, TextStyle
from productions.rollkit.layout.forms.dot_leaders import LEADER_EMS, compute_dot_pitch, lead_to_name
from productions.rollkit.layout.measured_blocks import split_area
from productions.rollkit.layout.style import Area, LayoutStyle
from productions.rollkit.template.model import Block

MAX_NAME_SHARE = (3, 4)
"""Of a pair's width, what its names take at most before they are broken."""
MIN_FITTING_SHARE = (3, 4)
"""Of roles and names, how many stand in one line in their column; with fewer, fewer pairs stand side by side."""
TWO_LINES_SHARE = (4, 7)
"""Of its width, what a label needs to stand in two lines, wherever its words end."""
MAX_BETWEEN_GUTTERS = 3
"""Pairs are spread over the safe area until they are so many gutters apart."""


@dataclass(frozen=True, slots=True)
class PairColumns:
    """In whole pixels: `across` pairs from `left` on, `between` each two of them; a pair is `labels`, `gap` and `names` wide.

    `dots`: dots so many pixels apart lead from the left edge of a pair to names that end at its right edge; 0: both meet at the gap.
    A label may hang out of its column by `overhang`, into what is free on the left of every pair.
    """

    across: int
    left: int
    labels: int
    names: int
    gap: int
    between: int = 0
    dots: int = 0
    overhang: int = 0

    @property
    def label_room(self) -> int:
        """How wide a label may be."""
        return self.labels + self.overhang

    @property
    def width(self) -> int:
        return self.labels + self.gap + self.names

    @property
    def step(self) -> int:
        """From one pair to the next."""
        return self.width + self.between

    @property
    def leads(self) -> bool:
        """Whether dots lead to the names."""
        return self.dots > 0

    def indent(self, count: int, tail: str) -> int:
        """How far to the right `count` pairs begin that do not fill their row; dots stay on their grid."""
        shift = (self.across - count) * self.step // 2 if tail != "left" else 0
        return shift - shift % (self.dots or 1)

    @property
    def names_left(self) -> int:
        """Where the names of the first pair begin."""
        return self.left + self.labels + self.gap


@dataclass(frozen=True, slots=True)
class PairArea(Area):
    """The part of a safe area that one pair fills, with its `columns`."""

    columns: PairColumns = field(kw_only=True)


def get_pair_columns(setting: LayoutStyle, block: Block) -> PairColumns:
    """The columns that were made for the area, or two that meet at its gutter, of the same width unless the block was measured otherwise."""
    area = setting.area
    if isinstance(area, PairArea):
        return area.columns
    return PairColumns(1, area.left, *split_area(area, block), area.gutter)


def fits_pairs(setting: LayoutStyle, block: Block) -> bool:
    """Whether roles and names are set in columns of their own width: side by side, with a leader, or in a lane."""
    return block.across > 1 or block.leader != "none" or setting.lane is not None


def fit_pair_columns(
    setting: LayoutStyle, block: Block, labels: Sequence[float], names: Sequence[float], most: int
) -> PairColumns:
    """As many pairs side by side as three of four texts fit into, at most `most`; the widths of texts are in pixels."""
    for across in range(most, 0, -1):
        columns = divide_into_pairs(setting, block, labels, names, across)
        enough = has_enough(labels, columns.labels) and has_enough(names, columns.names)
        if across == 1 or enough:
            break
    return columns


def has_enough(widths: Sequence[float], room: int) -> bool:
    """Whether so many of the texts fit that the few others are broken."""
    return is_enough(sum(width <= room for width in widths), len(widths))


def is_enough(fitting: int, count: int) -> bool:
    enough, whole = MIN_FITTING_SHARE
    return whole * fitting >= enough * count


def divide_into_pairs(
    setting: LayoutStyle, block: Block, labels: Sequence[float], names: Sequence[float], across: int
) -> PairColumns:
    """Columns as wide as the widest texts that fit; where one does not, its column takes all that is left of the pair."""
    area, size = setting.area, setting.name(block).size
    # In type so large that a leader would take more than half of the area, there is none.
    leads = block.leader != "none" and 2 * LEADER_EMS * size <= area.width
    dots = compute_dot_pitch(size) if leads else 0
    gap = LEADER_EMS * size if dots else area.gutter // 2
    between = (area.gutter * 3 // 2 if dots else area.gutter) if across > 1 else 0
    room = (area.width - between * (across - 1)) // across - gap
    label, name = share_pair_width(labels, names, room)
    width = label + gap + name
    if across > 1:
        between = min((area.width - across * width) // (across - 1), MAX_BETWEEN_GUTTERS * area.gutter)
        between -= (width + between) % (dots or 1)
    over = area.width - across * width - between * (across - 1)
    left = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    free = left - area.left if across == 1 else min(left - area.left, between - area.gutter)
    return PairColumns(across, left, label, name, gap, between, dots, 0 if dots else max(0, free))


def share_pair_width(labels: Sequence[float], names: Sequence[float], room: int) -> tuple[int, int]:
    """The widths of both columns of a pair, in which as many texts as can be stand in one line: all names, if most labels then do.

    What is left goes to those that do not, but labels take no more of it than doubles their column, or than the widest needs for two lines.
    """
    wide, whole = MAX_NAME_SHARE
    left, right = sorted(labels), sorted(names)

    def count_fitting(width: int) -> tuple[bool, int, int]:
        whole_names, whole_labels = bisect(right, width), bisect(left, room - width)
        best = whole_names == len(right) and is_enough(whole_labels, len(left))
        return best, whole_names + whole_labels, width

    found = {min(room, ceil(width)) for width in names if width <= room * wide // whole} or {room // 2}
    name = max(found, key=count_fitting)
    fitting = [width for width in left if width <= room - name]
    # Where a character is empty and the others are too wide, that one leaves them no column.
    is_measured = bool(fitting) and (fitting[-1] > 0 or left[-1] == 0)
    label = ceil(fitting[-1]) if is_measured else min(room - name, room // 2)
    spare = room - name - label
    if right and right[-1] > name:
        return label, name + spare
    if not left or left[-1] <= label:
        return label, name
    part, all_parts = TWO_LINES_SHARE
    wanted = max(2 * label, ceil(left[-1] * part / all_parts))
    return min(label + spare, wanted), name


def set_pair_rows(
    columns: PairColumns,
    label: Sequence[str],
    look: TextStyle,
    right: Sequence[Row],
    spaced: Sequence[SpacedText | None] = (),
) -> Iterator[Row]:
    """The lines of a label, `spaced` where their letters are spread, beside the rows of its names, whose first line is level with that of the label. A leader begins there."""
    side = "right" if columns.leads else "left"
    left = [
        Cell(side, text, look, columns.left - columns.overhang, columns.label_room, label=True, spaced=spread)
        for text, spread in zip_longest(label, spaced)
        if text
    ]
    for index, (cell, found) in enumerate(zip_longest(left, right)):
        row = found or Row(look.pitch, ())
        if cell:
            led = columns.leads and index == 0 and row.cells
            leader = lead_to_name(cell, row.cells[0]) if led else ()
            row = row._replace(cells=(cell, *leader, *row.cells))
        yield row
