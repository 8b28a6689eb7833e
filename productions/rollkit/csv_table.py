"""CSV as every table is written: CRLF, no cell that runs as a formula."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from productions.shared.csv_safety import quote_cell

PIECE_ROWS = 500
"""Rows that are encoded at once."""


def write_csv(
    out: BinaryIO, headings: Iterable[str], rows: Iterable[Iterable[str]], *, encoding: str = "utf-8-sig"
) -> None:
    """Headings as they are, then the rows. Spreadsheet programs want UTF-8 with a byte order mark."""
    for piece in stream_csv(headings, rows, encoding=encoding):
        out.write(piece)


def stream_csv(
    headings: Iterable[str], rows: Iterable[Iterable[str]], *, encoding: str = "utf-8-sig"
) -> Iterator[bytes]:
    """The same, piece by piece."""
    encoder = codecs.getincrementalencoder(encoding)()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for number, row in enumerate(rows, start=1):
        writer.writerow([quote_cell(cell) for cell in row])
        if number % PIECE_ROWS == 0:
            yield encoder.encode(text.getvalue())
            text.seek(0)
            text.truncate()
    yield encoder.encode(text.getvalue())
