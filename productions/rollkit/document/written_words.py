"""Which words a roll prints: those that were written, or its own where what was written is in another language (H18)."""

import unicodedata

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line, RoleBlock
from productions.shared.site_languages import (
    LANGUAGE_CODES,
    WORK_LANGUAGE,
    get_localised_text,
    pick_localised_text,
)

OTHER_ROLE = "other"
"""The role of work that the vocabulary has no word for."""


def choose_heading(block: RoleBlock, lang: str) -> str:
    """The role as printed; its label where nothing else was written, or only in another language than that of the roll.

    Of a role that the vocabulary does not have, what was written is the only name.
    """
    if block.heading and (block.role == OTHER_ROLE or is_readable_in(block.heading_language, lang)):
        return block.heading
    return pick_localised_text(block, "label", lang)


def list_headings(block: RoleBlock) -> tuple[str, ...]:
    """The same on a roll in each language of the site, in their order."""
    return tuple(choose_heading(block, code) for code in LANGUAGE_CODES)


def choose_character(line: Line, lang: str) -> str:
    """Whom the line voices: as written, or as the entries say it in the language of the roll; empty where nobody said."""
    own = get_localised_text(line, "character", lang)
    if line.character and (not own or is_readable_in(line.character_language, lang)):
        return line.character
    return own or (get_localised_text(line, "character", WORK_LANGUAGE) if lang != WORK_LANGUAGE else "")


def choose_name(line: Line, lang: str) -> str:
    """The name as credited; on a roll in another language than Japanese in Latin letters, where it has others and they are recorded. Nothing is guessed."""
    if isinstance(line, JoinedLine):
        return line.joiner.join(choose_name(member, lang) for member in line.members)
    if lang == WORK_LANGUAGE or not line.romaji or is_in_latin_letters(line.name):
        return line.name
    return line.romaji


def is_in_latin_letters(text: str) -> bool:
    """Whether no letter of a text is of another script; full-width letters are Latin, too."""
    letters = filter(str.isalpha, unicodedata.normalize("NFKC", text))
    return all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def is_readable_in(language: str, lang: str) -> bool:
    """Whether a text is printed as written on a roll in `lang`: it is in that language (BCP 47), or nobody said in which."""
    return language.split("-")[0] in ("", lang)
