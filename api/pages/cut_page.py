"""The page of one cut: who did what in it, with which tools, when it is on screen, and what stands around it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api.pages.ai_story import arrange_uses
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.episode_page import find_adjacent_entries
from api.pages.linked_data import describe_linked_cut, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, list_unnamed
from api.pages.work_reads import iter_staff, list_cut_summaries


class CutPage(PublicPage):
    """One cut."""

    template_name = "pages/cut.html"
    shown = "cut-detail"
    has_box = True

    def describe(self, uid: UUID) -> dict[str, Any]:
        cut = read("cut-detail", self.wording, uid=uid)
        own = {"cut": str(uid), **self.wording}
        staff = list(iter_staff(cut["production"]["uid"], self.wording, cut=str(uid)))
        around = list_cut_summaries(cut, self.wording, around=str(uid))
        strips = arrange_strips(around)
        parts, ai_lines = arrange_staff(staff), arrange_uses(iter_entries("ai-use-list", own))
        stretches = read("cut-on-screen", uid=uid)
        work = read("production-detail", self.wording, uid=cut["production"]["uid"])
        address = self.request.build_absolute_uri(self.get_address(uid=uid))
        return {
            "linked_data": write_linked_data(
                describe_linked_cut(self.request, cut, work, parts, ai_lines, stretches, address)
            ),
            **self.describe_picture("production-picture", uid=cut["production"]["uid"]),
            "cut": cut,
            "summary": next(row for row in around if row["uid"] == cut["uid"]),
            "staff": parts,
            "unnamed": list_unnamed(staff),
            "ai_lines": ai_lines,
            "stretches": stretches,
            "relations": read("cut-relations", uid=uid),
            "neighbours": find_adjacent_entries(around, cut["uid"]),
            "strips": strips,
            "legend": list_legend(strips),
        }
