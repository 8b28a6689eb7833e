"""Names of one roll that differ only in characters which look alike: a warning for people, who decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from productions.lookalikes import differing, skeleton
from productions.roll.document import RollDocument

Label = tuple[str, str]
"""A role in English and Japanese."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two or more names of one skeleton, where they differ, and the roles that each stands under."""

    names: tuple[str, ...]
    characters: tuple[tuple[str, ...], ...]
    roles: tuple[tuple[Label, ...], ...]


def lookalikes(document: RollDocument) -> tuple[Lookalike, ...]:
    """The document's, in its order; studios beside names are looked at too."""
    return among(
        (name, (block.heading or block.label_en, block.heading or block.label_ja))
        for department in document.departments
        for block in department.blocks
        for line in block.lines
        for name in (line.name, line.affiliation)
        if name
    )


def among(named: Iterable[tuple[str, Label]]) -> tuple[Lookalike, ...]:
    """Look-alikes among names with their roles."""
    groups: dict[str, dict[str, dict[Label, None]]] = {}
    for name, role in named:
        groups.setdefault(skeleton(name), {}).setdefault(name, {})[role] = None
    return tuple(
        Lookalike(tuple(names), differing(tuple(names)), tuple(tuple(roles) for roles in names.values()))
        for names in groups.values()
        if len(names) > 1
    )
