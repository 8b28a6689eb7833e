"""What stands before every workbook that is a ZIP archive: sizes really inflated, no encryption, nothing that is no workbook."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.workbook_limits import (
    DAMAGED_WORKBOOK,
    MAX_INFLATED_BYTES,
    MAX_INFLATION_RATIO,
    MAX_MEMBERS,
    SAVE_AS_XLSX,
    SPLIT_FILE,
    require_file_size,
)
from productions.shared.sentences import Sentence, join_sentences

CHUNK_BYTES = 64 * 1024
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
ODS_MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_CONTENT = "content.xml"
OOXML_TYPES = "[Content_Types].xml"

EXPORT_FROM_NUMBERS = Sentence(
    "In Numbers, choose File, Export To, Excel, and upload the file that it makes."
)
NUMBERS_FILE = join_sentences(Sentence("The file is a Numbers document (.numbers)."), EXPORT_FROM_NUMBERS)
OTHER_FILES = {
    "xl/workbook.bin": join_sentences(Sentence("The file is a binary workbook (.xlsb)."), SAVE_AS_XLSX),
    "Index/Document.iwa": NUMBERS_FILE,
    "Index.zip": NUMBERS_FILE,
    "word/document.xml": join_sentences(Sentence("The file is a Word document."), SAVE_AS_XLSX),
    "ppt/presentation.xml": join_sentences(Sentence("The file is a PowerPoint presentation."), SAVE_AS_XLSX),
}
"""A member that only such a file has, and what to do with the file."""

LOCKED_WORKBOOK = Sentence("The workbook is protected by a password; remove it and upload the file again.")
LOCKED_ARCHIVE = Sentence("The archive is protected by a password; remove it and upload the file again.")


def looks_like_workbook(data: bytes) -> bool:
    """Whether the bytes are for this guard (a ZIP archive or an old Office file), not for a text reader."""
    return data.startswith((OLE_SIGNATURE, *ZIP_SIGNATURES))


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, its members looked at before anything is inflated. Raises UnreadableFile, for what goes wrong inside too."""
    require_file_size(data)
    if data.startswith(OLE_SIGNATURE):
        raise UnreadableFile(describe_ole_file(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            require_safe_members(archive.infolist())
            yield archive
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        NotImplementedError,  # what zipfile raises for a compression it lacks
    ) as error:
        raise UnreadableFile(DAMAGED_WORKBOOK) from error
    except (ValueError, LookupError) as error:
        # A part lies before the file's beginning, or is in an encoding that expat asks Python for.
        raise UnreadableFile(DAMAGED_WORKBOOK) from error


def is_open_document(data: bytes) -> bool:
    """Whether the archive is an OpenDocument file, by its members. Raises UnreadableFile."""
    with open_archive(data) as archive:
        names = archive.namelist()
        return ODS_CONTENT in names and OOXML_TYPES not in names


def describe_ole_file(data: bytes) -> Sentence:
    """What a compound file is: what Office before 2007 wrote, and how it wraps encrypted files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED_WORKBOOK
    return join_sentences(Sentence("The file is in the old Excel format (.xls)."), SAVE_AS_XLSX)


def require_safe_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by the list of members, before anything is inflated."""
    names = [member.filename for member in members]
    for name, sentence in OTHER_FILES.items():
        if name in names:
            raise UnreadableFile(sentence)
    if len(names) > MAX_MEMBERS:
        what = Sentence(
            "The workbook has %(parts)s parts; at most %(most)d are read.",
            parts=f"{len(names):,}",
            most=MAX_MEMBERS,
        )
        raise UnreadableFile(join_sentences(what, SPLIT_FILE))
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile(LOCKED_ARCHIVE)
    if len(set(map(str.casefold, names))) < len(names):
        raise UnreadableFile(DAMAGED_WORKBOOK)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise UnreadableFile(DAMAGED_WORKBOOK)


def inflate_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, room: int, size: int) -> bytes:
    """One part, counted as it comes out: what the archive declares of its sizes is not believed.

    `room`: bytes left of MAX_INFLATED_BYTES. `size`: bytes of the whole file, which no part's compressed form exceeds.
    """
    chunks = []
    length = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            length += len(chunk)
            if length > room:
                what = Sentence(
                    "The workbook inflates to more than %(limit)s bytes.", limit=f"{MAX_INFLATED_BYTES:,}"
                )
                raise UnreadableFile(join_sentences(what, SPLIT_FILE))
            if length > MAX_INFLATION_RATIO * max(1, min(member.compress_size, size)):
                what = Sentence(
                    "A part of the workbook inflates to more than %(limit)s times its size, as no sheet of credits does.",
                    limit=MAX_INFLATION_RATIO,
                )
                raise UnreadableFile(join_sentences(what, SAVE_AS_XLSX))
            chunks.append(chunk)
    return b"".join(chunks)
