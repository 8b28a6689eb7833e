"""Cuts and placements of a plan as the import page shows them: rows of the same members as those of credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.placements import CutPlacement
from productions.imports.services.cut_plan_rows import CutOfPlan, FieldDifference, PlacementOfPlan
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.page_values import format_page_value, get_field_label
from productions.shared.intake_choices import PlanGroup
from productions.shared.refusals import translate_for_reader


def list_page_cuts(plan: ImportPlan) -> Iterator[dict[str, Any]]:
    """The cuts of a list of cuts, or the clips of an edit; none of another plan."""
    yield from map(describe_page_cut, plan.cuts)
    yield from map(describe_page_clip, plan.placements)


def describe_page_cut(row: CutOfPlan) -> dict[str, Any]:
    """A cut of a list; `where` is its episode."""
    is_new = row.group == PlanGroup.NEW
    return {
        "group": str(row.group),
        "name": row.number,
        "role": "",
        "where": _("ep. %s") % row.episode if row.episode else "",
        "place": _("line %d") % row.line if row.line else "",
        "differences": [] if is_new else list_page_differences(row.differences, Cut),
        "details": list(list_values(row.differences, Cut)) if is_new else [],
        "key": "",
    }


def describe_page_clip(row: PlacementOfPlan) -> dict[str, Any]:
    """A clip of an edit, or a placement that the edit does not have; `role` is the name of the clip."""
    frames: list[FieldDifference] = [("record_in", None, row.record_in), ("length", None, row.length)]
    return {
        "group": str(row.group),
        "name": row.number,
        "role": row.clip,
        "where": "",
        "place": translate_for_reader(row.place),
        "differences": list_page_differences(row.differences, CutPlacement),
        "details": list(list_values(frames, CutPlacement)) if not row.differences else [],
        "key": "",
    }


def list_page_differences(some: Iterable[FieldDifference], model: type[Model]) -> list[dict[str, str]]:
    """Fields with what they say and what the list says, in the words of the forms."""
    return [
        {
            "label": get_field_label(name, model),
            "old": format_page_value(name, old, model),
            "new": format_page_value(name, new, model),
        }
        for name, old, new in some
    ]


def list_values(some: Iterable[FieldDifference], model: type[Model]) -> Iterator[str]:
    """What the list says of each field, with its label; nothing of what it leaves empty."""
    for name, _old, new in some:
        if text := format_page_value(name, new, model):
            yield f"{get_field_label(name, model)}: {text}"
