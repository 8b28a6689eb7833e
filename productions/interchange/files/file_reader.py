"""What a file of credits is, by its content, and its reader: one call for every door."""

from productions.interchange.cinecred.cinecred_sheet import read_any_credit_sheet
from productions.interchange.sheets.credit_row import NOTHING_SAID, CreditSheet, ReadingOptions


def read_credit_file(data: bytes, *, filename: str, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a file of any kind that is known here. Never raises for what it holds: see `CreditSheet.problems`."""
    return read_any_credit_sheet(data, filename=filename, options=options)
