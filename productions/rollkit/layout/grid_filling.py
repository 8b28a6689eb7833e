"""Which name of a list stands in which cell of a grid, row by row or column by column, without holes between names.

A name takes one cell, or several side by side; here it is only how many it takes. A list that is filled is lines of
(column, index of the name), both counted from 0, the columns of a line from left to right.
"""

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

GridLine = list[tuple[int, int]]

LONELY_ROW_COST = 2
"""What a last row of one name costs, in cells that the rows above it leave free: up to so many are better."""

PARTED_ROW_COST = 4.0
"""What a short row between two rows of columns costs, where an empty row costs 1: the columns look broken there."""


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


class BalancedRow(NamedTuple):
    """A row of names by their place in the list: the first, the one behind the last, and whether they stand by their width."""

    start: int
    end: int
    by_width: bool


def fill_balanced_rows(widths: Sequence[int], cell: int, gap: int, across: int) -> list[BalancedRow]:
    """Names in as few rows as hold them, about as full as one another, `widths` and columns (`cell` wide, `gap` apart) in pixels.

    A row has at most `across` names. One with a name that is wider than a column has as many as there is room for in all columns with `gap`
    between them; a name that is wider than all columns stands alone. A row of columns that is not full is the last one, or stands
    above a row with a wider name.
    """
    if all(width <= cell for width in widths):
        ends = list(accumulate(balance_rows(len(widths), across)))
        return [BalancedRow(start, end, False) for start, end in zip([0, *ends], ends, strict=False)]
    whole, count = across * (cell + gap) - gap, len(widths)
    costs: list[tuple[int, float]] = [(0, 0.0)] * (count + 1)
    best: list[BalancedRow] = [BalancedRow(0, 0, False)] * count
    for start in range(count - 1, -1, -1):
        found: tuple[tuple[int, float], BalancedRow] | None = None
        for end in range(start + 1, count + 1):
            by_width = any(width > cell for width in widths[start:end])
            taken = sum(widths[start:end]) + gap * (end - start - 1)
            if end > start + 1 and (end - start > across or (by_width and taken > whole)):
                break
            free = max(0.0, 1 - taken / whole) if by_width else 1 - (end - start) / across
            parted = not by_width and free > 0 and end < count and widths[end] <= cell
            rows, cost = costs[end]
            own = (rows + 1, cost + free * free + PARTED_ROW_COST * parted)
            if found is None or own < found[0]:
                found = own, BalancedRow(start, end, by_width)
        assert found is not None
        costs[start], best[start] = found
    rows_found: list[BalancedRow] = []
    while not rows_found or rows_found[-1].end < count:
        rows_found.append(best[rows_found[-1].end if rows_found else 0])
    return rows_found


def balance_rows(count: int, across: int) -> list[int]:
    """The lengths of the fewest rows of `count` names: as long as one another, or else full but for a last one of half as many names at least.

    Seven names in four columns are four and three, thirteen are four and three times three; ten are four, four and two, whose columns match.
    """
    if not count:
        return []
    rows = -(-count // across)
    full = -(-count // rows)
    last = count - full * (rows - 1)
    return [*([full] * (rows - 1)), last] if 2 * last >= full else share_evenly(count, rows)


def share_evenly(count: int, rows: int) -> list[int]:
    """The lengths of so many rows of `count` names, the first ones a name longer where they are not all as long: seven are four and three."""
    least, longer = divmod(count, rows)
    return [least + (row < longer) for row in range(rows)]


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
    lines: list[GridLine] = [[] for _row in range(rows)]
    index = 0
    for column, length in enumerate(share_evenly(count, used)):
        for line in lines[:length]:
            line.append((column, index))
            index += 1
    return lines
