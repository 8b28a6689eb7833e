"""The part of the page where somebody says what a file is, and of which episode and edition."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.admin.editions import offer_editions
from productions.imports.admin.import_answers import load_plan
from productions.imports.models import ImportJob
from productions.imports.services.said_files import find_said
from productions.shared.intake_choices import ImportKind

USUAL_RATES = ("24", "24000/1001", "25", "30000/1001", "30", "60000/1001")
"""Frames a second that the page offers."""


def build_said_context(job: ImportJob) -> dict[str, Any]:
    """What was said of a file, what else may be, and what it was read as. Two queries."""
    said = find_said(job)
    plan = load_plan(job)
    kinds = [
        (ImportKind.CREDIT_SHEET.value, _("credits")),
        (ImportKind.CUT_LIST.value, _("a list of cuts: it makes cuts")),
        (ImportKind.PLACEMENTS.value, _("an edit: it places cuts")),
    ]
    kind = said["kind"] or plan.get("kind", "")
    episodes = [
        (str(episode.uid), str(episode))
        for episode in job.production.episodes.live().order_by("sort_key", "pk")
    ]
    own = job.production.own_editions.live().order_by("code")
    columns = [column["field"] for column in plan.get("columns", ())]
    says_episode = bool(said["episode"]) or "episode" in columns
    return {
        "asks_episode": bool(plan)
        and kind == ImportKind.CREDIT_SHEET
        and bool(episodes)
        and not says_episode,
        "said": said | {"kind": kind},
        "said_label": dict(kinds).get(kind, ""),
        "said_episode": dict(episodes).get(said["episode"], ""),
        "says_all": not plan or kind != ImportKind.CREDIT_SHEET,
        "kinds": kinds,
        "episodes": episodes,
        "editions": offer_editions(_("every edition"), own),
        "rates": USUAL_RATES,
    }
