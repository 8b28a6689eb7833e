"""The lines of a workbook (XLSX), read by openpyxl from what the guard let through."""

import io
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.sheet_cells import (
    RawRow,
    describe_cell_fault,
    format_cell_value,
    format_column_letters,
    shorten_for_message,
)
from productions.interchange.sheets.xlsx_guard import (
    DAMAGED_WORKBOOK,
    MAX_COLUMNS,
    MAX_ROWS,
    SPLIT_FILE,
)
from productions.shared.time_limits import TimeLimitExceeded, stop_at_deadline

MAX_WORKBOOK_CHARACTERS = 10_000_000
"""Characters of all cells of a workbook together: one long string may stand in a million cells."""


def read_workbook(data: bytes) -> Iterator[RawRow | Problem]:
    """The lines of the first visible sheet; `data` comes from safe_workbook. Raises UnreadableFile."""
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise UnreadableFile(DAMAGED_WORKBOOK)
        raws = list(read_worksheet_rows(sheets[0]))
        unread = [
            sheet.title for sheet in sheets[1:] if any(any(raw.cells) for raw in read_worksheet_rows(sheet))
        ]
    except (UnreadableFile, TimeLimitExceeded):
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise UnreadableFile(DAMAGED_WORKBOOK) from error
    yield from raws
    for title in unread:
        yield Problem(
            f"sheet {shorten_for_message(title)}",
            "Only the first sheet of a workbook is read; save this one as a file of its own.",
        )


def read_worksheet_rows(sheet: Worksheet) -> Iterator[RawRow]:
    """The rows of one worksheet; the file's own word on its size is not asked."""
    total = 0
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    for line, row in enumerate(stop_at_deadline(rows), start=1):
        texts = [format_cell_value(cell.value) for cell in row]
        total += sum(map(len, texts))
        if total > MAX_WORKBOOK_CHARACTERS:
            raise UnreadableFile(
                f"The sheet holds more than {MAX_WORKBOOK_CHARACTERS:,} characters. {SPLIT_FILE}"
            )
        faults = tuple(
            (index, fault)
            for index, cell in enumerate(row)
            if (fault := describe_cell_fault(cell.data_type, f"{format_column_letters(index)}{line}"))
        )
        yield RawRow(line, tuple(texts), faults)
