"""typst as all rolls use it: our own fonts only, and the same data are the same bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from productions.roll.fonts import FOLDERS

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date inside the file never changes, so that the same roll is the same bytes."""


def set_pages(template: Path, data: Mapping[str, Any]) -> bytes:
    """A PDF from a template that reads `data` as JSON from `sys.inputs.data`."""
    pdf: bytes = compiled(template, data, "pdf")
    return pdf


def set_pictures(template: Path, data: Mapping[str, Any]) -> list[bytes]:
    """An SVG a page from a template, letters as outlines."""
    pictures: bytes | list[bytes] = compiled(template, data, "svg")
    return [pictures] if isinstance(pictures, bytes) else pictures


def compiled(template: Path, data: Mapping[str, Any], form: Literal["pdf", "svg"]) -> Any:
    return typst.compile(
        template,
        format=form,
        font_paths=list(FOLDERS),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(MADE.timestamp()),
    )
