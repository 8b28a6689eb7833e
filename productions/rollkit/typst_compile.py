"""typst as all rolls use it: our own fonts only, and the same data are the same bytes."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.font_set import SHIPPED_FONTS, FontSet
from productions.shared.sentences import Sentence, join_with_commas

TYPST_ROOT = Path("/")
"""Pictures have their whole paths."""
FIXED_TIMESTAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""The date inside the file never changes, so that the same roll is the same bytes."""
POINTS_PER_INCH = 72
"""Of typst's lengths (PostScript's points): at as many pixels an inch, a point is a pixel."""
ARCHIVAL_STANDARD: Final = "a-2a"
"""Typst checks a page by its rules while it writes; no validator of others has."""


class FontFailed(RollRefused):
    """A studio's font is broken where a page needs it. One sentence with what typst says."""


def compile_pdf(template: Path, data: Mapping[str, Any], fonts: FontSet = SHIPPED_FONTS) -> bytes:
    """A PDF from a template that reads `data` as JSON from `sys.inputs.data`, and in it `fonts`, the families."""
    pdf: bytes = compile_typst(template, data, fonts, "pdf")
    return pdf


def compile_archival_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """A PDF by the rules of archives (PDF/A-2a, ISO 19005-2): tagged, with its fonts and nothing from elsewhere."""
    pdf: bytes = compile_typst(template, data, SHIPPED_FONTS, "pdf", standards=[ARCHIVAL_STANDARD])
    return pdf


def compile_svgs(template: Path, data: Mapping[str, Any], fonts: FontSet = SHIPPED_FONTS) -> list[bytes]:
    """An SVG a page from a template, letters as outlines."""
    pictures: bytes | list[bytes] = compile_typst(template, data, fonts, "svg")
    return [pictures] if isinstance(pictures, bytes) else pictures


def compile_png(template: Path, data: Mapping[str, Any]) -> bytes:
    """The one page of a template as a picture, a pixel for each point."""
    picture: bytes = compile_typst(template, data, SHIPPED_FONTS, "png")
    return picture


def compile_typst(
    template: Path,
    data: Mapping[str, Any],
    fonts: FontSet,
    form: Literal["pdf", "svg", "png"],
    *,
    standards: Sequence[Literal["a-2a"]] = (),
) -> Any:
    """Raises FontFails where it is a studio's font that cannot be set."""
    try:
        return typst.compile(
            template,
            root=TYPST_ROOT,
            format=form,
            ppi=POINTS_PER_INCH,
            font_paths=open_font_folders(fonts.folders),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps({**data, "fonts": fonts.chain}, ensure_ascii=False)},
            timestamp=int(FIXED_TIMESTAMP.timestamp()),
            pdf_standards=list(standards),
        )
    except typst.TypstError as error:
        if fonts.families == SHIPPED_FONTS.families:
            raise
        raise FontFailed(
            Sentence(
                "The pages cannot be set in %(fonts)s (%(error)s); ask the font's maker for a complete file, or choose another font.",
                fonts=join_with_commas(fonts.families),
                error=error.message,
            )
        ) from error


@lru_cache(maxsize=16)
def open_font_folders(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts in the folders and no others. Kept, since typst keeps with them what it has already laid out."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
