"""One row a line, for spreadsheets: UTF-8 with a byte order mark, CRLF, no cell that runs as a formula."""

from collections.abc import Sequence
from typing import BinaryIO

from productions.roll.document import RollDocument
from productions.roll.layout import build_table_rows, list_column_headings
from productions.roll.progress import Progress, ignore_progress
from productions.roll.tables import write_csv


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """The columns are `productions.roll.layout.TABLE_COLUMNS`, headed in `lang`."""
    write_csv(out, list_column_headings(lang), build_table_rows(document, lang))
    progress(1.0)
