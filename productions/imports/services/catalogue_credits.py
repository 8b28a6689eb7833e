"""What a film of a catalogue says of its credits, as the values of rows."""

import re
from collections.abc import Iterable
from typing import Any

from productions.cast.services.named_characters import CastDirectory, NamedCharacter
from productions.catalogue.models.works import Episode
from productions.interchange.credit_text.statements import CreditLine
from productions.interchange.matching.label_parts import split_outside_brackets
from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.sheets.character_cells import split_character_cell
from productions.people.services.named_contributors import Directory
from productions.shared.choices import (
    AbsenceReason,
    CreditKind,
    EvidenceKind,
)
from productions.shared.models import NAME_LENGTH
from productions.shared.numbers import number_key
from productions.shared.refusals import Refusal
from productions.vocabulary.models import Role

CHARACTER_SEPARATORS = "、，,"
BRACKETED = re.compile(r"^[\[［](.+)[\]］]$")
"""A character in brackets of its own: `[総統]`."""
BRACKETS_BEHIND = re.compile(r"^([^\[［]+)[\[［]([^\]］]+)[\]］]$")
"""A form of a character in square brackets: `ラング[マブゼ]`."""
SOURCE_MARKS = re.compile(r"[*＊※\[\]［］]")


def build_credit_rows(
    roles: dict[str, Role],
    people: Directory,
    cast: CastDirectory,
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
        numbered = find_line_episodes(line, episodes)
        for episode in numbered or (None,):
            values = build_credit_values(roles, people, line, episode, in_full=not numbered)
            values["portrayals"] = build_portrayals(cast, line)
            key = get_row_identity(values) if values["contributor"] is not None else (len(rows),)
            if key not in rows:
                rows[key] = values
                places.append(line)
    return list(rows.values()), places


def find_line_episodes(line: CreditLine, episodes: dict[str, Episode]) -> list[Episode]:
    """The film's episodes that a line names, or in whose text it stands."""
    keys = [str(number) for number in line.episodes] or [number_key(line.episode)]
    return [episodes[key] for key in keys if key in episodes]


def list_line_characters(line: CreditLine) -> list[NamedCharacter]:
    """Whom a line's credit voices: `商人A、商人B` are two. A role in the character's place (語り) is none, and what is too long for a name neither."""
    if not line.character or line.character == line.role_as_printed:
        return []
    found: list[NamedCharacter] = []
    for words in split_outside_brackets(BRACKETED.sub(r"\1", line.character), CHARACTER_SEPARATORS):
        for cell in split_character_cell(strip_source_marks(words)):
            if max(len(cell.name), len(cell.label)) <= NAME_LENGTH:
                language = guess_written_language(cell.name, among_japanese=True)
                found.append(NamedCharacter(*cell, language))
    return list({named.variant_key: named for named in found}.values())


def strip_source_marks(character: str) -> str:
    """A character's name without what the source alone writes (`蜷*川新右衛門`, `[総統]`)."""
    return SOURCE_MARKS.sub("", BRACKETS_BEHIND.sub(r"\1（\2）", character))


def build_portrayals(cast: CastDirectory, line: CreditLine) -> list[dict[str, Any]]:
    found = map(cast.find, list_line_characters(line))
    return [{"character": character, "variant": variant} for character, variant in found]


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
    part = line.scope or line.episode
    if in_full and part:
        printed = f"{printed}［{part}］"
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
