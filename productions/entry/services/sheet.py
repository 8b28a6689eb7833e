"""A whole sheet: its cuts, roles and cells, as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from productions.catalogue.models.cuts import Cut
from productions.entry.services.cells import build_cells, describe_cells
from productions.entry.services.credit_facts import filter_place, read_facts
from productions.entry.services.cut_relations import (
    describe_relation,
    gather_names,
    match_first_artists,
    read_relations,
    read_unnamed_here,
)
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.entry.services.sheet_roles import choose_columns, describe_sheet_role, list_sheet_roles
from productions.shared.choices import CutStatus
from productions.users.models import User

STATUS_MARKS = {
    str(CutStatus.OMITTED): pgettext_lazy("cut sheet", "omitted"),
    str(CutStatus.CUT_OUT): pgettext_lazy("cut sheet", "cut out"),
}
"""What stands beside the number of a cut that is in the list and not in the film."""


def read_whole_sheet(place: SheetPlace, *, user: User, may_edit: bool, marker: str) -> dict[str, Any]:
    """The sheet for its script. Seven queries, and one more where cuts are drawn in another production."""
    cuts = SheetCuts.read(place)
    relations = read_relations(place)
    rows = read_facts(filter_place(place) | match_first_artists(place, relations.values(), user))
    own = [facts for facts in rows if facts.cut_id in cuts.places]
    used = {facts.role_id for facts in own}
    roles = list_sheet_roles(used)
    codes = {role.pk: role.code for role, _words in roles}
    names = gather_names(rows, read_unnamed_here(place, relations.values())) if relations else {}
    episode = place.episode
    return {
        "production": {"uid": str(place.production.uid), "title": place.production.title},
        "episode": {"uid": str(episode.uid), "label": str(episode)} if episode else None,
        "may_edit": may_edit,
        "marker": marker,
        "roles": [describe_sheet_role(role, words) for role, words in roles],
        "columns": choose_columns(place.production, roles, used, user=user),
        "next_number": cuts.propose_number(),
        "cuts": [
            describe_sheet_cut(cut, describe_relation(cut.pk, relations, names, codes)) for cut in cuts.cuts
        ],
        "cells": list(describe_cells(build_cells(own, cuts), cuts, codes)),
    }


def describe_sheet_cut(cut: Cut, relation: Mapping[str, Any] | None) -> dict[str, Any]:
    """The cut for the script. `length` is in frames."""
    return {
        "uid": str(cut.uid),
        "pk": cut.pk,
        "number": cut.number,
        "status": cut.status,
        "status_label": str(STATUS_MARKS.get(cut.status, "")),
        "length": cut.length_frames,
        "relation": relation,
    }


def make_first_marker(now: datetime) -> str:
    """From where news are told to a page that was loaded at this moment (`sheet_news`)."""
    return f"t{int(now.timestamp())}"
