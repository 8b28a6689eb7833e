"""The page of one cut: who did what in it, with which tools, when it is on screen, and what stands around it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api.pages.ai_story import arrange_uses
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.episode_page import LONG_PAGES, find_adjacent_entries
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, list_unnamed

CUTS_AROUND = 12
"""Cuts of the strip on either side."""


class CutPage(PublicPage):
    """One cut."""

    template_name = "pages/cut.html"
    shown = "cut-detail"

    def describe(self, uid: UUID) -> dict[str, Any]:
        cut = read("cut-detail", self.wording, uid=uid)
        own = {"cut": str(uid), **self.wording}
        staff = list(iter_entries("production-staff", own, uid=cut["production"]["uid"]))
        part = self.list_part(cut)
        around = list(slice_around(part, cut["uid"]))
        strips = arrange_strips(around)
        return {
            "cut": cut,
            "summary": next(row for row in part if row["uid"] == cut["uid"]),
            "staff": arrange_staff(staff),
            "unnamed": list_unnamed(staff),
            "ai_lines": arrange_uses(iter_entries("ai-use-list", own)),
            "stretches": read("cut-on-screen", uid=uid),
            "relations": read("cut-relations", uid=uid),
            "neighbours": find_adjacent_entries(part, cut["uid"]),
            "strips": strips,
            "legend": list_legend(strips),
        }

    def list_part(self, cut: dict[str, Any]) -> list[dict[str, Any]]:
        """All cuts of its episode or, outside episodes, of its work, in the order of the film."""
        asked = {**LONG_PAGES, **self.wording}
        if cut["episode"] is not None:
            return list(iter_entries("episode-cut-summaries", asked, uid=cut["episode"]["uid"]))
        rows = iter_entries("production-cut-summaries", asked, uid=cut["production"]["uid"])
        return [row for row in rows if row["episode"] is None]


def slice_around(part: list[dict[str, Any]], uid: str) -> list[dict[str, Any]]:
    """The cut with some before it and some after."""
    place = next(index for index, row in enumerate(part) if row["uid"] == uid)
    return part[max(0, place - CUTS_AROUND) : place + CUTS_AROUND + 1]
