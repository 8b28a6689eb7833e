"""The finished files of several exports as one download."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.exports.models import Export
from productions.exports.queries import ExportQuerySet
from productions.exports.services.export_files import NoFile, get_export_filename, get_export_path
from productions.exports.services.stored_files import require_intact
from productions.rollkit.packages import format_manifest
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal

MAX_BUNDLED_FILES = 100


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files by the names that they are given out by. `missing`: why others are not in it, a sentence each.

    `manifest` says of each file what it is: format, language and screen, its size in bytes and its SHA-256.
    """

    files: tuple[tuple[str, Path], ...]
    missing: tuple[str, ...]
    manifest: tuple[Mapping[str, Any], ...]

    def write_manifest(self) -> bytes:
        """The manifest as JSON that people can read."""
        return format_manifest({"files": self.manifest})


def filter_downloadable(exports: ExportQuerySet[Export]) -> ExportQuerySet[Export]:
    """Those whose file can be had."""
    return exports.filter(state=ExportState.DONE, withdrawn_at=None, dropped_at=None)


def gather_bundle(exports: ExportQuerySet[Export], *, now: datetime) -> Bundle:
    """The files of these exports, each name once: the newest of it. Raises Refusal where there is none, or too many.

    A file that changed on disk is made again and is not in it (`require_intact`).
    """
    rows = filter_downloadable(exports).newest_first()
    if rows.count() > MAX_BUNDLED_FILES:
        raise Refusal(
            ngettext(
                "At most %d file can be downloaded at once; choose an episode or an issue.",
                "At most %d files can be downloaded at once; choose an episode or an issue.",
                MAX_BUNDLED_FILES,
            )
            % MAX_BUNDLED_FILES
        )
    files: dict[str, Path] = {}
    manifest: list[Mapping[str, Any]] = []
    missing: list[str] = []
    for name, export in name_exports(rows):
        if name in files:
            continue
        try:
            files[name] = require_intact(export, get_export_path(export), now=now)
        except NoFile as refusal:
            missing.append(_("%(file)s: %(reason)s") % {"file": name, "reason": refusal})
        else:
            manifest.append(describe_bundled_file(name, export))
    if not files:
        raise Refusal(*(missing or [_("There is no finished file to download yet.")]))
    return Bundle(tuple(files.items()), tuple(missing), tuple(manifest))


def describe_bundled_file(name: str, export: Export) -> Mapping[str, Any]:
    """A line of the manifest: `delivery` is what the screen was asked for, without the template's blocks."""
    delivery = dict(export.delivery)
    if template := delivery.pop("template", None):
        delivery["template"] = {key: template[key] for key in ("name", "version")}
    return {
        "name": name,
        "export": str(export.uid),
        "format": export.format,
        **({"formats": export.formats} if export.is_package else {}),
        "language": export.language,
        "bytes": export.size,
        "sha256": export.digest,
        **({"delivery": delivery} if delivery else {}),
    }


def name_exports(exports: ExportQuerySet[Export]) -> Iterator[tuple[str, Export]]:
    """Exports with their file names; one document is in memory at a time."""
    for export in exports.iterator(chunk_size=1):
        name = get_export_filename(export)
        export.document = ""
        yield name, export
