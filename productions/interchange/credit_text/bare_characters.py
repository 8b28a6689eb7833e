"""A cast's names that stand without a character, and characters that stand without a name."""

import re
from dataclasses import replace

from productions.interchange.credit_text.joined_names import read_unnamed_people
from productions.interchange.credit_text.openings import Opening
from productions.interchange.credit_text.organizations import is_organization
from productions.shared.late_patterns import compile_late

_JOINED = compile_late(r"[^\s／/][／/]\Z")


def has_characters_alone(pieces: list[str]) -> bool:
    """Whether a cast list brackets its characters, and never leaves the brackets empty: what stands without them is a character.

    `【母】山田花子　／　仔猫` says that nobody is named for the kitten.
    """
    named = [piece.partition("】")[0].strip("【 　") for piece in pieces if piece.startswith("【")]
    return len(named) > 1 and all(named)


def is_joined_name(text: str, start: int) -> bool:
    """Whether a slash without a space before it joins what begins here to the name before: `【犬】山田花子／鈴木太郎`."""
    return bool(_JOINED.search(text, max(0, start - 2), start))


def read_bare_character(text: str, opening: Opening) -> Opening:
    """`泥棒（藤田洋）` and `仔猫` in a list of bracketed characters: a character, with or without an actor."""
    piece = text[opening.start : opening.end]
    bare = opening.label is None and opening.character is None
    if not bare or is_organization(piece) or read_unnamed_people(piece):
        return opening
    found = re.match(r"[^（(]+", piece)
    if found is None:
        return opening
    return replace(opening, start=opening.start + found.end(), character=found[0].strip())
