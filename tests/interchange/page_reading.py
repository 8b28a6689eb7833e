"""Texts that are no tables, read."""

from pathlib import Path

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet

CASES = Path(__file__).parent.parent / "data" / "cases"


def read(text: str, filename: str = "pasted.txt") -> CreditSheet:
    return read_credit_file(text.encode(), filename=filename)


def credits(sheet: CreditSheet) -> list[tuple[int, str, str]]:
    return [(row.line, row.role, row.name) for row in sheet.rows]


def left_out(sheet: CreditSheet) -> list[int | None]:
    return [note.line for note in sheet.notes]
