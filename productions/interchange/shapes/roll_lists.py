"""Lists of programs that make rolls of two columns: pymoviecredits (Title, Name) and endcredsgen (role;name;size;font).

A line without a name is a heading. Under the heading of a cast, what stands before a name is a character.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.shapes.column_mapping import map_table_columns
from productions.interchange.shapes.table_findings import TableFindings, read_parts
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions, SheetColumn
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.shared.names import text_problem
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MOVIECREDITS_NAME, ENDCREDSGEN_NAME = "pymoviecredits", "endcredsgen"
IMAGE_MARK = "_IMAGE"
MAX_LIST_CELL_CHARACTERS = 500

HEADING_LEFT_OUT = Sentence("“%(text)s” is a heading or a notice and no credit; it is left out.")
IMAGE_LEFT_OUT = Sentence("“%(text)s” is a picture and no credit; it is left out.")
NAME_WITHOUT_ROLE = Sentence("“%(name)s” stands without a role: write the role before it.")


@dataclass(slots=True)
class ListReading:
    """Where we are in a list: the heading of a cast ("" under any other), and the role above, which an empty one repeats."""

    findings: TableFindings
    cast: str = ""
    role: str = ""

    def take_heading(self, line: int, text: str) -> None:
        self.role = ""
        if is_cast_heading(text):
            self.cast = text
            return
        self.cast = ""
        self.findings.tell_note(line, HEADING_LEFT_OUT.given(text=shorten_for_message(text)))

    def take_name(self, line: int, role: str, name: str) -> None:
        self.role = role or self.role
        if not self.role:
            self.findings.tell_problem(line, NAME_WITHOUT_ROLE.given(name=shorten_for_message(name)))
        elif self.cast and not load_shipped_labels().resolve(self.role).whole:
            self.findings.add_row(line, {"role": self.cast, "character": self.role, "name": name}, {})
        else:
            self.findings.add_row(line, {"role": self.role, "name": name}, {})


def is_cast_heading(text: str) -> bool:
    """Whether a heading says that characters follow: it is the label of a role of the cast."""
    labels = load_shipped_labels()
    found = labels.resolve(text)
    return found.whole and all(code in labels.cast for code in found.codes)


def knows_moviecredits(headings: Sequence[str]) -> bool:
    """Whether the headings are those two."""
    return [fold_word(heading) for heading in headings if heading] == ["title", "name"]


def read_moviecredits(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits below Title and Name."""
    parts = {"title": ("role", "role"), "name": ("name", "name")}
    columns, wrong = map_table_columns(
        sheet.headings, sheet.heading_line, options.columns, lambda heading: parts.get(fold_word(heading))
    )
    reading = ListReading(TableFindings.of_sheet(sheet, wrong))
    for row in reading.findings.walk_rows(sheet):
        cells = read_parts(row, columns)
        role, name = cells.get("role", ""), cells.get("name", "")
        if name:
            reading.take_name(row.line, role, name)
        else:
            reading.take_heading(row.line, role)
    return reading.findings.build_sheet(MOVIECREDITS_NAME, columns)


def looks_like_semicolon_list(text: str) -> bool:
    """Whether most lines with a semicolon are a role and a name, and no line has more than four cells."""
    cells = [line.split(";") for line in text.splitlines()[:2_000] if ";" in line]
    named = [each for each in cells if len(each) > 1 and each[1].strip()]
    short = all(len(each) <= 4 for each in cells)
    return short and len(named) > 1 and 2 * len(named) > len(cells) and any(each[0].strip() for each in named)


def read_semicolon_list(text: str, options: ReadingOptions) -> CreditSheet:
    """The credits of a list without headings: role, name, and how large and in which font the line is set."""
    reading = ListReading(TableFindings())
    for line, given in enumerate(stop_at_deadline(text.splitlines()), start=1):
        if reading.findings.full:
            break
        role, name = (part.strip() for part in (*given.split(";"), "")[:2])
        if wrong := text_problem(given.strip(), limit=MAX_LIST_CELL_CHARACTERS):
            reading.findings.tell_problem(line, str(wrong))
        elif role == IMAGE_MARK:
            reading.findings.tell_note(line, IMAGE_LEFT_OUT.given(text=shorten_for_message(name)))
        elif name:
            reading.take_name(line, role, unicodedata.normalize("NFC", name))
        elif role:
            reading.take_heading(line, role)
    columns = (SheetColumn(0, "1", "role"), SheetColumn(1, "2", "name"))
    found = reading.findings.build_sheet(ENDCREDSGEN_NAME)
    return CreditSheet(found.rows, found.problems, found.notes, columns, format=ENDCREDSGEN_NAME)
