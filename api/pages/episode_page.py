"""The page of one episode: who made it, cut by cut, with what, and what it is made of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from api.pages.ai_story import arrange_uses
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, list_unnamed
from api.read.cut_summaries import SUMMARY_PAGES
from api.read.staff import STAFF_PAGES
from productions.rollkit.document.ai_counts import AICounts, count_ai_answers
from productions.rollkit.texts.ai_statement import format_counts
from productions.shared.choices import CutStatus

LONG_PAGES = {"page_size": str(SUMMARY_PAGES.limit)}
NO_ANSWERS = AICounts(0, 0, 0)


class EpisodePage(PublicPage):
    """One episode."""

    template_name = "pages/episode.html"
    shown = "episode-detail"

    def describe(self, uid: UUID) -> dict[str, Any]:
        episode = read("episode-detail", self.wording, uid=uid)
        production = episode["production"]["uid"]
        own = {"episode": str(uid), **self.wording}
        staff = list(
            iter_entries("production-staff", {"page_size": str(STAFF_PAGES.limit), **own}, uid=production)
        )
        cuts = list(iter_entries("episode-cut-summaries", {**LONG_PAGES, **self.wording}, uid=uid))
        strips = arrange_strips(cuts)
        return {
            "episode": episode,
            "neighbours": find_adjacent_entries(
                list(iter_entries("production-episodes", self.wording, uid=production)), episode["uid"]
            ),
            "cuts": len(cuts),
            "strips": strips,
            "legend": list_legend(strips),
            "ai_counts": format_episode_answers(cuts, uid),
            "ai_lines": arrange_uses(iter_entries("ai-use-list", own)),
            "staff": arrange_staff(staff),
            "unnamed": list_unnamed(staff),
            "parts": list(iter_entries("episode-parts", self.wording, uid=uid)),
            "segments": list(iter_entries("episode-segments", self.wording, uid=uid)),
            "songs": list(iter_entries("episode-songs", self.wording, uid=uid)),
            "issues": list(iter_entries("release-list", {"production": production, **own})),
        }


def format_episode_answers(cuts: list[dict[str, Any]], uid: UUID) -> str:
    """The sentence on AI that rolls have: of the cuts in the film or, where the episode has none, of its credits (H14)."""
    counts = count_ai_answers(cut["ai"] for cut in cuts if cut["status"] == CutStatus.ACTIVE)
    credits = NO_ANSWERS if counts.total else count_credit_answers(uid)
    return format_counts(counts, credits, get_language())


def count_credit_answers(uid: UUID) -> AICounts:
    """How many credits of the episode say what of AI."""
    used, none, not_asked = (
        read("episode-credits", {"ai": answer, "count": "exact", "page_size": "1"}, uid=uid)["count"]
        for answer in ("any", "none", "undeclared")
    )
    return AICounts(used, none, not_asked)


def find_adjacent_entries(entries: list[dict[str, Any]], uid: str) -> dict[str, Any]:
    """The entries before and after the one of this uid; None at the ends."""
    place = next((index for index, entry in enumerate(entries) if entry["uid"] == uid), None)
    if place is None:
        return {"previous": None, "next": None}
    return {
        "previous": entries[place - 1] if place else None,
        "next": entries[place + 1] if place + 1 < len(entries) else None,
    }
