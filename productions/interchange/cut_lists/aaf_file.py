"""An AAF file opened from bytes by pyaaf2, which trusts what it reads: every read is counted, and no stream is longer than the file."""

from io import SEEK_CUR, SEEK_END, SEEK_SET, BytesIO

from aaf2.cfb import CompoundFileBinary
from aaf2.file import AAFFactory, AAFFile, AAFObjectManager
from aaf2.metadict import MetaDictionary

from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence
from productions.shared.time_limits import TimeLimitExceeded, is_over

MAX_READS = 500_000
"""Calls; the edit of a film of 2,000 cuts takes some 3,500."""
MAX_READ_FACTOR = 60
"""Bytes read for one of the file: sectors are read more than once, in that film three times."""


class CountedFile:
    """Bytes as a file to read from. Raises UnreadableFile where more is read than any edit takes, TimeLimitExceeded at the deadline."""

    def __init__(self, data: bytes) -> None:
        self.file = BytesIO(data)
        self.size = len(data)
        self.reads = self.passed = 0

    def count(self, length: int) -> None:
        self.reads += 1
        self.passed += length
        if self.reads > MAX_READS or self.passed > MAX_READ_FACTOR * max(self.size, 2**20):
            raise UnreadableFile(Sentence("The AAF is damaged, or larger than any edit; export it again."))
        if is_over():
            raise TimeLimitExceeded

    def read(self, size: int = -1) -> bytes:
        found = self.file.read(size)
        self.count(len(found))
        return found

    def readinto(self, buffer: bytearray) -> int:
        length = self.file.readinto(buffer)
        self.count(length)
        return length

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        if whence not in (SEEK_SET, SEEK_CUR, SEEK_END) or (whence == SEEK_SET and offset > self.size):
            raise UnreadableFile(Sentence("The AAF is damaged: it points beyond its end."))
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()


class GuardedAAF(AAFFile):  # type: ignore[misc]
    """pyaaf2's file over bytes instead of a path, with the lengths that it declares checked before anything is made of them."""

    def __init__(self, data: bytes) -> None:
        self.mode = "rb"
        self.f = CountedFile(data)
        self.cfb = CompoundFileBinary(self.f, self.mode)
        require_true_lengths(self.cfb, len(data))
        self.weakref_table: list[object] = []
        self.manager = AAFObjectManager(self)
        self.create = AAFFactory(self)
        self.is_open = True
        self.read_reference_properties()
        self.metadict = MetaDictionary(self)
        self.metadict.dir = self.cfb.find("/MetaDictionary-1")
        self.manager["/MetaDictionary-1"] = self.metadict
        self.root = self.manager.read_object("/")
        self.metadict.read_properties()


def require_true_lengths(storage: CompoundFileBinary, size: int) -> None:
    """Raise UnreadableFile where a stream says that it is longer than the file, since a buffer of that length would be made."""
    entries = len(storage.dir_fat_chain) * storage.sector_size // 128
    for number in range(entries):
        if storage.read_dir_entry(number).byte_size > size:
            raise UnreadableFile(Sentence("The AAF is damaged: a part says that it is longer than the file."))
