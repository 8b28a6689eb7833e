"""A sheet of any kind (CSV with comma, semicolon or TAB; XLSX; ODS) as headings, rows and problems.

Nothing here knows what the columns mean. Every line of the file ends up in a row, in a note or in a problem; a line
with a problem may still be a row, so that its other cells can be checked, but it must not be entered.
"""

from collections.abc import Iterator
from pathlib import PureWindowsPath

from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.credit_row import NOTHING_SAID, ReadingOptions
from productions.interchange.sheets.csv_reader import read_csv
from productions.interchange.sheets.heading_rows import HeadingFinder, IsHeadingRow
from productions.interchange.sheets.ods_reader import read_open_document
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_builder import build_sheet
from productions.interchange.sheets.sheet_cells import RawRow, shorten_for_message
from productions.interchange.sheets.workbook_limits import require_file_size
from productions.interchange.sheets.worksheet_choice import read_chosen_worksheets
from productions.interchange.sheets.worksheets import SeenRows, Worksheet
from productions.interchange.sheets.xlsx_guard import sanitize_workbook
from productions.interchange.sheets.zip_guard import is_open_document, looks_like_workbook
from productions.interchange.text_encoding import decode_text_file
from productions.shared.sentences import Sentence


def read_sheet(
    data: bytes,
    *,
    filename: str,
    headings: IsHeadingRow | None = None,
    options: ReadingOptions = NOTHING_SAID,
) -> Sheet:
    """The sheet in `data`; never raises for what the file holds. `filename` is only shown in problems.

    The content decides what the file is, not its name. Empty lines are skipped, short rows padded; formulas, hidden
    characters, broken quotation marks and, in a CSV file, more cells than headings are problems of their line. The heading row is the
    one that `headings` knows, or of the first 30 lines the one with most headings of a credit sheet, or the first that is not empty.
    Of a workbook, `options` say which sheets are read, and whether what is hidden is.
    """
    place = shorten_for_message(PureWindowsPath(filename).name) or Sentence("the file")
    finder = HeadingFinder(headings, options.columns)
    try:
        if looks_like_workbook(data):
            return read_chosen_worksheets(read_worksheets(data), finder, options, place)
        require_file_size(data)
        lines: Iterator[RawRow | Problem] = read_csv(decode_text_file(data).text, finder)
        return build_sheet(SeenRows([]), lines, finder, place)
    except UnreadableFile as refusal:
        return Sheet(problems=(Problem(place, refusal.sentence),))


def read_worksheets(data: bytes) -> list[Worksheet]:
    """The sheets of an XLSX or ODS file. Raises UnreadableFile."""
    if is_open_document(data):
        return read_open_document(data)
    # openpyxl takes 30 MB and most of a second, and web processes read few workbooks or none.
    from productions.interchange.sheets.xlsx_reader import read_workbook

    return read_workbook(sanitize_workbook(data))
