"""What stands between an uploaded XLSX workbook and openpyxl: sizes really inflated, no macros, no DOCTYPE.

openpyxl trusts the file: one cell named ZZZZZZ1, ten million styles or an entity would take its memory. So
every part is inflated here once, counted as it comes out, read by a parser that keeps nothing, and only parts
that passed are handed on, in an archive written anew.
"""

import io
import zipfile
from pathlib import PurePosixPath

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.workbook_limits import MAX_INFLATED_BYTES, SAVE_AS_XLSX
from productions.interchange.sheets.xlsx_inspector import WorkbookInspector
from productions.interchange.sheets.zip_guard import OOXML_TYPES, inflate_member, open_archive
from productions.shared.sentences import Sentence, join_sentences
from productions.shared.time_limits import stop_at_deadline

HAS_MACROS = join_sentences(Sentence("Workbooks with macros are not opened."), SAVE_AS_XLSX)
NO_WORKBOOK = join_sentences(Sentence("The file is a ZIP archive without a workbook."), SAVE_AS_XLSX)


def sanitize_workbook(data: bytes) -> bytes:
    """The same workbook, holding only the XML parts, which were inspected. Raises UnreadableFile."""
    with open_archive(data) as archive:
        names = archive.namelist()
        if any(PurePosixPath(name).name.casefold() == "vbaproject.bin" for name in names):
            raise UnreadableFile(HAS_MACROS)
        if OOXML_TYPES not in names:
            raise UnreadableFile(NO_WORKBOOK)
        return copy_xml_parts(archive, len(data))


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
            if member.filename == OOXML_TYPES and b"macroEnabled" in part:
                raise UnreadableFile(HAS_MACROS)
            watch.read(part)
            copy.writestr(zipfile.ZipInfo(member.filename), part)
    return out.getvalue()
