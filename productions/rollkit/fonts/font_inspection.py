"""A font that somebody uploaded: what it is, and whether a roll may and can be set in it.

`inspect_font` reads it in a process of its own with little memory and time, since its bytes are a stranger's.
"""

import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import typst

from productions.rollkit.fonts.font_faces import open_font
from productions.rollkit.fonts.font_set import DEFAULT_FAMILY, read_font_version
from productions.rollkit.sandbox import FileRefused, print_file_facts, read_in_sandbox
from productions.shared.sentences import Sentence

FONT_SIGNATURES = {b"OTTO": "otf", b"\0\1\0\0": "ttf", b"true": "ttf"}
OTHER_FONT_FORMATS = {
    b"ttcf": Sentence(
        "This is a collection of several fonts (TTC); save the one that you need as OTF or TTF and upload that."
    ),
    b"wOFF": Sentence("This is a web font (WOFF); upload the OTF or TTF file."),
    b"wOF2": Sentence("This is a web font (WOFF2); upload the OTF or TTF file."),
}
REQUIRED_TABLES = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2"})
OUTLINE_TABLES = frozenset({b"glyf", b"CFF "})
COLOUR_TABLES = frozenset({b"COLR", b"SVG ", b"CBDT", b"sbix"})

EMBEDDING_LEVEL_MASK = 0x000F
RESTRICTED_LICENCE, NO_SUBSETTING, BITMAP_EMBEDDING_ONLY = 0x0002, 0x0100, 0x0200
"""Bits of fsType in the table OS/2: how the licence lets the font be embedded (OpenType 1.9)."""

SUBFAMILY_NAME_IDS = (17, 2)
"""Name records of the style, the typographic one first."""


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What the font says of itself: family and weight (usWeightClass) as typst knows them, style and version as texts."""

    family: str
    style: str
    weight: int
    version: str


def detect_font_suffix(head: bytes) -> str:
    """The suffix of a file by its first four bytes. Raises FileRefused for what is no single OpenType font."""
    if head[:4] in FONT_SIGNATURES:
        return FONT_SIGNATURES[head[:4]]
    raise FileRefused(
        OTHER_FONT_FORMATS.get(head[:4], Sentence("This is not a font; upload an OTF or TTF file."))
    )


def inspect_font(path: Path) -> FontFacts:
    """The facts of the only font in `path`'s folder, found by another process. Raises FileRefused."""
    unreadable = Sentence("The font cannot be read: it is broken, or far too large to work with.")
    return FontFacts(**read_in_sandbox(__name__, path, unreadable=unreadable))


def read_font_facts(path: Path) -> FontFacts:
    """The facts, found in this process. Raises FileRefused."""
    require_font_tables(path.read_bytes())
    face = open_font(str(path)).face
    if not face.glyph_count or not len(face.unicodes):
        raise FileRefused(Sentence("The font has no characters."))
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[path.parent])
    if len(known.fonts()) != 1:
        raise FileRefused(
            Sentence("The font cannot be read: it is broken, or has no PostScript name (name 6).")
        )
    (info,) = known.fonts()
    if info.style != "normal":
        raise FileRefused(
            Sentence("This is an italic, but rolls are set upright; upload the upright font of the family.")
        )
    if info.family == DEFAULT_FAMILY:
        raise FileRefused(
            Sentence(
                "%(family)s comes with the program; there is no need to upload it.", family=DEFAULT_FAMILY
            )
        )
    require_settable_font(known, info.family, "".join(map(chr, sorted(face.unicodes))))
    style = next((name for number in SUBFAMILY_NAME_IDS if (name := face.get_name(number))), "")
    return FontFacts(info.family, style, info.weight, read_font_version(path))


def require_font_tables(data: bytes) -> None:
    """Raise FileRefused unless the tables lie inside the file, are those of an outline font, and allow embedding."""
    detect_font_suffix(data)
    (count,) = struct.unpack_from(">H", data, 4)
    if len(data) < 12 + 16 * count:
        raise FileRefused(Sentence("The font file is incomplete; upload the whole file."))
    records = [struct.unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count)]
    tables = {tag: (offset, length) for tag, _sum, offset, length in records}
    if any(offset + length > len(data) for offset, length in tables.values()):
        raise FileRefused(Sentence("The font file is incomplete; upload the whole file."))
    if not tables.keys() >= REQUIRED_TABLES or not tables.keys() & OUTLINE_TABLES:
        raise FileRefused(Sentence("The file lacks tables that every font with outlines has."))
    if b"fvar" in tables:
        raise FileRefused(Sentence("This is a variable font; upload the files of single weights instead."))
    if tables.keys() & COLOUR_TABLES:
        raise FileRefused(Sentence("This is a colour font; rolls are set in one colour."))
    offset, length = tables[b"OS/2"]
    if length < 10:
        raise FileRefused(Sentence("The font file is incomplete; upload the whole file."))
    require_embedding_licence(*struct.unpack_from(">H", data, offset + 8))


def require_embedding_licence(embedding: int) -> None:
    """Raise FileRefused where the font's own bits forbid to put it into a PDF."""
    if embedding & EMBEDDING_LEVEL_MASK == RESTRICTED_LICENCE:
        raise FileRefused(
            Sentence(
                "The font's maker forbids embedding (fsType: restricted licence), and a roll embeds its fonts; ask the "
                "maker for a licence and a file that allow it."
            )
        )
    if embedding & (NO_SUBSETTING | BITMAP_EMBEDDING_ONLY):
        raise FileRefused(
            Sentence(
                "The font's maker forbids embedding parts of it as outlines (fsType), and a roll does just that; ask the "
                "maker for a file that allows it."
            )
        )


def require_settable_font(known: typst.Fonts, family: str, text: str) -> None:
    """Raise FileRefused unless a page comes out with every character of the font on it."""
    source = "#set text(font: sys.inputs.family, fallback: false)\n#sys.inputs.text"
    try:
        typst.compile(
            source.encode(),
            format="pdf",
            font_paths=known,
            ignore_system_fonts=True,
            sys_inputs={"family": family, "text": text},
        )
    except RuntimeError as error:
        raise FileRefused(Sentence("No page can be set in this font: it is broken.")) from error


if __name__ == "__main__":
    print_file_facts(read_font_facts, Path(sys.argv[1]))
