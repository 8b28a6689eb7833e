"""One cell of an OpenDocument sheet: its text as it is seen, without readings, comments and drawings."""

from dataclasses import dataclass

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.sheet_cells import format_cell_value
from productions.interchange.sheets.workbook_limits import (
    DAMAGED_WORKBOOK,
    MAX_CELL_ELEMENTS,
    MAX_XLSX_CELL_CHARACTERS,
    TOO_LONG_CELL,
    TOO_MUCH_WORKBOOK,
)
from productions.shared.late_patterns import compile_late


def odf_name(prefix: str, name: str) -> str:
    """A name as expat gives it, with the name space that OpenDocument has for the prefix."""
    return f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0 {name}"


PARAGRAPHS = (odf_name("text", "p"), odf_name("text", "h"))
SPACES, SPACE_COUNT = odf_name("text", "s"), odf_name("text", "c")
TAB, LINE_BREAK = odf_name("text", "tab"), odf_name("text", "line-break")
UNSEEN = tuple(
    odf_name(*name)
    for name in (("office", "annotation"), ("text", "ruby-text"), ("text", "note"), ("table", "table"))
)
DRAWING = odf_name("drawing", "")
VALUE_TYPE, VALUE, DATE_VALUE, STRING_VALUE = (
    odf_name("office", name) for name in ("value-type", "value", "date-value", "string-value")
)
FORMULA, COLUMNS_REPEATED = odf_name("table", "formula"), odf_name("table", "number-columns-repeated")
NUMBER_TYPES = ("float", "percentage", "currency")
NUMBER_PATTERN = compile_late("[1-9][0-9]{0,8}")
SPACE_PATTERN = compile_late(r"[ \t\r\n]+")
MAX_SPACES = 100


@dataclass(frozen=True, slots=True)
class OdsCell:
    """What a cell holds, and in how many columns."""

    text: str
    formula: bool
    repeated: int


class CellReader:
    """Hears what stands inside one cell."""

    def __init__(self, attributes: dict[str, str], *, covered: bool) -> None:
        self.attributes, self.covered = attributes, covered
        self.depth = self.unseen = self.paragraph = self.elements = self.characters = 0
        self.pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements > MAX_CELL_ELEMENTS:
            raise UnreadableFile(TOO_MUCH_WORKBOOK)
        if self.unseen or tag in UNSEEN or tag.startswith(DRAWING):
            self.unseen += 1
        elif tag in PARAGRAPHS:
            self.paragraph += 1
            self.pieces += ["\n"] if self.pieces else []
        elif tag == SPACES:
            count = attributes.get(SPACE_COUNT, "1")
            self.pieces.append(" " * min(int(count) if NUMBER_PATTERN.fullmatch(count) else 1, MAX_SPACES))
        elif tag == TAB:
            self.pieces.append(" ")
        elif tag == LINE_BREAK:
            self.pieces.append("\n")

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.unseen:
            self.unseen -= 1
        elif tag in PARAGRAPHS:
            self.paragraph -= 1

    def text(self, text: str) -> None:
        """Characters of a paragraph, in which any run of white space is one space."""
        if self.paragraph and not self.unseen:
            self.characters += len(text)
            if self.characters > MAX_XLSX_CELL_CHARACTERS:
                raise UnreadableFile(TOO_LONG_CELL)
            self.pieces.append(SPACE_PATTERN.sub(" ", text))

    def ends_here(self) -> bool:
        """Whether the next end is that of the cell itself, and not of one inside it."""
        return self.depth == 0

    def finish(self) -> OdsCell:
        """The cell as it was heard. A covered one shows nothing. Raises UnreadableFile for a number that is none."""
        repeated = self.attributes.get(COLUMNS_REPEATED, "1")
        if not NUMBER_PATTERN.fullmatch(repeated):
            raise UnreadableFile(DAMAGED_WORKBOOK)
        if self.covered:
            return OdsCell("", False, int(repeated))
        return OdsCell(self.find_text(), FORMULA in self.attributes, int(repeated))

    def find_text(self) -> str:
        """The value of a number or a date, or the text."""
        shown = "".join(self.pieces).strip()
        kind = self.attributes.get(VALUE_TYPE, "")
        if kind in NUMBER_TYPES and VALUE in self.attributes:
            try:
                return format_cell_value(float(self.attributes[VALUE]))
            except ValueError:
                return shown
        if kind == "date":
            return self.attributes.get(DATE_VALUE, shown).removesuffix("T00:00:00")[:MAX_SPACES]
        return shown or self.attributes.get(STRING_VALUE, "")[:MAX_XLSX_CELL_CHARACTERS]
