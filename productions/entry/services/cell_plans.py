"""What storing a cell would do: credits that stay, change their person, are new, or go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from productions.credits.models.credits import Credit
from productions.entry.services.cell_people import CellPeople, NamedRow
from productions.entry.services.cell_pieces import KeptPiece
from productions.entry.services.cell_reading import ReadCell, ReadText
from productions.shared.choices import Attribution, CreditKind

Values = dict[str, Any]
SAID_OF_ONE = ("credited_as", "affiliation", "evidence_note")
"""What a cell says of a person who stands in it already."""


@dataclass(slots=True)
class PlannedText:
    """What becomes of what was sent; `changed` has only values that differ."""

    read: ReadText
    new: list[Values] = field(default_factory=list)
    changed: list[tuple[Credit, Values]] = field(default_factory=list)
    removed: list[Credit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.removed)


@dataclass(slots=True)
class PlannedCell(PlannedText):
    """What becomes of a cell."""

    read: ReadCell


def plan_cell(read: ReadCell, people: CellPeople, credits: Mapping[int, Credit]) -> PlannedCell:
    """`credits` are those of the cell, by key."""
    planned = PlannedCell(read)
    kept = {part.credit for part in read.parts if isinstance(part, KeptPiece)}
    left = [
        credits[each.facts.pk] for each in read.cell.credits if not each.lock and each.facts.pk not in kept
    ]
    takers = pair_parts(read.parts, people, left)
    order: list[Credit | Values] = []
    changes: dict[int, Values] = {}
    for part in read.parts:
        if isinstance(part, KeptPiece):
            order.append(credits[part.credit])
            continue
        values = build_person_values(part, people)
        credit = takers.get(id(part))
        if credit is None:
            planned.new.append(build_new_values(read, part, values))
            order.append(planned.new[-1])
        else:
            changes[credit.pk] = find_differences(credit, values)
            order.append(credit)
    taken = {credit.pk for credit in takers.values()}
    planned.removed = [credit for credit in left if credit.pk not in taken]
    for key, position in place_in_order(order).items():
        changes.setdefault(key, {})["position"] = position
    planned.changed = [(credits[key], values) for key, values in changes.items() if values]
    return planned


def pair_parts(
    parts: Sequence[KeptPiece | NamedRow], people: CellPeople, left: Sequence[Credit]
) -> dict[int, Credit]:
    """Which credit each new part takes (by the part's id): that of the same person, or else the next one that nobody is written of any more.

    So the history of a credit says whom it named before, and what hangs on it stays.
    """
    named = [part for part in parts if isinstance(part, NamedRow)]
    free = list(left)
    takers: dict[int, Credit] = {}
    for part in named:
        person = people.find(part)
        company = people.find_company(part.row.affiliation)
        key, studio = (person.pk if person else None), (company.pk if company else None)
        same = [credit for credit in free if credit.contributor_id == key]
        same.sort(key=lambda credit: credit.affiliation_id != studio)
        if same:
            takers[id(part)] = same[0]
            free.remove(same[0])
    for part in named:
        if id(part) not in takers and free:
            takers[id(part)] = free.pop(0)
    return takers


def build_person_values(part: NamedRow, people: CellPeople) -> Values:
    """What a part says of a credit."""
    row, person = part.row, people.find(part)
    return {
        "kind": row.kind or str(CreditKind.PERSON),
        "contributor": person,
        "credited_as": row.name if person else "",
        "affiliation": people.find_company(row.affiliation),
        "headcount": row.headcount,
        "named_count": row.named_count,
        "absence_reason": row.absence_reason,
        **({"evidence_note": row.note} if row.note else {}),
    }


def find_differences(credit: Credit, values: Values) -> Values:
    """The values that the credit has otherwise. What was said of another person does not stay with it."""
    is_same_person = credit.contributor == values["contributor"] and credit.contributor is not None
    if is_same_person:  # what only its own page says of it stays: a company's head count
        values = {name: values[name] for name in SAID_OF_ONE if name in values}
    else:
        values = {**values, "printed_as": "", "attribution": str(Attribution.TRUE_NAME)}
    return {name: value for name, value in values.items() if getattr(credit, name) != value}


def build_new_values(read: ReadCell, part: NamedRow, values: Values) -> Values:
    """A credit as imports enter it."""
    change = read.change
    return {
        **values,
        "role": change.role,
        "episode": change.cut.episode,
        "cut": change.cut,
        "attribution": str(Attribution.TRUE_NAME),
        "position": max((each.facts.position for each in read.cell.credits), default=0),
    }


def place_in_order(order: Sequence[Credit | Values]) -> dict[int, int]:
    """Let the credits stand in this order: positions of those that are there, by key; those of new ones are set in their values.

    Nothing is moved where they stand so by themselves: in the order of their positions and keys, new ones last.
    """
    known = [each for each in order if isinstance(each, Credit)]
    new_from = next((index for index, each in enumerate(order) if not isinstance(each, Credit)), len(order))
    ranks = [(credit.position, credit.pk) for credit in known]
    if ranks == sorted(ranks) and new_from == len(known):
        return {}
    moved: dict[int, int] = {}
    for position, each in enumerate(order, start=1):
        if not isinstance(each, Credit):
            each["position"] = position
        elif each.position != position:
            moved[each.pk] = position
    return moved
