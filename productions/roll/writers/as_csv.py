"""One row a line, for spreadsheets: UTF-8 with a byte order mark, CRLF, no cell that runs as a formula."""

import csv
import io
from typing import BinaryIO

from productions.cells import quote_cell
from productions.roll.document import RollDocument
from productions.roll.layout import Progress, headings, ignore_progress, rows

SUFFIX = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
LOSSLESS = False


def write(
    document: RollDocument, out: BinaryIO, *, lang: str = "ja", progress: Progress = ignore_progress
) -> None:
    """The columns are `productions.roll.layout.COLUMNS`, headed in `lang`."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings(lang))
    for row in rows(document, lang):
        writer.writerow([quote_cell(cell) for cell in row])
    text.detach()
    progress(1.0)
