"""The cuts and placements of a plan: what a list says of each, beside what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.placements import CutPlacement
from productions.imports.services.cut_list_plan import CutListPlan
from productions.imports.services.cut_list_rows import PlannedCut
from productions.imports.services.placement_import import PlacementPlan, PlannedPlacement, match_planned
from productions.shared.intake_choices import PlanGroup
from productions.shared.sentences import Sentence

FieldDifference = tuple[str, Any, Any]
"""A field, what it says, and what the list says."""


@dataclass(frozen=True, slots=True)
class CutOfPlan:
    """A cut of a list, or one that the list does not have (gone, it stays). `line` counts from 1, 0 for what is in none."""

    group: PlanGroup
    line: int
    cut: str
    """uid of the cut that is there, or empty."""
    number: str
    episode: str
    differences: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacementOfPlan:
    """A clip of the list of an edit, or a placement that the list does not have (gone, it is taken out). Frames at the list's rate."""

    group: PlanGroup
    place: str | Sentence
    clip: str
    cut: str
    """uid of the cut that is there, or empty."""
    number: str
    record_in: int
    length: int
    differences: tuple[FieldDifference, ...] = ()


def list_planned_cuts(plan: CutListPlan) -> Iterator[CutOfPlan]:
    """The cuts in the list's order, then those that it does not have. Nothing is read."""
    rows = sorted((*plan.new, *plan.changed, *plan.same), key=lambda row: row.listed.line)
    yield from map(describe_planned_cut, rows)
    for cut in plan.missing:
        episode = cut.episode.number if cut.episode else ""
        yield CutOfPlan(PlanGroup.GONE, 0, str(cut.uid), cut.number, episode)


def describe_planned_cut(row: PlannedCut) -> CutOfPlan:
    """A cut that is new has its values as differences from nothing."""
    group = PlanGroup.NEW if row.cut is None else PlanGroup.CHANGED if row.values else PlanGroup.SAME
    return CutOfPlan(
        group,
        row.listed.line,
        str(row.cut.uid) if row.cut else "",
        row.cut.number if row.cut else row.listed.number,
        row.episode.number if row.episode else "",
        tuple((name, row.old.get(name), value) for name, value in row.values.items()),
    )


def list_planned_placements(plan: PlacementPlan, *, adds_cuts: bool) -> Iterator[PlacementOfPlan]:
    """The clips in the list's order, then what is placed today and not in the list. One query."""
    placed, gone = match_planned(plan)
    for row in plan.rows:
        if row.cut is None:
            group = PlanGroup.NEW if row.number and adds_cuts else PlanGroup.PROBLEM
            yield describe_planned_clip(row, group)
            continue
        standing = placed.get(id(row))
        differences = list_moves(standing, row) if standing else ()
        group = PlanGroup.NEW if standing is None else PlanGroup.CHANGED if differences else PlanGroup.SAME
        yield describe_planned_clip(row, group, differences)
    for placement in gone:
        yield PlacementOfPlan(
            PlanGroup.GONE, "", "", str(placement.cut.uid), placement.cut.number, placement.record_in, placement.length
        )  # fmt: skip


def describe_planned_clip(
    row: PlannedPlacement, group: PlanGroup, differences: tuple[FieldDifference, ...] = ()
) -> PlacementOfPlan:
    """A clip with its cut, or with the number that a new one gets."""
    cut: Cut | None = row.cut
    uid = str(cut.uid) if cut else ""
    return PlacementOfPlan(
        group,
        row.clip.place,
        row.clip.name,
        uid,
        row.number,
        row.record_in,
        row.clip.length,
        differences,
    )


def list_moves(standing: CutPlacement, row: PlannedPlacement) -> tuple[FieldDifference, ...]:
    """The fields in which a placement that is there differs from its clip."""
    said = {"record_in": row.record_in, "length": row.clip.length, "source_in": row.clip.source_in}
    return tuple(
        (name, getattr(standing, name), value)
        for name, value in said.items()
        if getattr(standing, name) != value
    )
