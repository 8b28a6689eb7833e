"""One row a line, for Excel: every cell is written as text, so nothing can run as a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from productions.rollkit.document.model import RollDocument
from productions.rollkit.file_names import list_provenance
from productions.rollkit.fonts.writing_direction import is_written_from_right
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import build_table_rows, list_column_headings, list_paper_notices
from productions.rollkit.xlsx_table import COLUMN_WIDTH, open_book, write_text_row
from productions.shared.site_languages import WORK_LANGUAGE

COLUMN_WIDTHS = (38, 16, 18, 20, 20, 26, 30, 12, 22, 8, 8, 24, 20, 10, 14, 40, 60)
RIGHT_TO_LEFT = 2
"""The reading order of a cell, as the format counts it (ECMA-376, 18.8.1)."""
FIXED_CREATED_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date inside the file never changes, so that the same roll is the same bytes."""


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """Two sheets: the credits, and what stands above a roll (title, issue, statement, errata)."""
    book = open_book(out, in_memory=True)
    said = "; ".join(list_provenance(document.digest, document.issue.number, signed))
    book.set_properties(
        {"created": FIXED_CREATED_AT, "title": roll_texts.format_title(document, lang), "keywords": said}
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(say_text(lang, "sheet.credits"))
    headings = list_column_headings(document, lang)
    for column in range(len(headings)):
        sheet.set_column(column, column, dict(enumerate(COLUMN_WIDTHS)).get(column, COLUMN_WIDTH))
    write_text_row(sheet, 0, headings, bold)
    rows = list(build_table_rows(document, lang))
    # Only a book that needs the format has it: others keep their bytes.
    runs_from_right = any(is_written_from_right(cell) for row in rows for cell in row)
    from_right = book.add_format({"reading_order": RIGHT_TO_LEFT}) if runs_from_right else None
    for index, row in enumerate(rows, start=1):
        write_text_row(sheet, index, row, from_right=from_right)
    sheet.freeze_panes(1, 0)
    about = book.add_worksheet(say_text(lang, "sheet.about"))
    about.set_column(0, 0, 100)
    for index, text in enumerate(list_about_lines(document, lang)):
        write_text_row(about, index, [text])
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
