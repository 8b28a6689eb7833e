"""The sheets of an OpenDocument workbook (ODS, ODF 1.3 part 3 chapter 9), read as they stream by, within the guard's bounds.

A cell or row that repeats is written once with a number, so whatever repeats is counted before it is kept.
"""

import zipfile
from xml.parsers import expat

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.ods_cells import NUMBER_PATTERN, CellReader, OdsCell, odf_name
from productions.interchange.sheets.sheet_cells import (
    ERROR_VALUES,
    RawRow,
    describe_error_value,
    describe_formula,
    format_column_letters,
)
from productions.interchange.sheets.workbook_limits import (
    DAMAGED_WORKBOOK,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_FORMULAS,
    MAX_INFLATED_BYTES,
    MAX_ROW_ELEMENTS,
    MAX_ROWS,
    SAVE_AS_XLSX,
    TOO_MANY_COLUMNS,
    TOO_MANY_FORMULAS,
    TOO_MANY_ROWS,
    TOO_MUCH_WORKBOOK,
    refuse_doctype,
)
from productions.interchange.sheets.worksheets import MergedRange, ReadingBudget, Worksheet, clip_merges
from productions.interchange.sheets.zip_guard import (
    LOCKED_WORKBOOK,
    ODS_CONTENT,
    ODS_MIME_TYPE,
    inflate_member,
    open_archive,
)
from productions.shared.sentences import Sentence, join_sentences
from productions.shared.time_limits import stop_at_deadline

MANIFEST, MIME_TYPE = "META-INF/manifest.xml", "mimetype"
NO_SPREADSHEET = join_sentences(
    Sentence("The file is an OpenDocument file, but no spreadsheet."), SAVE_AS_XLSX
)

STYLE, TABLE_PROPERTIES = odf_name("style", "style"), odf_name("style", "table-properties")
STYLE_NAME, DISPLAY = odf_name("style", "name"), odf_name("table", "display")
TABLE, TABLE_NAME, TABLE_STYLE = (odf_name("table", name) for name in ("table", "name", "style-name"))
COLUMN, COLUMNS_REPEATED = odf_name("table", "table-column"), odf_name("table", "number-columns-repeated")
ROW, ROWS_REPEATED = odf_name("table", "table-row"), odf_name("table", "number-rows-repeated")
ROW_GROUP, VISIBILITY = odf_name("table", "table-row-group"), odf_name("table", "visibility")
SPREADSHEET = odf_name("office", "spreadsheet")
CELLS = (odf_name("table", "table-cell"), odf_name("table", "covered-table-cell"))
COLUMNS_SPANNED, ROWS_SPANNED = (
    odf_name("table", name) for name in ("number-columns-spanned", "number-rows-spanned")
)
MAX_MERGES = 50_000


def read_open_document(data: bytes) -> list[Worksheet]:
    """All sheets of an ODS file, in their order; none where it holds none. Raises UnreadableFile."""
    with open_archive(data) as archive:
        names = archive.namelist()
        if MIME_TYPE in names and not inflate_part(archive, MIME_TYPE, data).startswith(ODS_MIME_TYPE):
            raise UnreadableFile(NO_SPREADSHEET)
        if MANIFEST in names and b"encryption-data" in inflate_part(archive, MANIFEST, data):
            raise UnreadableFile(LOCKED_WORKBOOK)
        return read_content(inflate_part(archive, ODS_CONTENT, data))


def inflate_part(archive: zipfile.ZipFile, name: str, data: bytes) -> bytes:
    return inflate_member(archive, archive.getinfo(name), room=MAX_INFLATED_BYTES, size=len(data))


def read_content(part: bytes) -> list[Worksheet]:
    """The sheets of content.xml. Raises UnreadableFile for what is too much, ExpatError for what is no XML."""
    reader = ContentReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    step = 2**20
    for start in stop_at_deadline(range(0, len(part), step)):
        parser.Parse(part[start : start + step], False)
    parser.Parse(b"", True)
    return reader.sheets


class ContentReader:
    """Hears the elements of content.xml and makes sheets of them."""

    def __init__(self) -> None:
        self.sheets: list[Worksheet] = []
        self.path: list[str] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.budget = ReadingBudget()
        self.elements = self.formulas = self.rows = 0
        self.sheet: Worksheet | None = None
        self.line = self.column = self.repeated_rows = self.hidden_groups = 0
        self.cells: dict[int, str] = {}
        self.faults: dict[int, Sentence] = {}
        self.cell: CellReader | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.path) >= MAX_DEPTH:
            raise UnreadableFile(DAMAGED_WORKBOOK)
        if self.elements > MAX_ELEMENTS:
            raise UnreadableFile(TOO_MUCH_WORKBOOK)
        above = self.path[-1] if self.path else ""
        self.path.append(tag)
        if self.cell is not None:
            self.cell.start(tag, attributes)
        elif tag == STYLE:
            self.style = attributes.get(STYLE_NAME, "")
        elif tag == TABLE_PROPERTIES and attributes.get(DISPLAY) == "false":
            self.hidden_styles.add(self.style)
        elif tag == TABLE and above == SPREADSHEET:
            self.start_sheet(attributes)
        elif self.sheet is not None:
            self.start_inside_sheet(self.sheet, tag, above, attributes)

    def start_sheet(self, attributes: dict[str, str]) -> None:
        visible = attributes.get(TABLE_STYLE, "") not in self.hidden_styles
        self.sheet = Worksheet(attributes.get(TABLE_NAME, ""), visible)
        self.sheets.append(self.sheet)
        self.line, self.column = 1, 0

    def start_inside_sheet(self, sheet: Worksheet, tag: str, above: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get(VISIBILITY) in ("collapse", "filter")
        if tag == COLUMN:
            count = read_repetition(attributes, COLUMNS_REPEATED)
            if hidden:
                sheet.hidden_columns.update(range(self.column, min(self.column + count, MAX_COLUMNS)))
            self.column += count
        elif tag == ROW_GROUP:
            self.hidden_groups += attributes.get(DISPLAY) == "false" or self.hidden_groups > 0
        elif tag == ROW:
            self.rows += 1
            if self.rows > MAX_ROW_ELEMENTS:
                raise UnreadableFile(TOO_MUCH_WORKBOOK)
            self.repeated_rows, self.column = read_repetition(attributes, ROWS_REPEATED), 0
            self.cells, self.faults = {}, {}
            if hidden or self.hidden_groups:
                sheet.hidden_rows.update(range(self.line, min(self.line + self.repeated_rows, MAX_ROWS + 1)))
        elif tag in CELLS and above == ROW:
            covered = tag == CELLS[1]
            self.cell = CellReader(attributes, covered=covered)
            columns, rows = (read_repetition(attributes, name) for name in (COLUMNS_SPANNED, ROWS_SPANNED))
            if not covered and columns * rows > 1:
                if len(sheet.merges) >= MAX_MERGES:
                    raise UnreadableFile(TOO_MUCH_WORKBOOK)
                merge = MergedRange(self.line, self.column, self.line + rows - 1, self.column + columns - 1)
                sheet.merges.append(merge)

    def end(self, tag: str) -> None:
        self.path.pop()
        if self.cell is not None:
            if tag in CELLS and self.path[-1] == ROW and self.cell.ends_here():
                self.end_cell(self.cell.finish())
                self.cell = None
            else:
                self.cell.end(tag)
        elif self.sheet is None:
            return
        elif tag == ROW:
            self.end_row(self.sheet)
        elif tag == ROW_GROUP:
            self.hidden_groups -= self.hidden_groups > 0
        elif tag == TABLE:
            width = max((len(row.cells) for row in self.sheet.rows), default=0)
            self.sheet.merges = clip_merges(self.sheet.merges, width)
            self.sheet = None

    def end_cell(self, cell: OdsCell) -> None:
        """Keep a cell that holds something, as often as it repeats."""
        first, self.column = self.column, self.column + cell.repeated
        if not cell.text and not cell.formula:
            return
        if self.column > MAX_COLUMNS:
            raise UnreadableFile(TOO_MANY_COLUMNS)
        for column in range(first, self.column):
            self.cells[column] = cell.text
            name = f"{format_column_letters(column)}{self.line}"
            if cell.formula:
                self.formulas += 1
                self.faults[column] = describe_formula(name, cell.text)
            elif cell.text in ERROR_VALUES:
                self.faults[column] = describe_error_value(name)
        if self.formulas > MAX_FORMULAS:
            raise UnreadableFile(TOO_MANY_FORMULAS)

    def end_row(self, sheet: Worksheet) -> None:
        """Keep a row that holds something, as often as it repeats."""
        first, self.line = self.line, self.line + self.repeated_rows
        if not self.cells:
            return
        if self.line - 1 > MAX_ROWS:
            raise UnreadableFile(TOO_MANY_ROWS)
        cells = [self.cells.get(column, "") for column in range(max(self.cells) + 1)]
        same, faults = tuple(cells), tuple(self.faults.items())
        for line in range(first, self.line):
            self.budget.spend(cells)
            sheet.rows.append(RawRow(line, same, faults))

    def text(self, text: str) -> None:
        if self.cell is not None:
            self.cell.text(text)


def read_repetition(attributes: dict[str, str], name: str) -> int:
    """A number of columns or rows, 1 where none is given. Raises UnreadableFile for what is none."""
    text = attributes.get(name, "1")
    if not NUMBER_PATTERN.fullmatch(text):
        raise UnreadableFile(DAMAGED_WORKBOOK)
    return int(text)
