"""The page of one production: who made it, with what, and who is not named."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from api.pages.ai_story import arrange_uses
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.linked_data import describe_linked_work, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, count_withheld, list_unnamed
from api.read.cut_summaries import SUMMARY_PAGES
from api.read.staff import STAFF_PAGES
from productions.rollkit.document.ai_counts import AICounts
from productions.rollkit.texts.ai_statement import format_counts


class ProductionPage(PublicPage):
    """One production."""

    template_name = "pages/production.html"
    shown = "production-detail"
    feed = "production-feed"

    def describe(self, uid: UUID) -> dict[str, Any]:
        production = read("production-detail", self.wording, uid=uid)
        coverage = read("production-coverage", self.wording, uid=uid)
        lacking = {line["role"]["code"] for line in coverage["roles"] if line["people_unnamed"]}
        of_production = {"production": str(uid), **self.wording}
        staff = list(
            iter_entries("production-staff", {"page_size": str(STAFF_PAGES.limit), **self.wording}, uid=uid)
        )
        asked = {"page_size": str(SUMMARY_PAGES.limit), **self.wording}
        strips = arrange_strips(list(iter_entries("production-cut-summaries", asked, uid=uid)))
        parts = arrange_staff(staff)
        ai_lines = arrange_uses(iter_entries("ai-use-list", of_production))
        address = self.request.build_absolute_uri(self.get_address(uid=uid))
        return {
            "linked_data": write_linked_data(
                describe_linked_work(self.request, production, parts, ai_lines, address)
            ),
            "production": production,
            "strips": strips,
            "legend": list_legend(strips),
            "other_titles": [title for title in production["titles"] if title["text"] != production["title"]],
            "coverage": coverage,
            "ai_counts": format_ai_answers(coverage),
            "episodes": list(iter_entries("production-episodes", self.wording, uid=uid)),
            "staff": parts,
            "unnamed": list_unnamed(staff, lacking),
            "withheld": count_withheld(staff),
            "ai_lines": ai_lines,
            "songs": list(iter_entries("production-songs", self.wording, uid=uid)),
            "issues": list(iter_entries("production-releases", self.wording, uid=uid)),
        }


def format_ai_answers(coverage: dict[str, Any]) -> str:
    """What the API's coverage counts of AI, in the sentence that rolls have; empty where there is nothing to count (H14)."""
    cuts, credits = (AICounts(**coverage[name]) for name in ("ai_cuts", "ai_credits"))
    return format_counts(cuts, credits, get_language())
