"""Names of one roll that differ only in characters which look alike: a warning for people, who decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.written_words import list_headings
from productions.shared.lookalikes import find_differing_characters, make_skeleton

RoleLabels = tuple[str, ...]
"""A role in each language of the site, in their order."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two or more names of one skeleton, where they differ, and the roles that each stands under."""

    names: tuple[str, ...]
    characters: tuple[tuple[str, ...], ...]
    roles: tuple[tuple[RoleLabels, ...], ...]


def find_document_lookalikes(document: RollDocument) -> tuple[Lookalike, ...]:
    """The document's, in its order; studios beside names are looked at too."""
    return group_lookalikes(
        (name, list_headings(block))
        for department in document.departments
        for block in department.blocks
        for line in block.lines
        for name in (line.name, line.affiliation)
        if name
    )


def group_lookalikes(named: Iterable[tuple[str, RoleLabels]]) -> tuple[Lookalike, ...]:
    """Look-alikes among names with their roles."""
    groups: dict[str, dict[str, dict[RoleLabels, None]]] = {}
    for name, role in named:
        groups.setdefault(make_skeleton(name), {}).setdefault(name, {})[role] = None
    return tuple(
        Lookalike(
            tuple(names),
            find_differing_characters(tuple(names)),
            tuple(tuple(roles) for roles in names.values()),
        )
        for names in groups.values()
        if len(names) > 1
    )
