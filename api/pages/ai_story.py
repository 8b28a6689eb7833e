"""AI uses of the API put together for a reader: one line for each way in which one system was used in one role.

A line tells its story in the order of the work: what was given to the system and by whose hand, what it made and under whose hands,
what people did to the result, who checked it. What nobody was asked is told as that (H14).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from productions.shared.ai_choices import AIInputKind, AIRework

ALIKE = ("task", "source_type", "oversight", "extent", "input_kind", "rework")
"""Members of an AI use that are the same in all uses of one line, beside its role and its system."""

DRAWINGS = (AIInputKind.OWN_DRAWING, AIInputKind.OTHERS_DRAWING, AIInputKind.DRAWING)
REVISIONS = (AIRework.OWN_HAND, AIRework.OTHERS_HAND, AIRework.BY_HAND)


@dataclass
class AIUseLine:
    """Uses that differ only in whose work they are in."""

    first: dict[str, Any]
    """The API's first use, which has what all of them share."""
    uses: int = 0
    role_credits: int = 0
    """Credits of the role in all that the page shows; 0 where the page does not know."""
    role_uses: int = 0
    """How many of them have a recorded AI use, in this way or another."""
    operators: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Under whose hands: by the name as credited, in the order of the uses, the contributor of the API."""
    absences: dict[tuple[str, str], None] = field(default_factory=dict)
    """Why a person who worked with it is not named, and what the screen printed instead: each pair once."""
    evidence: dict[str, None] = field(default_factory=dict)
    """What the credits rest on, as codes; nothing where nobody said."""
    validators: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The people who looked at the results and answer for them, by uid."""

    @property
    def input_is_drawn(self) -> bool:
        """Whether somebody drew what was given to the system."""
        return self.first["input_kind"] in DRAWINGS

    @property
    def input_is_theirs(self) -> bool:
        """Whether what was given to the system is the work of this line's people."""
        return bool(self.first["input_kind"] == AIInputKind.OWN_DRAWING)

    @property
    def reworked(self) -> bool:
        """Whether people changed the result afterwards."""
        return self.first["rework"] in REVISIONS

    @property
    def rework_is_theirs(self) -> bool:
        """Whether the people who revised the result are this line's."""
        return bool(self.first["rework"] in (AIRework.OWN_HAND, AIRework.REDRAWN))

    def add(self, use: dict[str, Any]) -> None:
        """Take one more use in."""
        self.uses += 1
        if use["contributor"] is not None:
            self.operators[use["credited_as"]] = use["contributor"]
        if use["contributor"] is None or use["absence_reason"]:
            self.absences[use["absence_reason"] or "", use["printed_as"] or ""] = None
        if use["evidence_kind"]:
            self.evidence[use["evidence_kind"]] = None
        if (person := use["validated_by"]) is not None:
            self.validators[person["uid"]] = person


def arrange_uses(uses: Iterable[dict[str, Any]], staff: Iterable[Mapping[str, Any]] = ()) -> list[AIUseLine]:
    """Lines of `ai-uses/`, in the order in which each way first occurs; `staff`: staff rows of the same works."""
    credits: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for row in staff:
        credits[row["role"]["code"]] += row["credits"]
        used[row["role"]["code"]] += row["ai_credits"]
    lines: dict[tuple[Any, ...], AIUseLine] = {}
    for use in uses:
        code = use["role"]["code"]
        key = (code, use["ai_system"]["uid"], *(use[name] for name in ALIKE))
        if key not in lines:
            lines[key] = AIUseLine(use, role_credits=credits[code], role_uses=used[code])
        lines[key].add(use)
    return list(lines.values())
