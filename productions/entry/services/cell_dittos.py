"""Marks that repeat the cell above (〃, 同上), as columns of a spreadsheet have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.entry.services.cell_requests import CellChange
from productions.entry.services.cells import EMPTY_CELL, CellKey, CutCell, build_cells
from productions.entry.services.credit_facts import filter_place, read_facts
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.interchange.name_cells.ditto_marks import is_ditto


def repeat_above(place: SheetPlace, cuts: SheetCuts, changes: Sequence[CellChange]) -> list[CellChange]:
    """The changes; a mark that repeats the cell above has the text and the people of that cell, as it will be or is. One query where there is a mark."""
    marks = {change.key for change in changes if is_ditto(change.sent.text.strip())}
    if not marks:
        return list(changes)
    roles = {key.role for key in marks}
    stored = build_cells(read_facts(filter_place(place) & Q(role__in=roles)), cuts)
    wanted: dict[CellKey, CellChange] = {}
    for change in sorted(changes, key=lambda each: cuts.places[each.cut.pk]):
        wanted[change.key] = change
        above = cuts.places[change.cut.pk] - 1
        if change.key in marks and above >= 0:
            key = CellKey(cuts.cuts[above].pk, change.role.pk)
            wanted[change.key] = repeat_change(change, wanted.get(key), stored.get(key, EMPTY_CELL))
    return [wanted[change.key] for change in changes]


def repeat_change(change: CellChange, above: CellChange | None, cell: CutCell) -> CellChange:
    """The change with what the request writes above it, or with what stands there."""
    if above is not None:
        said = above.sent
        people, answers = {**said.people, **change.sent.people}, {**said.answers, **change.sent.answers}
        return replace(change, sent=replace(change.sent, text=said.text, people=people, answers=answers))
    shown = [credit.facts for credit in cell.credits if not credit.lock and credit.facts.contributor_uid]
    people = {facts.credited_as: str(facts.contributor_uid) for facts in shown}
    return replace(change, sent=replace(change.sent, text=cell.text, people={**people, **change.sent.people}))


def find_lost_ditto(change: CellChange) -> str:
    """Why a mark repeats nothing, in a sentence; "" for a text that is none."""
    text = change.sent.text.strip()
    if not is_ditto(text):
        return ""
    return _("“%(mark)s” repeats the cell above, and there is none; write what it stands for.") % {
        "mark": text
    }
