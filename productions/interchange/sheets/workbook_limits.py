"""How large an uploaded workbook may be, and what its refusals have in common."""

from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence, join_sentences

MAX_FILE_BYTES = 10 * 1024 * 1024
"""Bytes of the uploaded file."""

MAX_INFLATED_BYTES = 60 * 1024 * 1024
"""Bytes of all parts together, inflated."""

MAX_MEMBERS = 200
MAX_INFLATION_RATIO = 200
"""Inflated bytes for one compressed byte of a part."""

MAX_ROWS = 20_000
MAX_COLUMNS = 300
"""A sheet with a row a cut and a column a role is that wide."""

MAX_FORMULAS = 200
MAX_XLSX_CELL_CHARACTERS = 32_767
"""Characters of one cell or string, as in Excel."""

MAX_WORKBOOK_CHARACTERS = 10_000_000
"""Characters of all cells of a workbook together: one long string may stand in a million cells."""

MAX_FILLED_CELLS = 2_000_000
"""Cells of all rows together, empty ones between others too: each takes 8 bytes."""

MAX_ELEMENTS = 3_000_000
"""XML elements of the whole workbook; 20,000 rows of 25 columns, every cell another text, have 2,000,000."""

MAX_CELL_ELEMENTS = 2_000
"""XML elements of one cell or string."""

MAX_OUTSIDE_ELEMENTS = 50_000
"""XML elements of one part outside cells and strings (formats, links): openpyxl keeps about 1 kB for each."""

MAX_ROW_ELEMENTS = 100_000
"""Rows of one sheet, empty ones that only have a format too."""

MAX_DEPTH = 64

SAVE_AS_XLSX = Sentence("Save it as an ordinary Excel workbook (.xlsx) or as CSV and upload it again.")
SPLIT_FILE = Sentence("Split it into several files.")
DAMAGED_WORKBOOK = join_sentences(Sentence("The workbook is damaged and cannot be read."), SAVE_AS_XLSX)
TOO_MUCH_WORKBOOK = join_sentences(
    Sentence("The workbook holds more than a sheet of credits needs."), SAVE_AS_XLSX
)
TOO_MANY_ROWS = join_sentences(
    Sentence("A sheet has more than %(limit)s rows.", limit=f"{MAX_ROWS:,}"), SPLIT_FILE
)
TOO_MANY_COLUMNS = Sentence(
    "A sheet has more than %(limit)s columns; delete those that hold no credits.", limit=MAX_COLUMNS
)
TOO_MANY_FORMULAS = Sentence(
    "The workbook has more than %(limit)s formulas; paste them as values and upload it again.",
    limit=MAX_FORMULAS,
)
TOO_MANY_CHARACTERS = join_sentences(
    Sentence("The sheet holds more than %(limit)s characters.", limit=f"{MAX_WORKBOOK_CHARACTERS:,}"),
    SPLIT_FILE,
)
TOO_LONG_CELL = Sentence(
    "A cell of the workbook has more than %(limit)s characters; shorten it.",
    limit=f"{MAX_XLSX_CELL_CHARACTERS:,}",
)


def refuse_doctype(*_: object) -> None:
    """A handler of expat. Raises UnreadableFile: entities of a document type can take any memory."""
    what = Sentence("The workbook holds a document type (DOCTYPE), as no program writes it.")
    raise UnreadableFile(join_sentences(what, SAVE_AS_XLSX))


def require_file_size(data: bytes) -> None:
    """Raises UnreadableFile for a file of more than MAX_FILE_BYTES."""
    if len(data) > MAX_FILE_BYTES:
        what = Sentence(
            "The file has %(bytes)s bytes; at most %(most)s are read.",
            bytes=f"{len(data):,}",
            most=f"{MAX_FILE_BYTES:,}",
        )
        raise UnreadableFile(join_sentences(what, SPLIT_FILE))
