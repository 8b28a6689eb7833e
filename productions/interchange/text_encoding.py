"""Bytes of a text file as text: read what is certain, name the rest, never guess.

Read: UTF-8 with or without BOM, UTF-16 with BOM (both byte orders), Shift_JIS as Windows writes it (cp932).
A file that two encodings could explain is refused, because a wrong guess would turn names into other names.
"""

from dataclasses import dataclass

from productions.interchange.problems import UnreadableFile
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence, join_sentences

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
"""Unicode 16, section 23.8. UTF-32's marks are looked for first: the little one begins like UTF-16's."""

FILE_SIGNATURES = (
    (b"\xff\xfe\x00\x00", Sentence("The file is UTF-32 text, not plain text.")),
    (b"\x00\x00\xfe\xff", Sentence("The file is UTF-32 text, not plain text.")),
    (b"PK\x03\x04", Sentence("The file is a ZIP archive or an Office file, not plain text.")),
    (b"PK\x05\x06", Sentence("The file is an empty ZIP archive, not plain text.")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Sentence("The file is an old or encrypted Office file (.xls, .doc), not plain text."),
    ),
    (b"%PDF", Sentence("The file is a PDF, not plain text.")),
    (b"{\\rtf", Sentence("The file is rich text (RTF), not plain text.")),
    (b"\x89PNG", Sentence("The file is a picture (PNG), not plain text.")),
    (b"\xff\xd8\xff", Sentence("The file is a picture (JPEG), not plain text.")),
    (b"GIF8", Sentence("The file is a picture (GIF), not plain text.")),
    (b"\x1f\x8b", Sentence("The file is a gzip archive, not plain text.")),
    (b"7z\xbc\xaf\x27\x1c", Sentence("The file is a 7z archive, not plain text.")),
    (b"Rar!\x1a\x07", Sentence("The file is a RAR archive, not plain text.")),
)
"""How files that are no text begin, and what they are called; the formats' own specifications."""

ISO_2022_JP_PATTERN = compile_late(rb"\x1b(?:\$[@B]|\([JI])")
"""Escape sequences of ISO-2022-JP (RFC 1468): Kanji in, Roman and kana."""

NOT_SHIFT_JIS_PATTERN = compile_late("[\x01-\x08\x0e-\x1f\x7f-\xa0\uf8f0-\uf8f3]")
"""What Python's cp932 makes of bytes that Shift_JIS text never has: controls and the unused single bytes."""

RIVAL_ENCODINGS = ("euc_jp", "gb2312", "big5", "euc_kr")
"""Encodings whose lead bytes all lie above 0xA0. Japanese text in Shift_JIS has lead bytes below it (all kana
and most kanji), so what a rival explains too is hardly Shift_JIS."""

KANA_PATTERN = compile_late("[ぁ-ヶ]")
HIGH_BYTES_PATTERN = compile_late(rb"[\x80-\xff]+")
SAVE_AS_UTF8 = Sentence("Save it as UTF-8 (in Excel: “CSV UTF-8”) and upload it again.")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file, line ends as they were, and the encoding's name for people."""

    text: str
    encoding: str


def decode_text_file(data: bytes) -> DecodedText:
    """The text that `data` holds. Raises UnreadableFile with one sentence on what it is and what to do.

    NULs in few of the lines stay in the text: whoever reads it refuses those lines, and reads the others.
    """
    for signature, sentence in FILE_SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(join_sentences(sentence, SAVE_AS_UTF8))
    for mark, codec, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return DecodedText(decode_after_mark(data[len(mark) :], codec, name), name)
    if b"\0" in data and not has_few_nuls(data):
        raise UnreadableFile(join_sentences(describe_nul_bytes(data), SAVE_AS_UTF8))
    if ISO_2022_JP_PATTERN.search(data):
        what = Sentence("The file looks like ISO-2022-JP (JIS) text.")
        raise UnreadableFile(join_sentences(what, SAVE_AS_UTF8))
    text = try_decode(data, "utf-8")
    if text is not None:
        return DecodedText(text, "UTF-8")
    text = try_decode(data, "cp932")
    if (
        text is None
        or NOT_SHIFT_JIS_PATTERN.search(text)
        or is_western_text(data)
        or list_rival_encodings(data)
    ):
        raise UnreadableFile(join_sentences(describe_undecodable_bytes(data), SAVE_AS_UTF8))
    return DecodedText(text, "Shift_JIS")


def decode_after_mark(data: bytes, codec: str, name: str) -> str:
    """Text after its byte order mark; a mark is a promise, so a broken byte is named by its place."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, errors="ignore").count("\n") + 1
        what = Sentence(
            "The file begins as %(encoding)s, but line %(line)d breaks it.", encoding=name, line=line
        )
        raise UnreadableFile(join_sentences(what, SAVE_AS_UTF8)) from None


def has_few_nuls(data: bytes) -> bool:
    """Whether fewer than half of the lines hold a NUL; UTF-16 and UTF-32 have one at every line's end."""
    lines = data.split(b"\n")
    return sum(b"\0" in line for line in lines) * 2 < len(lines)


def try_decode(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def list_rival_encodings(data: bytes) -> tuple[str, ...]:
    """The East Asian encodings, other than Shift_JIS, that could explain the bytes."""
    return tuple(codec for codec in RIVAL_ENCODINGS if try_decode(data, codec) is not None)


def is_western_text(data: bytes) -> bool:
    """Whether every byte above ASCII stands alone and is an accented letter of Windows-1252 (À to ÿ).

    Japanese text has runs of such bytes, or lead bytes below 0xC0; `Réal` read as Shift_JIS would be `R饌l`.
    """
    runs = HIGH_BYTES_PATTERN.findall(data)
    return bool(runs) and all(len(run) == 1 and run[0] >= 0xC0 and run not in b"\xd7\xf7" for run in runs)


def describe_nul_bytes(data: bytes) -> Sentence:
    """One sentence on bytes with NULs: UTF-16 or UTF-32 without a mark have them in every character."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even + odd >= len(data) // 2 and min(even, odd) > 0:
        return Sentence("The file looks like UTF-32 text without a byte order mark.")
    if (even == 0 or odd == 0) and try_decode(data, "utf-16-le" if even == 0 else "utf-16-be"):
        return Sentence("The file looks like UTF-16 text without a byte order mark.")
    return Sentence("The file holds NUL bytes, so it is no plain text.")


def describe_undecodable_bytes(data: bytes) -> Sentence:
    """One sentence on bytes that are no UTF-8 and not surely Shift_JIS."""
    runs = HIGH_BYTES_PATTERN.findall(data)
    repaired = data.decode("utf-8", errors="ignore")
    if len(repaired.encode()) > len(data) - sum(map(len, runs)) // 2:
        line = data.decode("utf-8", errors="replace").partition("�")[0].count("\n") + 1
        return Sentence("The file is mostly UTF-8, but line %(line)d holds bytes that are not.", line=line)
    if is_western_text(data):
        return Sentence("The file looks like Western European text (Windows-1252).")
    if "euc_jp" in list_rival_encodings(data) and KANA_PATTERN.search(data.decode("euc_jp")):
        return Sentence("The file looks like EUC-JP text.")
    if list_rival_encodings(data):
        return Sentence("The file looks like EUC-JP, Chinese or Korean text.")
    return Sentence("The file is no text in UTF-8, UTF-16 or Shift_JIS.")
