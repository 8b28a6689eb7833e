"""Names in rows of a cast that say the character too: `見本 花（アキラ）`, `アキラ／見本 花`. What may be something else stays as it is."""

import re
import unicodedata
from dataclasses import replace

from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.name_cells.name_shapes import is_kanji_half, is_reading_of, is_whole_name
from productions.interchange.problems import Problem
from productions.interchange.sheets.character_cells import AGE_PATTERN
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.sheet import format_cell_place
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

MAX_AGE_CHARACTERS = 4
"""青年期 is an age, 魔女の少女 a character."""
CAST_ROLES = frozenset({"voice", "dubbing"})
BRACKET_PATTERN = compile_late(r"(?P<name>[^（()）／/]+?)\s*[（(](?P<inside>[^（()）]+)[）)]")
SLASH_PATTERN = compile_late(r"(?P<first>[^（()）／/\n]+)[／/](?P<second>[^（()）／/\n]+)")
OTHER_MEANING_PATTERN = compile_late(
    r"[0-9#＃※*]|話|回|様|さん|新人|特別|友情|所属|事務所|プロ|劇団|座\Z|声|旧|敬称|CV", re.IGNORECASE
)
"""What in a bracket speaks of the person or of episodes, and names no character."""


def read_cast_name(row: CreditSheetRow) -> tuple[CreditSheetRow, Problem | None]:
    """The row with its character apart, and what is told of that; a row that is of no cast, or that says its character, as it is."""
    if row.character or row.song or row.credited_as or not row.name or row.kind == "organization":
        return row, None
    if load_shipped_labels().code(row.role) not in CAST_ROLES:
        return row, None
    found = part_name_and_character(row.name.strip())
    if found is None:
        return row, None
    name, character = found
    told = Sentence(
        "“%(text)s” is read as %(name)s in the part of %(character)s.",
        text=shorten_for_message(row.name),
        name=shorten_for_message(name),
        character=shorten_for_message(character),
    )
    place = format_cell_place(row.line, "", row.worksheet)
    note = Problem(place, told, row.line, worksheet=row.worksheet)
    return replace(row, name=name, character=character), note


def part_name_and_character(text: str) -> tuple[str, str] | None:
    """Who voices and whom, where the cell can mean nothing else."""
    if match := BRACKET_PATTERN.fullmatch(text):
        name, inside = match["name"].strip(), match["inside"].strip()
        is_theirs = is_whole_name(name) and not is_organization(name)
        return (name, inside) if is_theirs and may_be_character(inside, name) else None
    if match := SLASH_PATTERN.fullmatch(text):
        first, second = match["first"].strip(), match["second"].strip()
        for name, character in ((second, first), (first, second)):
            is_sure = is_whole_name(name) and not is_organization(name) and not is_whole_name(character)
            if is_sure and not is_kanji_half(character) and may_be_character(character, name):
                return name, character
    return None


def may_be_character(text: str, name: str) -> bool:
    """Whether a text beside a name is no company, no reading of it, no age, no remark."""
    plain = unicodedata.normalize("NFKC", text)
    return not (
        OTHER_MEANING_PATTERN.search(plain)
        or (len(plain) <= MAX_AGE_CHARACTERS and AGE_PATTERN.search(plain))
        or is_organization(text)
        or is_reading_of(name, text) is True
    )
