"""One row a line, for spreadsheets: UTF-8 with a byte order mark, CRLF, no cell that runs as a formula."""

from collections.abc import Sequence
from typing import BinaryIO

from productions.rollkit.csv_table import write_csv
from productions.rollkit.document.model import RollDocument
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.texts.printed_lines import build_table_rows, list_column_headings
from productions.shared.site_languages import WORK_LANGUAGE


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """The columns are `productions.rollkit.texts.printed_lines.TABLE_COLUMNS`, headed in `lang`."""
    write_csv(out, list_column_headings(document, lang), build_table_rows(document, lang))
    progress(1.0)
