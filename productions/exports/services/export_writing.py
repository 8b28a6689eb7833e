"""What a worker writes: the file of an export, or the ZIP of a package."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.timezone import get_default_timezone

from productions.exports.models import Export
from productions.exports.services.export_progress import ProgressReporter
from productions.releases.services.approvals import format_signature_line
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.packages import write_package
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import write_roll
from productions.studio_files.services.fonts import thaw_fonts
from productions.studio_files.services.logos import thaw_logos


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """`digest` is the file's SHA-256 in hexadecimal, `files` what is in a package, `notes` what people should look at."""

    digest: str
    notes: tuple[str, ...]
    files: tuple[Mapping[str, Any], ...] = ()


def write_export(export: Export, draft: Path, *, scratch: Path, reporter: ProgressReporter) -> WrittenExport:
    """Write the file to `draft`; `scratch` is a path for what goes into a package. Raises RollRefused, OSError, and what `reporter` does."""
    document = read_document(export.document, zone=get_default_timezone())
    options = RollOptions(
        lang=export.language,
        delivery=parse_screen_spec(export.delivery),
        fonts=thaw_fonts(export.fonts),
        logos=thaw_logos(export.logos),
        signed=tuple(format_signature_line(each) for each in export.approvals),
    )
    told: dict[str, Any] = {"progress": reporter.share, "count": reporter.count}
    files: tuple[Mapping[str, Any], ...] = ()
    with draft.open("wb") as out:
        if export.is_package:
            notes, packed = write_package(export.formats, document, out, options, scratch=scratch, **told)
            files = tuple(file.to_dict() for file in packed)
        else:
            notes = write_roll(export.format, document, out, options, **told)
        out.flush()
        os.fsync(out.fileno())
    return WrittenExport(reporter.digest_of(draft), notes, files)


def get_export_suffix(export: Export) -> str:
    """What the name of its file ends with."""
    return "zip" if export.is_package else WRITERS[export.format].suffix


def get_export_media_type(export: Export) -> str:
    return "application/zip" if export.is_package else WRITERS[export.format].media_type
