"""The empty credit sheet as a workbook (XLSX)."""

import io

import xlsxwriter

from productions.interchange.sheets.template_sheet import list_template_rows

COLUMN_CHARACTERS = 16
"""Width of the columns."""


def build_template_xlsx(lang: str) -> bytes:
    """The headings and the example line in `lang` (en or ja), every cell a text, so that no program reads a number of a cut as a date."""
    out, rows = io.BytesIO(), list_template_rows(lang)
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        text, heading = (
            book.add_format({"num_format": "@"}),
            book.add_format({"num_format": "@", "bold": True}),
        )
        sheet = book.add_worksheet()
        sheet.set_column(0, len(rows[0]) - 1, COLUMN_CHARACTERS, text)
        sheet.freeze_panes(1, 0)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell, text if line else heading)
    return out.getvalue()
