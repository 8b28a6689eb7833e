"""AI uses of the API put together for a reader: one line for each way in which one system was used in one role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

ALIKE = ("task", "source_type", "oversight", "extent")
"""Members of an AI use that are the same in all uses of one line, beside its role and its system."""


@dataclass
class AIUseLine:
    """Uses that differ only in whose work they are in."""

    first: dict[str, Any]
    """The API's first use, which has what all of them share."""
    uses: int = 0
    operators: dict[str, None] = field(default_factory=dict)
    """Under whose hands: the names as credited, each once, in the order of the uses."""
    unnamed: int = 0
    """Uses in work whose person is not named."""
    validators: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The people who looked at the results and answer for them, by uid."""


def arrange_uses(uses: Iterable[dict[str, Any]]) -> list[AIUseLine]:
    """Lines of `ai-uses/`, in the order in which each way first occurs."""
    lines: dict[tuple[Any, ...], AIUseLine] = {}
    for use in uses:
        key = (use["role"]["code"], use["ai_system"]["uid"], *(use[name] for name in ALIKE))
        line = lines.setdefault(key, AIUseLine(use))
        line.uses += 1
        if use["credited_as"]:
            line.operators[use["credited_as"]] = None
        else:
            line.unnamed += 1
        if (person := use["validated_by"]) is not None:
            line.validators[person["uid"]] = person
    return list(lines.values())
