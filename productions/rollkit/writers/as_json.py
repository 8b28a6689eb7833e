"""The document itself, as canonical JSON (RFC 8785): the lossless format. `lang` changes nothing."""

from collections.abc import Sequence
from typing import BinaryIO

from productions.rollkit.document.model import RollDocument
from productions.rollkit.progress import Progress, ignore_progress
from productions.shared.site_languages import WORK_LANGUAGE


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """UTF-8 without a byte order mark."""
    out.write(document.to_bytes())
    progress(1.0)
