"""Looks for planted values in whatever form an answer or a file has them."""

import base64
import binascii
import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote_plus

import pyarrow.parquet
import pypdfium2
import zstandard

HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
DROPPED = re.compile(r"[\W_]+")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TAG = re.compile(r"<[^>]*>")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
LONGEST_BASE64 = 300_000
"""Bytes of an answer that is looked through for base64: cursors and cookies are short."""
PIXELS = re.compile(rb"IDAT.*IEND", re.DOTALL)
DIGEST_LENGTH = 24
"""Hexadecimal digits by which a digest is known again: no answer shows fewer of them."""


def fold(text: str) -> str:
    """Equal for NFC and NFD, full and half width, hiragana and katakana, capitals, spaces and punctuation."""
    if text.isascii():
        return DROPPED.sub("", text.lower())
    plain = unicodedata.normalize("NFKC", text).casefold().translate(HIRAGANA)
    return DROPPED.sub("", plain)


def readings(data: bytes) -> Iterator[str]:
    """The text of some bytes: as UTF-8 and UTF-16, without escapes and tags, and what is in it as base64."""
    text = data.decode("utf-8", "replace")
    yield text
    if data.count(b"\0") > len(data) // 4:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")
            yield data[start:].decode("utf-16-be", "replace")
    if "%" in text:
        yield unquote_plus(text)
    if "\\u" in text:
        yield ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "&" in text:
        yield html.unescape(text)
    if "<" in text:
        yield html.unescape(TAG.sub("", text))
    if len(data) < LONGEST_BASE64:
        for token in set(BASE64.findall(data)):
            if (found := decoded(token)) is not None:
                yield found


def decoded(token: bytes) -> str | None:
    """What a text in base64 says, or None where it says nothing."""
    padded = token + b"=" * (-len(token) % 4)
    try:
        return base64.b64decode(padded, altchars=b"-_" if b"-" in token or b"_" in token else None).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def contents(data: bytes) -> Iterator[bytes]:
    """The bytes themselves, or where they are packed what a reader of their format finds in them."""
    if data.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from contents(archive.read(name))
    elif data.startswith(b"\x1f\x8b"):
        yield from contents(gzip.decompress(data))
    elif data.startswith(b"\x28\xb5\x2f\xfd"):
        yield from contents(zstandard.ZstdDecompressor().decompressobj().decompress(data))
    elif data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        yield json.dumps(document.get_metadata_dict(), ensure_ascii=False).encode()
        for page in document:
            yield page.get_textpage().get_text_range().encode()
    elif data.startswith(b"PAR1"):
        rows = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
        yield json.dumps(rows, ensure_ascii=False, default=str).encode()
    elif data.startswith(b"\x89PNG"):
        yield PIXELS.sub(b"", data)
    else:
        yield data


class Needles:
    """The values by what they are: `family name` → the texts. Labels that are found are what `found` returns."""

    def __init__(self, values: dict[str, Iterable[str]]) -> None:
        self.values: dict[str, set[str]] = {}
        for label, texts in values.items():
            self.add(label, *texts)
        self.seen = lru_cache(maxsize=None)(self.search)

    def add(self, label: str, *texts: str) -> None:
        self.values.setdefault(label, set()).update(fold(text) for text in texts if text)

    def add_digests(self, label: str, *digests: str) -> None:
        """Hexadecimal digests, of which an answer may show the beginning only."""
        self.add(label, *(digest[:DIGEST_LENGTH] for digest in digests))

    def found(self, data: bytes | str) -> frozenset[str]:
        return self.seen(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)

    def search(self, data: bytes) -> frozenset[str]:
        folded = fold("\n".join(text for part in contents(data) for text in readings(part)))
        return frozenset(
            label for label, texts in self.values.items() if any(text in folded for text in texts)
        )

    def forget(self) -> None:
        """After values were added: what was looked at before is looked at again."""
        self.seen.cache_clear()
