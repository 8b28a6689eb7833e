"""The page of one episode: who made it, cut by cut, with what, and what it is made of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from api.pages.ai_story import arrange_uses
from api.pages.cast_rows import CAST, arrange_cast, has_cast
from api.pages.cut_strip import arrange_strips, list_legend
from api.pages.linked_data import describe_linked_episode, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read
from api.pages.roll_rows import arrange_staff, list_unnamed
from api.pages.work_reads import iter_cuts, iter_staff
from productions.rollkit.document.ai_counts import AICounts, count_ai_answers
from productions.rollkit.texts.ai_statement import format_counts
from productions.shared.choices import CutStatus

NO_ANSWERS = AICounts(0, 0, 0)


class EpisodePage(PublicPage):
    """One episode."""

    template_name = "pages/episode.html"
    shown = "episode-detail"
    has_box = True

    def describe(self, uid: UUID) -> dict[str, Any]:
        episode = read("episode-detail", self.wording, uid=uid)
        production = episode["production"]["uid"]
        own = {"episode": str(uid), **self.wording}
        staff = list(iter_staff(production, self.wording, episode=str(uid)))
        cuts = list(iter_cuts("episode-cut-summaries", uid, self.wording))
        strips = arrange_strips(cuts)
        parts, ai_lines = arrange_staff(staff), arrange_uses(iter_entries("ai-use-list", own), staff)
        work = read("production-detail", self.wording, uid=production)
        address = self.request.build_absolute_uri(self.get_address(uid=uid))
        return {
            "linked_data": write_linked_data(
                describe_linked_episode(self.request, episode, work, parts, ai_lines, address)
            ),
            **self.describe_picture("production-picture", uid=production),
            "episode": episode,
            "neighbours": find_adjacent_entries(
                list(iter_entries("production-episodes", self.wording, uid=production)), episode["uid"]
            ),
            "cuts": len(cuts),
            "strips": strips,
            "legend": list_legend(strips),
            "ai_counts": format_episode_answers(cuts, uid),
            "ai_lines": ai_lines,
            "cast": arrange_cast(
                iter_entries("episode-credits", {**CAST, "ordering": "roll", **self.wording}, uid=uid)
            )
            if has_cast(staff)
            else [],
            "staff": parts,
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
