"""The sheets of a workbook (XLSX), read by openpyxl from what the guard let through."""

import io
import zipfile
from collections.abc import Iterator

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlSheet

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.sheet_cells import (
    RawRow,
    describe_error_value,
    describe_formula,
    format_cell_value,
    format_column_letters,
)
from productions.interchange.sheets.workbook_limits import (
    DAMAGED_WORKBOOK,
    MAX_ROWS,
)
from productions.interchange.sheets.worksheets import ReadingBudget, Worksheet
from productions.interchange.sheets.xlsx_layout import SheetLayout, read_sheet_layout
from productions.shared.sentences import Sentence
from productions.shared.time_limits import TimeLimitExceeded, stop_at_deadline


def read_workbook(data: bytes) -> list[Worksheet]:
    """All sheets, in their order; `data` comes from `sanitize_workbook`. Raises UnreadableFile."""
    try:
        reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
        reader.read()
        parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            budget = ReadingBudget()
            found = [
                read_worksheet(sheet, read_sheet_layout(archive.read(parts[sheet.title])), budget)
                for sheet in reader.wb.worksheets
            ]
    except (UnreadableFile, TimeLimitExceeded):
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise UnreadableFile(DAMAGED_WORKBOOK) from error
    if not any(sheet.visible for sheet in found):
        raise UnreadableFile(DAMAGED_WORKBOOK)
    return found


def read_worksheet(sheet: OpenpyxlSheet, layout: SheetLayout, budget: ReadingBudget) -> Worksheet:
    """One sheet with its layout; the file's own word on its size is not asked."""
    rows = list(read_worksheet_rows(sheet, layout, budget)) if layout.width else []
    return Worksheet(
        title=sheet.title,
        visible=sheet.sheet_state == "visible",
        rows=rows,
        merges=layout.merges,
        hidden_rows=layout.hidden_rows,
        hidden_columns=layout.hidden_columns,
    )


def read_worksheet_rows(sheet: OpenpyxlSheet, layout: SheetLayout, budget: ReadingBudget) -> Iterator[RawRow]:
    """The rows of one worksheet, without those that hold nothing."""
    rows = sheet.iter_rows(min_row=1, max_row=MAX_ROWS, max_col=layout.width)
    for line, row in enumerate(stop_at_deadline(rows), start=1):
        texts = [format_cell_value(cell.value) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        budget.spend(texts)
        faults = tuple(
            (index, describe_fault(cell.data_type, line, index, layout))
            for index, cell in enumerate(row)
            if cell.data_type in ("f", "e")
        )
        yield RawRow(line, tuple(texts), faults)


def describe_fault(data_type: str, line: int, index: int, layout: SheetLayout) -> Sentence:
    """What is wrong with a cell that holds a formula or an error."""
    name = f"{format_column_letters(index)}{line}"
    if data_type == "e":
        return describe_error_value(name)
    return describe_formula(name, layout.results.get((line, index), ""))
