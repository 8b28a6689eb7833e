"""What somebody who waits is told when nobody works."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from productions.exports.models import Export
from productions.exports.services.export_silence import WaitingKind, find_export_silence
from productions.shared.choices import OPEN_EXPORT_STATES


def describe_silence(waiting: Iterable[WaitingKind]) -> str:
    """For those who wait for such exports: that no worker was seen for a minute, or nothing."""
    silence = find_export_silence(waiting)
    if silence is None:
        return ""
    if silence.since is None:
        return _("No worker has ever run here, so exports are waiting; whoever runs the site must start one.")
    told = _("No worker has been seen since %(time)s, so exports wait; whoever runs the site must start one.")
    return told % {"time": localize(localtime(silence.since))}


def describe_waiting_exports(listed: Iterable[Export]) -> dict[str, Any]:
    """For a page that lists exports: whether any goes on, and what is told when nobody works on them."""
    waiting = {(export.format, export.has_films) for export in listed if export.state in OPEN_EXPORT_STATES}
    return {"exports_open": bool(waiting), "silence": describe_silence(waiting)}
