"""The roll for a screen, as vector pages: 1920 px wide, white on black, whole-pixel rows, natural gaps."""

from pathlib import Path
from typing import BinaryIO

from productions.roll import screen, words
from productions.roll.document import RollDocument
from productions.roll.fonts import require_glyphs
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.layout import HD, parts_of, strip_of
from productions.roll.screen.pages import pages_of
from productions.roll.typesetting import set_pages

SUFFIX = "screen.pdf"
MEDIA_TYPE = "application/pdf"
LOSSLESS = False
TEMPLATE = Path(str(screen.__file__)).with_name("strip.typ")


def write(
    document: RollDocument, out: BinaryIO, *, lang: str = "ja", progress: Progress = ignore_progress
) -> None:
    """Raises LineTooWide and MissingGlyphs before any page is set."""
    parts = parts_of(document, lang=lang, raster=HD)
    require_glyphs(cell.text for part in parts for row in part.rows for cell in row.cells)
    progress(0.2)
    data = {
        "lang": lang,
        "title": words.title(document, lang),
        "width": HD.width,
        "pages": pages_of(parts, strip_of(parts, HD).gaps, HD),
    }
    out.write(set_pages(TEMPLATE, data))
    progress(1.0)
