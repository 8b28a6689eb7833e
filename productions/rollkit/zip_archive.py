"""Formats of several files go into one ZIP, so that an export stays one file. The same files are the same bytes."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that ZIP knows; ours never changes."""

FileParts = Sequence[bytes | memoryview]
"""A file as the bytes that follow one another in it, which are put together nowhere: a frame may have 33 MB."""


def write_zip(out: BinaryIO, files: Iterable[tuple[str, FileParts]], *, made_of: Iterable[str]) -> None:
    """Put files, as (name, parts), into a ZIP in the order they come: stored, since pictures are packed already.

    `made_of` is the archive's comment, a line each.
    """
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.comment = "\n".join(made_of).encode()
        for name, parts in files:
            with archive.open(make_zip_entry(name, sum(map(len, parts))), "w") as file:
                for part in parts:
                    file.write(part)


def make_zip_entry(name: str, size: int) -> ZipInfo:
    """What a ZIP says of a file of so many bytes: nothing of the moment or the machine."""
    entry = ZipInfo(name, EARLIEST_ZIP_DATE)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.file_size = size
    return entry
