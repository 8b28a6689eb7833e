"""The roll for a screen, as vector pages: 1920 px wide, white on black, whole-pixel rows, natural gaps."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import typst

from productions.roll import screen, words
from productions.roll.document import RollDocument
from productions.roll.fonts import FOLDERS, require_glyphs
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.layout import HD, parts_of, strip_of
from productions.roll.screen.pages import pages_of

SUFFIX = "screen.pdf"
MEDIA_TYPE = "application/pdf"
LOSSLESS = False
TEMPLATE = Path(str(screen.__file__)).with_name("strip.typ")
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date inside the file never changes, so that the same roll is the same bytes."""


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
    out.write(
        typst.compile(
            TEMPLATE,
            format="pdf",
            font_paths=list(FOLDERS),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(MADE.timestamp()),
        )
    )
    progress(1.0)
