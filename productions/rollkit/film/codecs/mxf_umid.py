"""The names of packages inside an MXF file (UMID, SMPTE ST 330), of their own for each roll and the same each time.

FFmpeg writes a random one, or with its bitexact flag nothing but zeros: editing suites would take all our files for
one. It stands in the header, in the footer and before every frame, so it is put in while the file goes by.
"""

import json
from hashlib import sha256
from typing import BinaryIO

from productions.rollkit.layout.reel import Reel

EMPTY_UMID = bytes.fromhex("060a2b340101010501010d0013000000") + bytes(15)
"""Label, length and instance number, and what FFmpeg leaves clear of the material number; one byte for the package follows."""


class UmidWriter:
    """A file to write, seekable, that puts the name in wherever FFmpeg left it clear. Ends with `finish`."""

    def __init__(self, out: BinaryIO, reel: Reel) -> None:
        told = json.dumps([reel.digest, reel.lang, reel.delivery.to_dict()], sort_keys=True)
        self.out, self.named = out, EMPTY_UMID[:16] + sha256(told.encode()).digest()[:15]
        self.kept = b""

    def write(self, data: bytes) -> int:
        """All but what may be the beginning of a name goes on at once."""
        data = (self.kept + bytes(data)).replace(EMPTY_UMID, self.named)
        keep = next(
            (size for size in range(len(EMPTY_UMID) - 1, 0, -1) if data.endswith(EMPTY_UMID[:size])), 0
        )
        self.kept = data[len(data) - keep :]
        self.out.write(data[: len(data) - keep])
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.finish()
        return self.out.seek(offset, whence)

    def tell(self) -> int:
        return self.out.tell() + len(self.kept)

    def finish(self) -> None:
        self.out.write(self.kept)
        self.kept = b""
