"""What stands between an uploaded workbook and openpyxl: sizes really inflated, no macros, no DOCTYPE.

openpyxl trusts the file: one cell named ZZZZZZ1, ten million styles or an entity would take its memory. So
every part is inflated here once, counted as it comes out, read by a parser that keeps nothing, and only parts
that passed are handed on, in an archive written anew.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from xml.parsers import expat

from productions.interchange.problems import UnreadableFile
from productions.shared.time_limits import stop_at_deadline

MAX_FILE_BYTES = 10 * 1024 * 1024
"""Bytes of the uploaded file."""

MAX_INFLATED_BYTES = 60 * 1024 * 1024
"""Bytes of all parts together, inflated."""

MAX_MEMBERS = 200
MAX_INFLATION_RATIO = 200
"""Inflated bytes for one compressed byte of a part."""

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_FORMULAS = 200
MAX_XLSX_CELL_CHARACTERS = 32_767
"""Characters of one cell or string, as in Excel."""

MAX_ELEMENTS = 3_000_000
"""XML elements of the whole workbook; 20,000 rows of 25 columns, every cell another text, have 2,000,000."""

MAX_CELL_ELEMENTS = 2_000
"""XML elements of one cell or string."""

MAX_OUTSIDE_ELEMENTS = 50_000
"""XML elements of one part outside cells and strings (formats, links): openpyxl keeps about 1 kB for each."""

MAX_ROW_ELEMENTS = 100_000
"""Rows of one sheet, empty ones that only have a format too."""

MAX_DEPTH = 64
CHUNK_BYTES = 64 * 1024

MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The two name spaces of ISO/IEC 29500; openpyxl reads the first only."""

ROW_TAG, FORMULA_TAG, STRINGS_TAG, STRING_TAG = (
    f"{MAIN_NAMESPACE} {name}" for name in ("row", "f", "sst", "si")
)
ROW_NUMBER_PATTERN = re.compile("[1-9][0-9]{0,6}")
CELL_REFERENCE_PATTERN = re.compile("([A-Z]{1,3})[1-9][0-9]{0,6}")
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
SAVE_AS_XLSX = "Save it as an ordinary Excel workbook (.xlsx) or as CSV and upload it again."
DAMAGED_WORKBOOK = f"The workbook is damaged and cannot be read. {SAVE_AS_XLSX}"
SPLIT_FILE = "Split it into several files."

OTHER_FILES = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument file (.ods)",
    "Index/Document.iwa": "a Numbers file",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
"""A member that only such a file has, and what the file is called."""


def looks_like_workbook(data: bytes) -> bool:
    """Whether the bytes are for this guard (a ZIP archive or an old Office file), not for a text reader."""
    return data.startswith((OLE_SIGNATURE, *ZIP_SIGNATURES))


def sanitize_workbook(data: bytes) -> bytes:
    """The same workbook, holding only the XML parts, which were inspected. Raises UnreadableFile."""
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"The file has {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read. {SPLIT_FILE}"
        )
    if data.startswith(OLE_SIGNATURE):
        raise UnreadableFile(describe_ole_file(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            require_safe_members(archive.infolist())
            return copy_xml_parts(archive, len(data))
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError) as error:
        raise UnreadableFile(DAMAGED_WORKBOOK) from error
    except (ValueError, LookupError) as error:
        # A part lies before the file's beginning, or is in an encoding that expat asks Python for.
        raise UnreadableFile(DAMAGED_WORKBOOK) from error


def describe_ole_file(data: bytes) -> str:
    """One sentence on a compound file: what Office before 2007 wrote, and how it wraps encrypted files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The workbook is protected by a password; remove it and upload the file again."
    return f"The file is in the old Excel format (.xls). {SAVE_AS_XLSX}"


def require_safe_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by the list of members, before anything is inflated."""
    names = [member.filename for member in members]
    for name, kind in OTHER_FILES.items():
        if name in names:
            raise UnreadableFile(f"The file is {kind}. {SAVE_AS_XLSX}")
    if len(names) > MAX_MEMBERS:
        raise UnreadableFile(
            f"The workbook has {len(names):,} parts; at most {MAX_MEMBERS} are read. {SPLIT_FILE}"
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile("The archive is protected by a password; remove it and upload the file again.")
    if any(PurePosixPath(name).name.casefold() == "vbaproject.bin" for name in names):
        raise UnreadableFile(f"Workbooks with macros are not opened. {SAVE_AS_XLSX}")
    if "[Content_Types].xml" not in names:
        raise UnreadableFile(f"The file is a ZIP archive without a workbook. {SAVE_AS_XLSX}")
    if len(set(map(str.casefold, names))) < len(names):
        raise UnreadableFile(DAMAGED_WORKBOOK)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise UnreadableFile(DAMAGED_WORKBOOK)


def copy_xml_parts(archive: zipfile.ZipFile, size: int) -> bytes:
    """Inflate and inspect every part, and write the XML ones into a new archive without compression."""
    out = io.BytesIO()
    watch = WorkbookInspector()
    raw = 0
    with zipfile.ZipFile(out, "w") as copy:
        for member in stop_at_deadline(archive.infolist()):
            part = inflate_member(archive, member, room=MAX_INFLATED_BYTES - raw, size=size)
            raw += len(part)
            if not member.filename.casefold().endswith((".xml", ".rels")):
                continue
            if member.filename == "[Content_Types].xml" and b"macroEnabled" in part:
                raise UnreadableFile(f"Workbooks with macros are not opened. {SAVE_AS_XLSX}")
            watch.read(part)
            copy.writestr(zipfile.ZipInfo(member.filename), part)
    return out.getvalue()


def inflate_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, room: int, size: int) -> bytes:
    """One part, counted as it comes out: what the archive declares of its sizes is not believed.

    `room`: bytes left of MAX_RAW. `size`: bytes of the whole file, which no part's compressed form exceeds.
    """
    chunks = []
    length = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            length += len(chunk)
            if length > room:
                raise UnreadableFile(
                    f"The workbook inflates to more than {MAX_INFLATED_BYTES:,} bytes. {SPLIT_FILE}"
                )
            if length > MAX_INFLATION_RATIO * max(1, min(member.compress_size, size)):
                raise UnreadableFile(
                    f"A part of the workbook inflates to more than {MAX_INFLATION_RATIO} times its size, as no sheet "
                    f"of credits does. {SAVE_AS_XLSX}"
                )
            chunks.append(chunk)
    return b"".join(chunks)


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
            raise UnreadableFile(f"The file is a “Strict Open XML” workbook. {SAVE_AS_XLSX}")
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
            raise UnreadableFile(f"The workbook holds more than a sheet of credits needs. {SAVE_AS_XLSX}")

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
            raise UnreadableFile(f"A cell of the workbook has too many formats. {SAVE_AS_XLSX}")
        if self.formulas > MAX_FORMULAS:
            raise UnreadableFile(
                f"The workbook has more than {MAX_FORMULAS} formulas; paste them as values and upload "
                "it again."
            )
        if self.row > MAX_ROWS:
            raise UnreadableFile(f"A sheet has more than {MAX_ROWS:,} rows. {SPLIT_FILE}")
        if self.column > MAX_COLUMNS:
            raise UnreadableFile(
                f"A sheet has more than {MAX_COLUMNS} columns; delete those that hold no credits."
            )

    def end(self, tag: str) -> None:
        self.path.pop()

    def text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > MAX_XLSX_CELL_CHARACTERS and (self.in_row() or self.in_string()):
            raise UnreadableFile(
                f"A cell of the workbook has more than {MAX_XLSX_CELL_CHARACTERS:,} characters; shorten it."
            )


def refuse_doctype(*_: object) -> None:
    raise UnreadableFile(
        f"The workbook holds a document type (DOCTYPE), as no program writes it. {SAVE_AS_XLSX}"
    )


def parse_column_letters(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
