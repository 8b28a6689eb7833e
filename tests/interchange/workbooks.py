"""Workbooks for tests, good and hostile, made in memory."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(
    rows: Sequence[Sequence[Any]], *, others: Mapping[str, Sequence[Sequence[Any]]] | None = None
) -> bytes:
    """An XLSX file with `rows` on its first sheet and `others` on sheets of those names."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for title, lines in (others or {}).items():
        other = book.create_sheet(title)
        for line in lines:
            other.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def with_sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet data is `rows`, in XML; `before` stands before the root element."""
    xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_parts(workbook([["a"]]), {"xl/worksheets/sheet1.xml": xml.encode()})
