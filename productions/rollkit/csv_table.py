"""CSV as every table of a roll is written: CRLF, no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from productions.shared.csv_safety import quote_cell


def write_csv(
    out: BinaryIO, headings: Iterable[str], rows: Iterable[Iterable[str]], *, encoding: str = "utf-8-sig"
) -> None:
    """Headings as they are, then the rows. Spreadsheet programs want UTF-8 with a byte order mark."""
    text = io.TextIOWrapper(out, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([quote_cell(cell) for cell in row] for row in rows)
    text.detach()
