"""Which name of a list stands in which cell of a grid, row by row or column by column, without holes between names.

A name takes one cell, or several side by side; here it is only how many it takes. A list that is filled is lines of
(column, index of the name), both counted from 0, the columns of a line from left to right.
"""

from collections.abc import Sequence
from itertools import accumulate, groupby

GridLine = list[tuple[int, int]]

LONELY_ROW_COST = 2
"""What a last row of one name costs, in cells that the rows above it leave free: up to so many are better."""


def fill_rows(cells: Sequence[int], across: int) -> list[GridLine]:
    """Names one row after another, in as few rows as hold them.

    Names of one cell each take no more columns than their rows need. Otherwise a row ends early only before a name that takes more
    cells than are left. The last row of three columns or more has two names and not one.
    """
    if max(cells, default=1) == 1:
        return fill_single_cells(len(cells), across)
    ends = choose_row_ends(cells, across)
    lines: list[GridLine] = []
    start = 0
    while start < len(cells):
        taken = accumulate(cells[start : ends[start] - 1], initial=0)
        lines.append([(column, start + index) for index, column in enumerate(taken)])
        start = ends[start]
    return lines


def fill_single_cells(count: int, across: int) -> list[GridLine]:
    """The same for `count` names of one cell each: six in rows of up to five are two rows of three."""
    rows = -(-count // across)
    used = -(-count // max(1, rows))
    lengths = [min(used, count - start) for start in range(0, count, max(1, used))]
    if used > 2 and rows > 1 and lengths[-1] == 1:
        lengths[-2:] = [used - 1, 2]
    starts = accumulate(lengths, initial=0)
    return [
        [(column, start + column) for column in range(length)]
        for start, length in zip(starts, lengths, strict=False)
    ]


def choose_row_ends(cells: Sequence[int], across: int) -> list[int]:
    """By the first name of a row, behind which name it ends best; the costs of what follows are known from the end on."""
    count = len(cells)
    ends = [count] * count
    costs: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    for start in range(count - 1, -1, -1):
        best: tuple[int, int] | None = None
        taken = 0
        for end in range(start + 1, count + 1):
            taken += cells[end - 1]
            if taken > across and end > start + 1:
                break
            lonely = across > 2 and start > 0 and end == start + 1 and cells[start] == 1
            empty = max(0, across - taken) if end < count else LONELY_ROW_COST * lonely
            rows, cost = costs[end]
            found = (rows + 1, cost + empty)
            if best is None or found <= best:
                best, ends[start] = found, end
        assert best is not None
        costs[start] = best
    return ends


def fill_columns(cells: Sequence[int], across: int) -> list[GridLine]:
    """Names one column after another; a name that takes several cells has rows of its own."""
    lines: list[GridLine] = []
    start = 0
    for wide, run in groupby(cells, key=lambda taken: taken > 1):
        count = len(list(run))
        filled = fill_rows(cells[start : start + count], across) if wide else fill_even_columns(count, across)
        for line in filled:
            lines.append([(column, start + index) for column, index in line])
        start += count
    return lines


def fill_even_columns(count: int, across: int) -> list[GridLine]:
    """`count` names of one cell each in columns as long as one another, or one name longer; no more than their rows need."""
    rows = -(-count // across)
    used = -(-count // rows)
    least, longer = divmod(count, used)
    lines: list[GridLine] = [[] for _row in range(rows)]
    index = 0
    for column in range(used):
        for line in lines[: least + (column < longer)]:
            line.append((column, index))
            index += 1
    return lines
