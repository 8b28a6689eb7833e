"""The table of exports on pages of other entries (`admin/exports.html`)."""

from collections.abc import Sequence
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from productions.exports.admin.silence import describe_waiting_exports
from productions.exports.models import Export
from productions.shared.choices import ExportState

REFRESH_MODULE = "productions/refresh.js"
"""Renews the parts of a page that are marked `data-refresh`."""


def describe_exports(listed: Sequence[Export]) -> dict[str, Any]:
    """What the table shows of exports without their documents."""
    files = [export for export in listed if is_downloadable(export)]
    return {
        "exports": listed,
        "files_there": len(files),
        "downloadable": {export.pk for export in files},
        "refresh_module": find_refresh_module(),
        **describe_waiting_exports(listed),
    }


def is_downloadable(export: Export) -> bool:
    """Whether it has a file that is given out."""
    return export.state == ExportState.DONE and export.withdrawn_at is None and export.dropped_at is None


def find_refresh_module() -> str:
    """The address of the module; empty where the site has none."""
    return staticfiles_storage.url(REFRESH_MODULE) if finders.find(REFRESH_MODULE) else ""
