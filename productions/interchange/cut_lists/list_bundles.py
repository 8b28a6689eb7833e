"""Bundles of an edit: `.otioz`, and a `.fcpxmld` that was zipped. Only the list in them is taken out; media are never opened."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.interchange.problems import UnreadableFile
from productions.interchange.sheets.zip_guard import ZIP_SIGNATURES
from productions.shared.sentences import Sentence

ENTRY_SIGNATURE = b"PK\x01\x02"
MAX_ENTRIES = 20_000
LIST_NAMES = ("content.otio", "Info.fcpxml")
"""Where OpenTimelineIO and Final Cut Pro put the list."""
MACHINE_FOLDER = "__MACOSX"


def looks_like_bundle(data: bytes) -> bool:
    return data.startswith(ZIP_SIGNATURES)


def extract_list(data: bytes) -> bytes:
    """The list of a bundle. Raises UnreadableFile."""
    if len(data) > MAX_LIST_BYTES:
        megabytes = MAX_LIST_BYTES // 1024**2
        raise UnreadableFile(
            Sentence(
                "The bundle has more than %(most)d MB; export the time line without its media.",
                most=megabytes,
            )
        )
    if data.count(ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise UnreadableFile(Sentence("The bundle has more than %(limit)s files.", limit=f"{MAX_ENTRIES:,}"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return inflate_list(archive, find_list_entry(archive))
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,  # what zipfile raises for a compression it lacks
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise UnreadableFile(Sentence("The bundle is damaged, or protected by a password.")) from error


def find_list_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one list of the archive. Raises UnreadableFile where there is none, or several."""
    found = [
        entry
        for entry in archive.infolist()
        if PurePosixPath(entry.filename).name in LIST_NAMES and MACHINE_FOLDER not in entry.filename
    ]
    if len(found) != 1:
        raise UnreadableFile(
            Sentence("The archive is no bundle of one time line (.otioz, .fcpxmld); export one of these.")
        )
    return found[0]


def inflate_list(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What the entry holds, counted as it comes out: what the archive declares of its size is not believed."""
    with archive.open(entry) as stream:
        found = stream.read(MAX_LIST_BYTES + 1)
    if len(found) > MAX_LIST_BYTES:
        raise UnreadableFile(Sentence("The list has more than %(most)d MB.", most=MAX_LIST_BYTES // 1024**2))
    return found
