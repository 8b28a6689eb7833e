"""Lanes: parts that stand side by side, top aligned, as rows and parts that one roll is made of.

The rows of lanes keep their heights and their places. They follow one another by where they begin, each a `step` above the
next, so that pages, captions and markers need to know of no lanes. Where all lanes have a gap at once, that gap stretches.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

from productions.rollkit.layout.boxes import Part, Row
from productions.rollkit.layout.page_boxes import MAX_PAGE_PIXELS

Lane = Sequence[Part]
Gap = tuple[int, int]
"""Where a gap begins and where it ends, in pixels from the top of the lanes."""
NO_END = sys.maxsize
MAX_OVERLAP_PIXELS = MAX_PAGE_PIXELS // 4
"""At least once in so many pixels all lanes begin a row together: pages are cut there, and nowhere through a text."""


class PlacedRow(NamedTuple):
    """A row at `y` from the top of the lanes, and the section that begins with it."""

    y: int
    row: Row
    section: str = ""


def merge_lanes(lanes: Sequence[Lane], *, gap: int) -> list[Part]:
    """The lanes as parts that stay on one card; `gap` stands below the last."""
    listed = [lane for lane in lanes if lane]
    if len(listed) < 2:
        parts = [part for lane in listed for part in lane]
        return [*parts[:-1], replace(parts[-1], gap=gap)] if parts else []
    placed = (each for number, lane in enumerate(listed, 1) for each in place_lane(lane, number))
    rows = sorted(placed, key=lambda each: each.y)
    gaps = list_common_gaps(listed)
    rows, gaps = clear_overlaps(rows, gaps)
    bottom = max(each.y + each.row.height for each in rows)
    parts = list(join_rows(rows, [each for each in gaps if each[1] <= bottom], bottom))
    alone = [part.alone_ms for lane in listed for part in lane if part.alone_ms is not None]
    parts = [replace(part, ties=True, alone_ms=max(alone, default=None)) for part in parts]
    parts[0] = replace(parts[0], fresh=listed[0][0].fresh)
    return [*parts[:-1], replace(parts[-1], gap=gap, ties=False)]


def place_lane(lane: Lane, number: int) -> Iterator[PlacedRow]:
    """The rows of a lane that hold something, which say its number."""
    y = 0
    for part in lane:
        section = part.section
        for row in part.rows:
            if row.cells or section:
                yield PlacedRow(y, row._replace(lane=number), section)
                section = ""
            y += row.down
        y += part.gap


def list_common_gaps(lanes: Sequence[Lane]) -> list[Gap]:
    """Where no lane has a part: what may stretch without moving one lane's rows against another's."""
    return list(reduce(intersect_gaps, map(list_lane_gaps, lanes)))


def intersect_gaps(first: Iterable[Gap], second: Iterable[Gap]) -> Iterator[Gap]:
    """What is in both, both in order."""
    first, second = iter(first), iter(second)
    one, other = next(first, None), next(second, None)
    while one and other:
        begin, end = max(one[0], other[0]), min(one[1], other[1])
        if begin < end:
            yield begin, end
        if one[1] < other[1]:
            one = next(first, None)
        else:
            other = next(second, None)


def list_lane_gaps(lane: Lane) -> Iterator[Gap]:
    """The gaps between the parts of a lane, and all that is below its last."""
    y = 0
    for index, part in enumerate(lane, 1):
        y += part.height
        yield y, NO_END if index == len(lane) else y + part.gap
        y += part.gap


def clear_overlaps(rows: Sequence[PlacedRow], gaps: Sequence[Gap]) -> tuple[list[PlacedRow], list[Gap]]:
    """The same, moved down a little where no row of a lane has begun where none of another goes on, for too long."""
    shifts: list[tuple[int, int]] = []
    clear = bottom = 0
    for each in rows:
        y = each.y
        if y >= bottom:
            clear = y
        elif y - clear > MAX_OVERLAP_PIXELS:
            shifts.append((y, bottom - y))
            clear = bottom = y
        bottom = max(bottom, y + each.row.height)
    if not shifts:
        return list(rows), list(gaps)

    def move(y: int) -> int:
        return y + sum(by for at, by in shifts if at <= y)

    return [each._replace(y=move(each.y)) for each in rows], [(move(a), move(b)) for a, b in gaps]


def join_rows(rows: Sequence[PlacedRow], gaps: Sequence[Gap], bottom: int) -> Iterator[Part]:
    """Parts of rows that overlap; a new one below each gap and with each section."""
    waiting = list(gaps)
    part: list[Row] = [Row(rows[0].y, ())] if rows[0].y else []
    section = rows[0].section
    for index, each in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        below = following.y if following else bottom
        while waiting and waiting[0][0] < each.y:
            waiting.pop(0)
        parted = following is not None and waiting and waiting[0][1] <= below
        end, begin = waiting[0] if parted else (below, below)
        step = end - each.y
        part.append(each.row if step == each.row.height else each.row._replace(step=step))
        if following is None or parted or following.section:
            yield Part(tuple(part), begin - end, section)
            part = [Row(below - begin, ())] if below > begin else []
            section = following.section if following else ""


def move_part(part: Part, right: int) -> Part:
    """The part, so many pixels further to the right."""
    rows = tuple(
        row._replace(cells=tuple(cell._replace(x=cell.x + right) for cell in row.cells)) for row in part.rows
    )
    return replace(part, rows=rows)
