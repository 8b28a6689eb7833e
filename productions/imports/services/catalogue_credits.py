"""What a film of a catalogue says of its credits, as the values of rows."""

from collections.abc import Iterable
from typing import Any

from productions.catalogue.models.works import Episode
from productions.interchange.credit_text.statements import CreditLine
from productions.interchange.matching.written_language import guess_written_language
from productions.people.services.named_contributors import Directory
from productions.shared.choices import (
    AbsenceReason,
    CreditKind,
    EvidenceKind,
)
from productions.shared.models import NAME_LENGTH
from productions.shared.refusals import Refusal
from productions.vocabulary.models import Role


def build_credit_rows(
    roles: dict[str, Role],
    people: Directory,
    lines: Iterable[CreditLine],
    episodes: dict[str, Episode],
    refused: list[tuple[CreditLine, Refusal]],
) -> tuple[list[dict[str, Any]], list[CreditLine]]:
    """The values of every credit, and the line each came from. What stands twice is entered once."""
    bad = {id(line) for line, _refusal in refused}
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    places: list[CreditLine] = []
    for line in lines:
        if id(line) in bad:
            continue
        numbered = [episodes[str(number)] for number in line.episodes if str(number) in episodes]
        for episode in numbered or (None,):
            values = build_credit_values(roles, people, line, episode, in_full=not numbered)
            key = get_row_identity(values) if values["contributor"] is not None else (len(rows),)
            if key not in rows:
                rows[key] = values
                places.append(line)
    return list(rows.values()), places


def get_row_identity(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        values[name]
        for name in (
            "role",
            "episode",
            "contributor",
            "affiliation",
            "edition",
            "role_as_printed",
            "character_as_printed",
        )
    )


def build_credit_values(
    roles: dict[str, Role], people: Directory, line: CreditLine, episode: Episode | None, *, in_full: bool
) -> dict[str, Any]:
    """One credit's values. A scope that is no known episode stays with the printed role; the catalogue is Japan's."""
    contributor = people.find(line.contributor, line.credited_as)
    printed = line.role_as_printed
    if in_full and line.scope:
        printed = f"{printed}［{line.scope}］"
    group = contributor is not None and line.contributor == "organization"
    role = roles.get(line.role_code, roles["other"])
    return {
        "role": role,
        "episode": episode,
        "kind": CreditKind.ORGANIZATION if group else CreditKind.PERSON,
        "contributor": contributor,
        "credited_as": line.credited_as if contributor else "",
        "printed_as": line.printed_as[:NAME_LENGTH] if line.printed_as != line.credited_as else "",
        "affiliation": people.find("organization", line.affiliation),
        "role_as_printed": printed[:NAME_LENGTH],
        "role_as_printed_language": guess_written_language(printed, among_japanese=True),
        "character_as_printed": line.character[:NAME_LENGTH],
        "character_as_printed_language": guess_written_language(line.character, among_japanese=True),
        "edition": line.edition,
        "position": line.position,
        # The source neither counts the people of a company that works nor names those it calls "and others".
        "absence_reason": AbsenceReason.NOT_YET_ENTERED
        if contributor is None or (group and role.is_labour)
        else "",
        "headcount": line.headcount if contributor is None else None,
        "evidence_kind": EvidenceKind.THIRD_PARTY,
        "evidence_note": line.note,
    }
