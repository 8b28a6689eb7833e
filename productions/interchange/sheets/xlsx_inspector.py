"""What a workbook's XML holds, part by part: a parser that keeps nothing, and stops where openpyxl would suffer."""

from xml.parsers import expat

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.workbook_limits import (
    DAMAGED_WORKBOOK,
    MAX_CELL_ELEMENTS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_FORMULAS,
    MAX_OUTSIDE_ELEMENTS,
    MAX_ROW_ELEMENTS,
    MAX_ROWS,
    MAX_XLSX_CELL_CHARACTERS,
    SAVE_AS_XLSX,
    TOO_LONG_CELL,
    TOO_MANY_COLUMNS,
    TOO_MANY_FORMULAS,
    TOO_MANY_ROWS,
    TOO_MUCH_WORKBOOK,
    refuse_doctype,
)
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence, join_sentences

MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The two name spaces of ISO/IEC 29500; openpyxl reads the first only."""

ROW_TAG, FORMULA_TAG, STRINGS_TAG, STRING_TAG = (
    f"{MAIN_NAMESPACE} {name}" for name in ("row", "f", "sst", "si")
)
ROW_NUMBER_PATTERN = compile_late("[1-9][0-9]{0,6}")
CELL_REFERENCE_PATTERN = compile_late("([A-Z]{1,3})[1-9][0-9]{0,6}")
STRICT_WORKBOOK = Sentence("The file is a “Strict Open XML” workbook.")
TOO_MANY_FORMATS = Sentence("A cell of the workbook has too many formats.")


class WorkbookInspector:
    """Reads XML parts, keeps nothing of them, and raises UnreadableFile where openpyxl would suffer."""

    def __init__(self) -> None:
        self.elements = self.formulas = 0
        self.begin_part()

    def begin_part(self) -> None:
        """Forget the part before; what is counted over the whole workbook stays."""
        self.path: list[str] = []
        self.rows = self.row = self.column = 0
        self.outside = self.inner = self.characters = 0

    def read(self, part: bytes) -> None:
        """Feed a whole part to expat; a part that is no XML raises ExpatError."""
        self.begin_part()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(part, True)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        depth = len(self.path)
        if depth >= MAX_DEPTH:
            raise UnreadableFile(DAMAGED_WORKBOOK)
        if depth == 0 and tag.startswith(STRICT_NAMESPACE):
            raise UnreadableFile(join_sentences(STRICT_WORKBOOK, SAVE_AS_XLSX))
        self.path.append(tag)
        if tag == ROW_TAG:
            self.start_row(attributes)
        elif depth == 3 and self.in_row():
            self.start_cell(attributes)
        elif depth == 1 and self.in_string():
            self.inner = self.characters = 0
        elif self.in_row() or self.in_string():
            self.count_inner_element(tag)
        else:
            self.outside += 1
        if (
            max(
                self.elements - MAX_ELEMENTS,
                self.rows - MAX_ROW_ELEMENTS,
                self.outside - MAX_OUTSIDE_ELEMENTS,
            )
            > 0
        ):
            raise UnreadableFile(TOO_MUCH_WORKBOOK)

    def in_row(self) -> bool:
        return self.path[2:3] == [ROW_TAG]

    def in_string(self) -> bool:
        return self.path[:2] == [STRINGS_TAG, STRING_TAG]

    def start_row(self, attributes: dict[str, str]) -> None:
        """A row; openpyxl skips one that goes back and fills every gap, so numbers must rise."""
        number = attributes.get("r", str(self.row + 1))
        if len(self.path) != 3 or not ROW_NUMBER_PATTERN.fullmatch(number) or int(number) <= self.row:
            raise UnreadableFile(DAMAGED_WORKBOOK)
        self.rows += 1
        self.row, self.column = int(number), 0

    def start_cell(self, attributes: dict[str, str]) -> None:
        """A child of a row: openpyxl takes it for a cell whatever its name is. Columns must rise too."""
        column = self.column + 1
        if "r" in attributes:
            match = CELL_REFERENCE_PATTERN.fullmatch(attributes["r"])
            column = parse_column_letters(match[1]) if match else 0
        if column <= self.column:
            raise UnreadableFile(DAMAGED_WORKBOOK)
        self.column = column
        self.inner = self.characters = 0

    def count_inner_element(self, tag: str) -> None:
        """An element of a cell or a shared string; a cell that has one holds something."""
        self.inner += 1
        self.formulas += tag == FORMULA_TAG
        if self.inner > MAX_CELL_ELEMENTS:
            raise UnreadableFile(join_sentences(TOO_MANY_FORMATS, SAVE_AS_XLSX))
        if self.formulas > MAX_FORMULAS:
            raise UnreadableFile(TOO_MANY_FORMULAS)
        if self.row > MAX_ROWS:
            raise UnreadableFile(TOO_MANY_ROWS)
        if self.column > MAX_COLUMNS:
            raise UnreadableFile(TOO_MANY_COLUMNS)

    def end(self, tag: str) -> None:
        self.path.pop()

    def text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > MAX_XLSX_CELL_CHARACTERS and (self.in_row() or self.in_string()):
            raise UnreadableFile(TOO_LONG_CELL)


def parse_column_letters(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
