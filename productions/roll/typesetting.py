"""typst as all rolls use it: our own fonts only, and the same data are the same bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from productions.roll.fonts import SHIPPED, Fonts

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date inside the file never changes, so that the same roll is the same bytes."""


def set_pages(template: Path, data: Mapping[str, Any], fonts: Fonts = SHIPPED) -> bytes:
    """A PDF from a template that reads `data` as JSON from `sys.inputs.data`, and in it `fonts`, the families."""
    pdf: bytes = compiled(template, data, fonts, "pdf")
    return pdf


def set_pictures(template: Path, data: Mapping[str, Any], fonts: Fonts = SHIPPED) -> list[bytes]:
    """An SVG a page from a template, letters as outlines."""
    pictures: bytes | list[bytes] = compiled(template, data, fonts, "svg")
    return [pictures] if isinstance(pictures, bytes) else pictures


def compiled(template: Path, data: Mapping[str, Any], fonts: Fonts, form: Literal["pdf", "svg"]) -> Any:
    return typst.compile(
        template,
        format=form,
        font_paths=opened(fonts.folders),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**data, "fonts": fonts.families}, ensure_ascii=False)},
        timestamp=int(MADE.timestamp()),
    )


@lru_cache(maxsize=16)
def opened(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts in the folders and no others. Kept, since typst keeps with them what it has already laid out."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
