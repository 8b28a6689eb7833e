"""A file as it was given, with its physical readings, each made once and when it is asked for."""

from collections.abc import Callable
from functools import cached_property

from productions.interchange.problems import UnreadableFile
from productions.interchange.shapes.json_tables import list_json_tables
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.interchange.sheets.heading_rows import IsHeadingRow
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.sheets.workbook_limits import MAX_FILE_BYTES
from productions.interchange.sheets.zip_guard import looks_like_workbook
from productions.interchange.text_encoding import decode_text_file


class GivenFile:
    """`data` with the name it came under, and what a person said of it. `knows_headings`: the heading rows of tables; of those,
    `says_itself` are rows that say by themselves what they are, wherever they stand."""

    def __init__(
        self,
        data: bytes,
        filename: str,
        options: ReadingOptions,
        knows_headings: IsHeadingRow,
        says_itself: IsHeadingRow,
    ) -> None:
        self.data = data
        self.filename = filename
        self.options = options
        self.knows_headings = knows_headings
        self.says_itself = says_itself

    @cached_property
    def table(self) -> Sheet:
        """The file as a table; never raises for what it holds."""
        return read_sheet(self.data, filename=self.filename, headings=self.says_itself, options=self.options)

    @cached_property
    def text(self) -> str:
        """The file as text with plain line ends; "" for a file that is none, or is too large for a text of credits."""
        if len(self.data) > MAX_FILE_BYTES or looks_like_workbook(self.data):
            return ""
        try:
            return decode_text_file(self.data).text.replace("\r\n", "\n").replace("\r", "\n")
        except UnreadableFile:
            return ""

    @cached_property
    def json_table(self) -> Sheet | None:
        """The first list of objects of a JSON text whose members are known as headings."""
        tables = list_json_tables(self.text)
        return next((table for table in tables if self.knows_members(table.headings)), None)

    def knows_members(self, members: tuple[str, ...]) -> bool:
        """Whether members of objects are those of a table that is known; of ours both a role and a name, as a film has a title too."""
        fields = {FIELD_OF_HEADING.get(fold_word(member)) for member in members}
        return self.is_heading_row(members) and ("title" not in members or {"role", "name"} <= fields)

    def is_heading_row(self, cells: tuple[str, ...]) -> bool:
        """Whether a line is the heading row of a table that is known, or of one of which a person named columns.

        A line of one cell is none by that: what was said of a column of an earlier file may be a label in a text.
        """
        said = sum(map(bool, cells)) > 1 and any(cell and cell in self.options.columns for cell in cells)
        return said or self.knows_headings(cells)


Recognizer = Callable[[GivenFile], bool]
