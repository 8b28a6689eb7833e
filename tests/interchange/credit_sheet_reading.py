"""Credit sheets, read."""

from pathlib import Path

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet
from productions.interchange.sheets.credit_sheet import read_credit_sheet as read_credit_sheet_as_told
from tests.interchange.plain_problems import plain_sheet

DATA = Path(__file__).parents[1] / "data" / "sheets"


def read_credit_sheet(data: bytes, *, filename: str) -> CreditSheet:
    return plain_sheet(read_credit_sheet_as_told(data, filename=filename))


def read(text: str) -> CreditSheet:
    return read_credit_sheet(text.encode(), filename="credits.csv")


def at(line: int, column: str, message: str) -> Problem:
    return Problem(f"line {line}, column {column}", message, line, column)
