"""Sheets for Excel as every table is written: every cell is text, so nothing can run as a formula."""

from collections.abc import Iterable
from typing import Any, BinaryIO

import xlsxwriter

from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.shared.csv_safety import quote_cell

MAX_CELL_CHARACTERS = 32_767
"""More the format does not hold."""
COLUMN_WIDTH = 24


def open_book(out: BinaryIO, *, in_memory: bool) -> Any:
    """A workbook that makes no formula and no link of a text; `in_memory` is for small ones, others keep one row at a time."""
    kept = {"in_memory": True} if in_memory else {"constant_memory": True}
    return xlsxwriter.Workbook(out, {**kept, "strings_to_formulas": False, "strings_to_urls": False})


def write_text_row(
    sheet: Any, index: int, cells: Iterable[str], style: Any = None, *, from_right: Any = None
) -> None:
    """One row, counted from 0. Headings have a style, and stand as they are; texts that run from the right have `from_right`, where it is given."""
    for column, cell in enumerate(cells):
        text = quote_cell(cell) if style is None else cell
        own = from_right if from_right is not None and is_written_from_right(cell) else style
        sheet.write_string(index, column, text[:MAX_CELL_CHARACTERS], own)


def write_xlsx(out: BinaryIO, title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """One sheet with bold headings that stay in sight, in memory that the number of rows does not change."""
    book = open_book(out, in_memory=False)
    sheet = book.add_worksheet(title)
    named = list(headings)
    sheet.set_column(0, len(named) - 1, COLUMN_WIDTH)
    sheet.freeze_panes(1, 0)
    write_text_row(sheet, 0, named, book.add_format({"bold": True, "bottom": 1}))
    for index, row in enumerate(rows, start=1):
        write_text_row(sheet, index, row)
    book.close()
