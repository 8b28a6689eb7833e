"""What the credits of each cut say together: addresses of a production, an episode and a contributor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.urls import URLPattern

from api.read.output_serializers.cut_summaries import CutSummaryOut
from api.resources.registry import RESOURCES_BY_NAME
from api.resources.routes import list_paths, make_nested_members, show_otherwise
from api.write.action_texts import name_one
from api.write.visibility import MembersCutSummaries

CUT_SUMMARY_TEXTS = {
    "production": "Of each cut how many credits name somebody, and whether AI was used: by episode and number, the omitted ones too.",
    "episode": "Of each cut how many credits name somebody, and whether AI was used: by number, the omitted ones too.",
    "contributor": "The cuts that one contributor is credited for, by episode and number. Only these credits are counted: those of others "
    "in the same cuts are at the production.",
}
"""Whose cuts are summarized, and what that is."""


def cut_summary_paths() -> Iterator[URLPattern]:
    """What the credits of each cut say together."""
    cuts = RESOURCES_BY_NAME["cut"]
    for parent, told in CUT_SUMMARY_TEXTS.items():
        members = make_nested_members(cuts, RESOURCES_BY_NAME[parent])
        if parent == "contributor":
            # No column leads from a cut to its people; the view finds them by their credits.
            members["declared"] = replace(members["declared"], named=None)
        yield from list_paths(
            f"{parent}-cut-summaries",
            f"{parent}s/<uuid:uid>/cut-summaries",
            MembersCutSummaries,
            **show_otherwise(members, CutSummaryOut, {"film": ("place", "name")}),
            description=told,
            summary=f"List what the credits of each cut of {name_one(RESOURCES_BY_NAME[parent].model)} say",
        )
