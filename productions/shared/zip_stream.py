"""Files as one ZIP that is sent while it is made: stored, piece by piece, in no file and in little memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

PIECE_BYTES = 256 * 1024
FILE_MODE = 0o100644 << 16
UNIX = 3


class PieceBuffer:
    """Where the archive is written, and what was written since it was emptied; nobody can go back in it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing behind it."""

    def empty(self) -> bytes:
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def stream_zip(files: Iterable[tuple[str, Path | bytes]], *, at: datetime) -> Iterator[bytes]:
    """A ZIP of files, or of short texts, by their names in it, each with the time `at`; names in UTF-8, ZIP64 where a file needs that."""
    buffer = PieceBuffer()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, content in files:
            entry = ZipInfo(name, at.timetuple()[:6])
            entry.create_system, entry.external_attr = UNIX, FILE_MODE
            entry.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
            with open_content(content) as source, archive.open(entry, "w") as target:
                while piece := source.read(PIECE_BYTES):
                    target.write(piece)
                    yield buffer.empty()
            yield buffer.empty()
    yield buffer.empty()


def open_content(content: Path | bytes) -> BinaryIO:
    return BytesIO(content) if isinstance(content, bytes) else content.open("rb")
