"""Dots that lead from a role to its name. They stand on one grid over the whole screen, so that those of all lines match."""

from math import ceil, floor

from productions.rollkit.layout.boxes import Cell
from productions.rollkit.layout.text_measure import measure_cell

LEADER_EMS = 3
"""The least room between the widest role and the widest name, in ems."""
DOT_PITCH_EMS = (2, 5)
"""From one dot to the next: two fifths of an em, in whole pixels."""
CLEARANCE_EMS = (1, 2)
"""Between a text and the first or last dot, at least."""
MIN_DOTS = 2
"""Fewer lead nowhere."""


def compute_dot_pitch(size: int) -> int:
    """From one dot to the next in a type size, both in pixels."""
    return size * DOT_PITCH_EMS[0] // DOT_PITCH_EMS[1]


def lead_to_name(label: Cell, name: Cell) -> tuple[Cell, ...]:
    """The dots between the end of a label, which begins at its box's beginning, and a name that ends at its box's end; none where there is no room."""
    size = label.look.size
    pitch = compute_dot_pitch(size)
    clear = size * CLEARANCE_EMS[0] / CLEARANCE_EMS[1]
    begin = label.x + measure_cell(label) + clear
    end = name.x + name.width - measure_cell(name) - clear
    first, last = ceil(begin / pitch), floor(end / pitch)
    if last - first < MIN_DOTS:
        return ()
    look = label.look
    return (Cell("right", "", look, first * pitch, (last - first) * pitch, label=True, dots=pitch),)
