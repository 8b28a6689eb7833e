"""What a file of credits is, by its content, and its reader: one call for every door."""

from productions.interchange.cinecred.cinecred_sheet import read_sheet_credits
from productions.interchange.sheets.credit_row import NOTHING_SAID, CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.timesheets.timesheet_reader import looks_like_timesheet, read_timesheet
from productions.interchange.trackers.tracker_headings import looks_like_tracker
from productions.interchange.trackers.tracker_reader import read_tracker
from productions.shared.cinecred import is_heading_row


def read_credit_file(data: bytes, *, filename: str, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a file of any kind that is known here. Never raises for what it holds: see `CreditSheet.problems`."""
    if looks_like_timesheet(data):
        return read_timesheet(data, filename)
    sheet = read_sheet(data, filename=filename, headings=is_known_heading_row)
    return read_tracker(sheet) if looks_like_tracker(sheet.headings) else read_sheet_credits(sheet)


def is_known_heading_row(cells: tuple[str, ...]) -> bool:
    """Whether a line that is not the first are the headings of a format that is known here."""
    return is_heading_row(cells) or looks_like_tracker(cells)
