"""The lines of a workbook (XLSX), read by openpyxl from what the guard let through."""

import io
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from productions.interchange.problems import Problem
from productions.interchange.sheet_cells import RawRow, cell_text, column_letters, fault_of, shown
from productions.interchange.xlsx_guard import DAMAGED, MAX_COLUMNS, MAX_ROWS, SPLIT, RefusedWorkbook
from productions.time_limits import TimeIsUp, in_time

MAX_TEXT = 10_000_000
"""Characters of all cells of a workbook together: one long string may stand in a million cells."""


def read_workbook(data: bytes) -> Iterator[RawRow | Problem]:
    """The lines of the first visible sheet; `data` comes from safe_workbook. Raises RefusedWorkbook."""
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise RefusedWorkbook(DAMAGED)
        raws = list(rows_of(sheets[0]))
        unread = [sheet.title for sheet in sheets[1:] if any(any(raw.cells) for raw in rows_of(sheet))]
    except (RefusedWorkbook, TimeIsUp):
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise RefusedWorkbook(DAMAGED) from error
    yield from raws
    for title in unread:
        yield Problem(
            f"sheet {shown(title)}",
            "Only the first sheet of a workbook is read; save this one as a file of its own.",
        )


def rows_of(sheet: Worksheet) -> Iterator[RawRow]:
    """The rows of one worksheet; the file's own word on its size is not asked."""
    total = 0
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    for line, row in enumerate(in_time(rows), start=1):
        texts = [cell_text(cell.value) for cell in row]
        total += sum(map(len, texts))
        if total > MAX_TEXT:
            raise RefusedWorkbook(f"The sheet holds more than {MAX_TEXT:,} characters. {SPLIT}")
        faults = tuple(
            (index, fault)
            for index, cell in enumerate(row)
            if (fault := fault_of(cell.data_type, f"{column_letters(index)}{line}"))
        )
        yield RawRow(line, tuple(texts), faults)
