"""Pairs or stacks side by side in rows of a cast, and where the last ones stand that do not fill theirs."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from productions.rollkit.layout.boxes import Row
from productions.rollkit.layout.forms.pair_columns import PairColumns
from productions.rollkit.layout.name_lines import Rows


def set_side_by_side(
    items: Sequence[Rows], columns: PairColumns, tail: str, *, between: int = 0
) -> Iterator[Row]:
    """Items that were laid out for the first of the columns, row by row, `between` pixels from one row of them to the next."""
    for start in range(0, len(items), columns.across):
        listed = items[start : start + columns.across]
        if start and between:
            yield Row(between, (), ties=True)
        yield from join_items(listed, columns.indent(len(listed), tail), columns.step)


def join_items(items: Sequence[Rows], shift: int, step: int) -> Iterator[Row]:
    """The rows of items beside one another, over as many as the longest needs; they stay together, their names level with one another."""
    items = list(level_names(items))
    deep = max(map(len, items))
    for index in range(deep):
        rows = [(place, item[index]) for place, item in enumerate(items) if index < len(item)]
        cells = tuple(
            cell._replace(x=cell.x + shift + place * step) for place, row in rows for cell in row.cells
        )
        yield Row(max(row.height for _place, row in rows), cells, ties=index + 1 < deep)


def level_names(items: Sequence[Rows]) -> Iterator[Rows]:
    """The items, empty above a character of fewer lines than its neighbours, so that the names below stand on one line."""
    above = [len(list(takewhile(holds_labels, item))) for item in items]
    for lines, item in zip(above, items, strict=True):
        yield (*(Row(item[0].height, ()) for _line in range(max(above) - lines)), *item)


def holds_labels(row: Row) -> bool:
    """Whether a row has a character, or a line of one, and no name."""
    return all(cell.label for cell in row.cells)
