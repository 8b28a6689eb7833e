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

from productions.time_limits import in_time

MAX_FILE = 10 * 1024 * 1024
"""Bytes of the uploaded file."""

MAX_RAW = 60 * 1024 * 1024
"""Bytes of all parts together, inflated."""

MAX_MEMBERS = 200
MAX_RATIO = 200
"""Inflated bytes for one compressed byte of a part."""

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_FORMULAS = 200
MAX_CELL = 32_767
"""Characters of one cell or string, as in Excel."""

MAX_ELEMENTS = 3_000_000
"""XML elements of the whole workbook; 20,000 rows of 25 columns, every cell another text, have 2,000,000."""

MAX_INNER = 2_000
"""XML elements of one cell or string."""

MAX_OUTSIDE = 50_000
"""XML elements of one part outside cells and strings (formats, links): openpyxl keeps about 1 kB for each."""

MAX_ROW_ELEMENTS = 100_000
"""Rows of one sheet, empty ones that only have a format too."""

MAX_DEPTH = 64
CHUNK = 64 * 1024

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The two name spaces of ISO/IEC 29500; openpyxl reads the first only."""

ROW, FORMULA, STRINGS, STRING = (f"{MAIN} {name}" for name in ("row", "f", "sst", "si"))
NUMBER = re.compile("[1-9][0-9]{0,6}")
REFERENCE = re.compile("([A-Z]{1,3})[1-9][0-9]{0,6}")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
SAVE_AS = "Save it as an ordinary Excel workbook (.xlsx) or as CSV and upload it again."
DAMAGED = f"The workbook is damaged and cannot be read. {SAVE_AS}"
SPLIT = "Split it into several files."

OTHER_FILES = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument file (.ods)",
    "Index/Document.iwa": "a Numbers file",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
"""A member that only such a file has, and what the file is called."""


class RefusedWorkbook(ValueError):
    """The file is no workbook that may be opened; the message is one sentence on why and what to do."""


def looks_like_workbook(data: bytes) -> bool:
    """Whether the bytes are for this guard (a ZIP archive or an old Office file), not for a text reader."""
    return data.startswith((OLE, *ZIP))


def safe_workbook(data: bytes) -> bytes:
    """The same workbook, holding only the XML parts, which were inspected. Raises RefusedWorkbook."""
    if len(data) > MAX_FILE:
        raise RefusedWorkbook(f"The file has {len(data):,} bytes; at most {MAX_FILE:,} are read. {SPLIT}")
    if data.startswith(OLE):
        raise RefusedWorkbook(describe_ole(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive.infolist())
            return copy_parts(archive, len(data))
    except RefusedWorkbook:
        raise
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError) as error:
        raise RefusedWorkbook(DAMAGED) from error
    except (ValueError, LookupError) as error:
        # A part lies before the file's beginning, or is in an encoding that expat asks Python for.
        raise RefusedWorkbook(DAMAGED) from error


def describe_ole(data: bytes) -> str:
    """One sentence on a compound file: what Office before 2007 wrote, and how it wraps encrypted files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The workbook is protected by a password; remove it and upload the file again."
    return f"The file is in the old Excel format (.xls). {SAVE_AS}"


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by the list of members, before anything is inflated."""
    names = [member.filename for member in members]
    for name, kind in OTHER_FILES.items():
        if name in names:
            raise RefusedWorkbook(f"The file is {kind}. {SAVE_AS}")
    if len(names) > MAX_MEMBERS:
        raise RefusedWorkbook(
            f"The workbook has {len(names):,} parts; at most {MAX_MEMBERS} are read. {SPLIT}"
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise RefusedWorkbook("The archive is protected by a password; remove it and upload the file again.")
    if any(PurePosixPath(name).name.casefold() == "vbaproject.bin" for name in names):
        raise RefusedWorkbook(f"Workbooks with macros are not opened. {SAVE_AS}")
    if "[Content_Types].xml" not in names:
        raise RefusedWorkbook(f"The file is a ZIP archive without a workbook. {SAVE_AS}")
    if len(set(map(str.casefold, names))) < len(names):
        raise RefusedWorkbook(DAMAGED)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise RefusedWorkbook(DAMAGED)


def copy_parts(archive: zipfile.ZipFile, size: int) -> bytes:
    """Inflate and inspect every part, and write the XML ones into a new archive without compression."""
    out = io.BytesIO()
    watch = WorkbookWatch()
    raw = 0
    with zipfile.ZipFile(out, "w") as copy:
        for member in in_time(archive.infolist()):
            part = inflate(archive, member, room=MAX_RAW - raw, size=size)
            raw += len(part)
            if not member.filename.casefold().endswith((".xml", ".rels")):
                continue
            if member.filename == "[Content_Types].xml" and b"macroEnabled" in part:
                raise RefusedWorkbook(f"Workbooks with macros are not opened. {SAVE_AS}")
            watch.read(part)
            copy.writestr(zipfile.ZipInfo(member.filename), part)
    return out.getvalue()


def inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, room: int, size: int) -> bytes:
    """One part, counted as it comes out: what the archive declares of its sizes is not believed.

    `room`: bytes left of MAX_RAW. `size`: bytes of the whole file, which no part's compressed form exceeds.
    """
    chunks = []
    length = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            length += len(chunk)
            if length > room:
                raise RefusedWorkbook(f"The workbook inflates to more than {MAX_RAW:,} bytes. {SPLIT}")
            if length > MAX_RATIO * max(1, min(member.compress_size, size)):
                raise RefusedWorkbook(
                    f"A part of the workbook inflates to more than {MAX_RATIO} times its size, as no sheet "
                    f"of credits does. {SAVE_AS}"
                )
            chunks.append(chunk)
    return b"".join(chunks)


class WorkbookWatch:
    """Reads XML parts, keeps nothing of them, and raises RefusedWorkbook where openpyxl would suffer."""

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
            raise RefusedWorkbook(DAMAGED)
        if depth == 0 and tag.startswith(STRICT):
            raise RefusedWorkbook(f"The file is a “Strict Open XML” workbook. {SAVE_AS}")
        self.path.append(tag)
        if tag == ROW:
            self.start_row(attributes)
        elif depth == 3 and self.in_row():
            self.start_cell(attributes)
        elif depth == 1 and self.in_string():
            self.inner = self.characters = 0
        elif self.in_row() or self.in_string():
            self.start_inside(tag)
        else:
            self.outside += 1
        if max(self.elements - MAX_ELEMENTS, self.rows - MAX_ROW_ELEMENTS, self.outside - MAX_OUTSIDE) > 0:
            raise RefusedWorkbook(f"The workbook holds more than a sheet of credits needs. {SAVE_AS}")

    def in_row(self) -> bool:
        return self.path[2:3] == [ROW]

    def in_string(self) -> bool:
        return self.path[:2] == [STRINGS, STRING]

    def start_row(self, attributes: dict[str, str]) -> None:
        """A row; openpyxl skips one that goes back and fills every gap, so numbers must rise."""
        number = attributes.get("r", str(self.row + 1))
        if len(self.path) != 3 or not NUMBER.fullmatch(number) or int(number) <= self.row:
            raise RefusedWorkbook(DAMAGED)
        self.rows += 1
        self.row, self.column = int(number), 0

    def start_cell(self, attributes: dict[str, str]) -> None:
        """A child of a row: openpyxl takes it for a cell whatever its name is. Columns must rise too."""
        column = self.column + 1
        if "r" in attributes:
            match = REFERENCE.fullmatch(attributes["r"])
            column = column_number(match[1]) if match else 0
        if column <= self.column:
            raise RefusedWorkbook(DAMAGED)
        self.column = column
        self.inner = self.characters = 0

    def start_inside(self, tag: str) -> None:
        """An element of a cell or a shared string; a cell that has one holds something."""
        self.inner += 1
        self.formulas += tag == FORMULA
        if self.inner > MAX_INNER:
            raise RefusedWorkbook(f"A cell of the workbook has too many formats. {SAVE_AS}")
        if self.formulas > MAX_FORMULAS:
            raise RefusedWorkbook(
                f"The workbook has more than {MAX_FORMULAS} formulas; paste them as values and upload "
                "it again."
            )
        if self.row > MAX_ROWS:
            raise RefusedWorkbook(f"A sheet has more than {MAX_ROWS:,} rows. {SPLIT}")
        if self.column > MAX_COLUMNS:
            raise RefusedWorkbook(
                f"A sheet has more than {MAX_COLUMNS} columns; delete those that hold no credits."
            )

    def end(self, tag: str) -> None:
        self.path.pop()

    def text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > MAX_CELL and (self.in_row() or self.in_string()):
            raise RefusedWorkbook(
                f"A cell of the workbook has more than {MAX_CELL:,} characters; shorten it."
            )


def refuse_doctype(*_: object) -> None:
    raise RefusedWorkbook(f"The workbook holds a document type (DOCTYPE), as no program writes it. {SAVE_AS}")


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
