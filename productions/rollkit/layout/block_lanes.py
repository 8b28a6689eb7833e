"""Blocks beside one another: each in a column of the safe area, their first lines level."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.cards import pack_cards, split_card_runs
from productions.rollkit.layout.lanes import Lane, merge_lanes
from productions.rollkit.layout.style import Area
from productions.rollkit.layout.text_measure import LineTooWide
from productions.rollkit.texts.side_notes import FewerAcross

BuildBlock = Callable[[Area | None], list[Part]]
"""The parts of a block in a column of the safe area, or in all of it."""


def build_blocks_beside(area: Area, blocks: Sequence[BuildBlock], heading: str) -> list[Part]:
    """The parts of blocks beside one another; below one another, which the first row tells, where a name does not fit.

    A block that holds nothing leaves its room to the others.
    """
    listed = list(blocks)
    while len(listed) > 1:
        try:
            lanes = [build(lane) for build, lane in zip(listed, divide_area(area, len(listed)), strict=True)]
        except LineTooWide:
            return tell_blocks_below([part for build in blocks for part in build(None)], heading, len(listed))
        if all(lanes):
            return join_block_lanes(lanes, area.height)
        listed = [build for build, parts in zip(listed, lanes, strict=True) if parts]
    return [part for build in listed for part in build(None)]


def divide_area(area: Area, count: int) -> Iterator[Area]:
    """So many columns of the area, side by side."""
    between = area.gutter * 3 // 2
    width = (area.width - between * (count - 1)) // count
    for index in range(count):
        yield replace(area, left=area.left + index * (width + between), width=width)


def join_block_lanes(lanes: Sequence[Lane], room: int | None) -> list[Part]:
    """One after another: on cards, what each of them has on its first card, then on its second, and so on."""
    gap = max(lane[-1].gap for lane in lanes)
    if room is None:
        return merge_lanes(lanes, gap=gap)
    columns = [[card for run in split_card_runs(lane) for card in pack_cards(run, room)] for lane in lanes]
    found: list[Part] = []
    for cards in zip_longest(*columns, fillvalue=[]):
        merged = merge_lanes(cards, gap=gap)
        found += [replace(merged[0], fresh=bool(found)), *merged[1:]]
    return found


def tell_blocks_below(parts: list[Part], heading: str, asked: int) -> list[Part]:
    """The parts; the first row tells that the blocks do not stand beside one another."""
    first = parts[0]
    rows = (replace(first.rows[0], fewer=FewerAcross(heading, asked, 1)), *first.rows[1:])
    return [replace(first, rows=rows), *parts[1:]]
