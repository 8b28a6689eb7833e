"""The table of exports on pages of other entries (`admin/exports.html`)."""

from collections.abc import Sequence
from typing import Any

from productions.exports.admin.silence import describe_waiting_exports
from productions.exports.models import Export
from productions.shared.choices import ExportState


def describe_exports(listed: Sequence[Export]) -> dict[str, Any]:
    """What the table shows of exports without their documents."""
    files = [export for export in listed if is_downloadable(export)]
    return {
        "exports": listed,
        "files_there": len(files),
        "downloadable": {export.pk for export in files},
        **describe_waiting_exports(listed),
    }


def is_downloadable(export: Export) -> bool:
    """Whether it has a file that is given out."""
    return export.state == ExportState.DONE and export.withdrawn_at is None and export.dropped_at is None
