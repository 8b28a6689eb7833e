"""Workbooks for tests, and what is read of them."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions

HEADINGS = ["話数", "カット", "役職", "名前"]
LEFT_OUT = "What the file hides or filters out is left out; ask for hidden rows and columns to read it."


def make_book(change: Callable[[Workbook], Any], *rows: list[object], title: str = "原画") -> bytes:
    """A workbook with rows on its first sheet, changed."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, **options: Any) -> CreditSheet:
    return read_credit_file(data, filename="a.xlsx", options=ReadingOptions(**options))


def merge(*ranges: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for cells in ranges:
            book.active.merge_cells(cells)

    return change


def names(sheet: CreditSheet) -> list[tuple[str, str, str]]:
    return [(row.cut, row.role, row.name) for row in sheet.rows]
