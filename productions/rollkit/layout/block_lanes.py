"""Blocks beside one another: each in a column of the safe area, their first lines level."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.cards import pack_cards, split_card_runs
from productions.rollkit.layout.lanes import Lane, merge_lanes, move_part
from productions.rollkit.layout.style import Area
from productions.rollkit.layout.text_fitting import holds_wide_text
from productions.rollkit.texts.side_notes import FewerAcross

MIN_COLUMN_GUTTERS = 2
"""No block is set in a narrower column than so many gutters: three letters of the usual size."""

BuildBlock = Callable[[Area | None], list[Part]]
"""The parts of a block in a column of the safe area, or in all of it."""


def build_blocks_beside(area: Area, blocks: Sequence[BuildBlock], heading: str) -> list[Part]:
    """The parts of blocks beside one another; fewer in a row, which the first one tells, where a name does not fit.

    A block that holds nothing leaves its room to the others.
    """
    if len(blocks) == 1:
        return blocks[0](None)
    held = [build for build in blocks if build(None)]
    for count in range(min(len(held), count_most_columns(area)), 1, -1):
        parts = [part for row in batch_evenly(held, count) for part in build_block_row(area, row)]
        if not any(holds_wide_text(part.rows) for part in parts):
            return tell_fewer_blocks(parts, heading, len(held), count)
    return tell_fewer_blocks([part for build in held for part in build(None)], heading, len(held), 1)


def batch_evenly(blocks: Sequence[BuildBlock], most: int) -> Iterator[Sequence[BuildBlock]]:
    """Rows of at most so many blocks, the first of them the fullest."""
    rows = -(-len(blocks) // most)
    start = 0
    for row in range(rows):
        size = -(-(len(blocks) - start) // (rows - row))
        yield blocks[start : start + size]
        start += size


def build_block_row(area: Area, blocks: Sequence[BuildBlock]) -> list[Part]:
    """The parts of blocks beside one another."""
    if len(blocks) == 1:
        return blocks[0](None)
    columns = list(divide_area(area, len(blocks)))
    lanes = [build(lane) for build, lane in zip(blocks, columns, strict=True)]
    return join_block_lanes(lanes, columns, area)


def count_most_columns(area: Area) -> int:
    """How many columns of at least `MIN_COLUMN_GUTTERS` the area has."""
    between = area.gutter * 3 // 2
    return (area.width + between) // (MIN_COLUMN_GUTTERS * area.gutter + between)


def divide_area(area: Area, count: int) -> Iterator[Area]:
    """So many columns of the area, side by side."""
    between = area.gutter * 3 // 2
    width = (area.width - between * (count - 1)) // count
    for index in range(count):
        yield replace(area, left=area.left + index * (width + between), width=width)


def join_block_lanes(lanes: Sequence[Lane], columns: Sequence[Area], area: Area) -> list[Part]:
    """One after another: on cards, what each of them has on its first card, then on its second, and so on.

    A card that only one of them still fills has that one in its middle.
    """
    gap = max(lane[-1].gap for lane in lanes)
    if area.height is None:
        return merge_lanes(lanes, gap=gap)
    room = area.height
    packed = [[card for run in split_card_runs(lane) for card in pack_cards(run, room)] for lane in lanes]
    found: list[Part] = []
    for cards in zip_longest(*packed, fillvalue=[]):
        filled = [place for place, card in enumerate(cards) if card]
        if len(filled) == 1:
            column = columns[filled[0]]
            right = area.left + (area.width - column.width) // 2 - column.left
            merged = merge_lanes([[move_part(part, right) for part in card] for card in cards], gap=gap)
        else:
            merged = merge_lanes(cards, gap=gap)
        found += [replace(merged[0], fresh=True) if found else merged[0], *merged[1:]]
    return found


def tell_fewer_blocks(parts: list[Part], heading: str, asked: int, found: int) -> list[Part]:
    """The parts; the first row tells where fewer blocks than were asked for stand beside one another."""
    if not parts or found == asked:
        return parts
    first = parts[0]
    rows = (first.rows[0]._replace(fewer=FewerAcross(heading, asked, found)), *first.rows[1:])
    return [replace(first, rows=rows), *parts[1:]]
