"""The page of one production: who made it, with what, and who is not named."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from api.pages.ai_story import arrange_uses
from api.pages.cast_rows import CAST, arrange_cast, has_cast
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.linked_data import describe_linked_work, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, count_withheld, list_unnamed
from api.pages.work_reads import iter_cuts, iter_staff
from productions.rollkit.document.ai_counts import AICounts
from productions.rollkit.texts.ai_statement import format_counts


class ProductionPage(PublicPage):
    """One production."""

    template_name = "pages/production.html"
    shown = "production-detail"
    feed = "production-feed"
    picture = "production-picture"
    has_box = True

    def describe(self, uid: UUID) -> dict[str, Any]:
        production = read("production-detail", self.wording, uid=uid)
        coverage = read("production-coverage", self.wording, uid=uid)
        lacking = {line["role"]["code"] for line in coverage["roles"] if line["people_unnamed"]}
        of_production = {"production": str(uid), **self.wording}
        staff = list(iter_staff(uid, self.wording))
        strips = arrange_strips(list(iter_cuts("production-cut-summaries", uid, self.wording)))
        parts = arrange_staff(staff)
        unnamed = list_unnamed(staff, lacking)
        ai_lines = arrange_uses(iter_entries("ai-use-list", of_production), staff)
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
            "cast": arrange_cast(
                iter_entries("production-credits", {**CAST, "ordering": "roll", **self.wording}, uid=uid)
            )
            if has_cast(staff)
            else [],
            "staff": parts,
            "unnamed": unnamed,
            "unnamed_uncounted": any(row["contributor"] and not row["headcount"] for row in unnamed),
            "withheld": count_withheld(staff),
            "ai_lines": ai_lines,
            "songs": list(iter_entries("production-songs", self.wording, uid=uid)),
            "issues": list(iter_entries("production-releases", self.wording, uid=uid)),
        }


def format_ai_answers(coverage: dict[str, Any]) -> str:
    """What the API's coverage counts of AI, in the sentence that rolls have; empty where there is nothing to count (H14)."""
    cuts, credits = (AICounts(**coverage[name]) for name in ("ai_cuts", "ai_credits"))
    return format_counts(cuts, credits, get_language())
