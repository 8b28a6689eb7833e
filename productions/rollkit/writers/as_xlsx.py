"""One row a line, for Excel: every cell is written as text, so nothing can run as a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import BinaryIO

import xlsxwriter

from productions.rollkit.document.model import RollDocument
from productions.rollkit.file_names import list_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import build_table_rows, list_column_headings, list_paper_notices
from productions.shared.csv_safety import quote_cell

COLUMN_WIDTHS = (38, 16, 18, 20, 20, 26, 30, 12, 22, 8, 8, 24, 20, 10, 14, 40, 60)
USUAL_WIDTH = 24
FIXED_CREATED_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date inside the file never changes, so that the same roll is the same bytes."""


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Two sheets: the credits, and what stands above a roll (title, issue, statement, errata)."""
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    said = "; ".join(list_provenance(document.digest, document.issue.number, signed))
    book.set_properties(
        {"created": FIXED_CREATED_AT, "title": roll_texts.format_title(document, lang), "keywords": said}
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("クレジット" if lang == "ja" else "Credits")
    for column, text in enumerate(list_column_headings(document, lang)):
        sheet.set_column(column, column, dict(enumerate(COLUMN_WIDTHS)).get(column, USUAL_WIDTH))
        sheet.write_string(0, column, text, bold)
    for index, row in enumerate(build_table_rows(document, lang), start=1):
        for column, cell in enumerate(row):
            sheet.write_string(index, column, quote_cell(cell))
    sheet.freeze_panes(1, 0)
    about = book.add_worksheet("発行情報" if lang == "ja" else "About")
    about.set_column(0, 0, 100)
    for index, text in enumerate(list_about_lines(document, lang)):
        about.write_string(index, 0, quote_cell(text))
    book.close()
    progress(1.0)


def list_about_lines(document: RollDocument, lang: str) -> list[str]:
    """Title, notices, the statement for the whole, and the corrections."""
    lines = [
        roll_texts.format_title(document, lang),
        *list_paper_notices(document, lang),
        *roll_texts.list_statement_lines(document.facts, lang),
    ]
    if document.issue.errata:
        lines.append(roll_texts.format_errata_heading(lang))
        lines.extend(roll_texts.format_erratum(entry, lang) for entry in document.issue.errata)
    return [line for line in lines if line]
