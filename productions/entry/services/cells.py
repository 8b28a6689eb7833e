"""Cells: which credits stand in them, and how a sheet is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from productions.credits.models.credits import derive_ai_state
from productions.entry.services.credit_facts import JOINER, CreditFacts, find_lock, write_credit
from productions.entry.services.sheet_places import SheetCuts
from productions.shared.choices import AbsenceReason, CreditState

REVISION_DIGITS = 12
"""Hexadecimal digits of a cell's revision."""


class CellKey(NamedTuple):
    """A cell by the keys of its cut and its role."""

    cut: int
    role: int


@dataclass(frozen=True, slots=True)
class CellCredit:
    """A credit in a cell, as it is written there; `lock` says why it is not changed there."""

    facts: CreditFacts
    text: str
    lock: str


class CutCell(NamedTuple):
    """What stands in a cell now. `text` is what its editor opens with: the credits that can be changed in it."""

    credits: Sequence[CellCredit]
    revision: str
    text: str


EMPTY_CELL = CutCell((), "", "")


def build_cells(rows: Iterable[CreditFacts], cuts: SheetCuts) -> dict[CellKey, CutCell]:
    """The cells that are not empty. A credit of a range of cuts stands in each of them."""
    found: dict[CellKey, list[CellCredit]] = defaultdict(list)
    for facts in rows:
        credit = CellCredit(facts, write_credit(facts, facts.affiliation), find_lock(facts, cuts))
        for cut in cuts.list_between(facts.cut_id, facts.last_cut_id or facts.cut_id):
            found[CellKey(cut.pk, facts.role_id)].append(credit)
    return {key: make_cell(credits) for key, credits in found.items()}


def make_cell(credits: Sequence[CellCredit]) -> CutCell:
    digest = sha256()
    for credit in credits:
        facts = credit.facts
        ai = derive_ai_state(facts.ai_declared, facts.ai_recorded)
        digest.update(f"{facts.uid} {facts.revision} {facts.state} {ai} {credit.text}\n".encode())
    text = JOINER.join(credit.text for credit in credits if not credit.lock)
    return CutCell(credits, digest.hexdigest()[:REVISION_DIGITS], text)


def describe_cell(cell: CutCell, *, cut: str, role: str) -> dict[str, Any]:
    """The cell for the script of the page; `cut` is a uid, `role` a code."""
    return {
        "cut": cut,
        "role": role,
        "revision": cell.revision,
        "text": cell.text,
        "credits": [describe_cell_credit(credit) for credit in cell.credits],
    }


def describe_cell_credit(credit: CellCredit) -> dict[str, Any]:
    facts = credit.facts
    return {
        "uid": str(facts.uid),
        "version": facts.revision,
        "name": facts.credited_as,
        "text": credit.text,
        "contributor": str(facts.contributor_uid) if facts.contributor_uid else None,
        "affiliation": facts.affiliation or "",
        "state": facts.state,
        "state_label": str(CreditState(facts.state).label),
        "ai": str(derive_ai_state(facts.ai_declared, facts.ai_recorded)),
        "absence": facts.absence_reason,
        "absence_label": str(AbsenceReason(facts.absence_reason).label) if facts.absence_reason else "",
        "locked": credit.lock,
    }


def describe_cells(
    cells: Mapping[CellKey, CutCell], cuts: SheetCuts, codes: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    """Cells of cuts and roles that the sheet has; `codes` are those of its roles by key."""
    for key, cell in cells.items():
        cut = cuts.find(key.cut)
        if cut is not None and key.role in codes:
            yield describe_cell(cell, cut=str(cut.uid), role=codes[key.role])
