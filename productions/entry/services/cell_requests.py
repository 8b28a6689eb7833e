"""What somebody wants to stand in a cell, as it was sent, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.entry.services.cell_pieces import SEPARATORS, find_stretches
from productions.entry.services.cells import CellKey
from productions.shared.refusals import Refusal
from productions.vocabulary.models import Role

MAX_CHANGES = 2_000
"""Cells of one request."""
MAX_NAMES = 10_000
"""Names in all cells of one request."""
MAX_CELL_CHARACTERS = 5_000
"""Of one cell: some 300 names."""
NEW_PERSON = "new"
"""In place of a contributor's uid: somebody who is not known here yet."""

Status = Literal["saved", "conflict", "asked", "refused"]


@dataclass(frozen=True, slots=True)
class SentChange:
    """A change as the page sends it. `people`: name as typed → uid of a contributor, or NEW_PERSON. `answers`: key of a choice → value.

    `undoes`: it takes back what was entered, and with it the people who were entered for that.
    """

    cut: str
    role: str
    revision: str
    text: str
    people: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class CellChange:
    """A change of a cell that there is. `line` counts the changes of the request from 1, as a reader of files counts lines."""

    line: int
    cut: Cut
    role: Role
    sent: SentChange

    @property
    def key(self) -> CellKey:
        return CellKey(self.cut.pk, self.role.pk)


@dataclass(frozen=True, slots=True)
class Fix:
    """A button in a refused cell: what it says, and the text or the answers with which the cell is sent again."""

    label: str
    text: str | None = None
    answers: Mapping[str, str] | None = None

    def describe(self) -> dict[str, Any]:
        told: dict[str, Any] = {"label": self.label}
        if self.text is not None:
            told["text"] = self.text
        if self.answers is not None:
            told["answers"] = dict(self.answers)
        return told


@dataclass(slots=True)
class ChangeOutcome:
    """What became of a change. `choices` are questions as the page has them."""

    status: Status = "saved"
    reasons: list[str] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    by: str = ""

    def describe(self) -> dict[str, Any]:
        told: dict[str, Any] = {"status": self.status}
        if self.status == "refused":
            told |= {"reasons": self.reasons, "fixes": [fix.describe() for fix in self.fixes]}
        if self.status == "asked":
            told["choices"] = self.choices
        if self.status == "conflict" and self.by:
            told["by"] = self.by
        if self.notes:
            told["notes"] = self.notes
        return told


def read_sent_changes(body: Any) -> list[SentChange]:
    """The changes of a request's body. Raises Refusal for what no page of ours sends."""
    changes = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(changes, list):
        raise Refusal(_("This request cannot be read; reload the page."))
    if len(changes) > MAX_CHANGES:
        raise Refusal(_("A request changes at most %d cells; send them in parts.") % MAX_CHANGES)
    read = [read_sent_change(change) for change in changes]
    texts = (change.text for change in read if len(change.text) <= MAX_CELL_CHARACTERS)
    if sum(1 for text in texts for _stretch in find_stretches(text, SEPARATORS)) > MAX_NAMES:
        raise Refusal(_("This is too much at once; send it in parts."))
    return read


def read_sent_change(change: Any) -> SentChange:
    """Raises Refusal."""
    if not isinstance(change, dict):
        raise Refusal(_("This request cannot be read; reload the page."))
    words = {name: change.get(name, "") for name in ("cut", "role", "revision", "text")}
    maps = {name: change.get(name) or {} for name in ("people", "answers")}
    if not all(isinstance(word, str) for word in words.values()) or not all(map(is_word_map, maps.values())):
        raise Refusal(_("This request cannot be read; reload the page."))
    given: dict[str, Any] = {**words, **maps, "undoes": change.get("undoes") is True}
    return SentChange(**given)


def is_word_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in (*value, *value.values()))
