"""One row a line, for spreadsheets: UTF-8 with a byte order mark, CRLF, no cell that runs as a formula."""

from collections.abc import Sequence
from typing import BinaryIO

from productions.roll.document import RollDocument
from productions.roll.layout import Progress, headings, ignore_progress, rows
from productions.roll.tables import write_csv


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = "ja",
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """The columns are `productions.roll.layout.COLUMNS`, headed in `lang`."""
    write_csv(out, headings(lang), rows(document, lang))
    progress(1.0)
