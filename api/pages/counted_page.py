"""What pages with figures of the whole record have in common: they change with each count, which is no event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase

from api.http.responses import build_response
from api.pages.public_page import PublicPage
from api.pages.reads import read
from api.read.newest_event import read_last_modified


class CountedPage(PublicPage):
    """One page. `describe` gives the answer of `statistics/` as `statistics`."""

    def read_statistics(self) -> dict[str, Any]:
        """What was counted last; `counted_at` is a moment."""
        found: dict[str, Any] = read("statistics")
        counted_at = found["counted_at"]
        return {**found, "counted_at": counted_at and datetime.fromisoformat(counted_at)}

    def respond(self, context: dict[str, Any]) -> HttpResponseBase:
        counted_at = context["statistics"]["counted_at"]
        moments = [read_last_modified(), counted_at and int(counted_at.timestamp())]
        return build_response(
            self.request,
            self.write(context),
            self.media_type,
            modified=max((moment for moment in moments if moment is not None), default=None),
        )
