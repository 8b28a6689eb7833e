"""Credits of the API that voice somebody, as a cast list has them: a character, and beside it who voices them.

The API says no character of whoever withheld their name, since it would tell who is meant (H16).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from productions.shared.site_languages import name_localised_field

CAST = {"department": "cast"}
"""The filter of credits that leaves those of the cast."""


def has_cast(staff: Iterable[dict[str, Any]]) -> bool:
    """Whether anybody on the API's staff list is of the cast: only then are its credits worth a read, which arranges the whole roll."""
    return any(row["department"]["code"] == CAST["department"] for row in staff)


@dataclass(frozen=True)
class CastLine:
    """One character, or several of one voice, with the credits that voice them, in the order of the roll."""

    characters: str
    """As the roll prints them, or else their names in the page's language."""
    language: str
    """Of that text, as a tag; empty where nobody said."""
    credits: list[dict[str, Any]]


def arrange_cast(credits: Iterable[dict[str, Any]]) -> list[CastLine]:
    """Lines of credits that say whom they voice, in the order of the credits; neighbours of one character are one line."""
    telling = (credit for credit in credits if get_characters(credit)[0])
    return [CastLine(*characters, list(same)) for characters, same in groupby(telling, key=get_characters)]


def get_characters(credit: dict[str, Any]) -> tuple[str, str]:
    """Whom a credit voices, and the language of that text; two empty texts where it does not say."""
    if credit["character_as_printed"]:
        return credit["character_as_printed"], credit["character_as_printed_language"] or ""
    return " / ".join(write_character_names(credit["portrayals"])), ""


def write_character_names(portrayals: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The names of characters in the page's language, or as they are, each with what tells its variant apart."""
    translated = name_localised_field("name", get_language())
    for portrayal in portrayals:
        name = portrayal.get(translated) or portrayal["name"]
        yield f"{name} ({portrayal['variant_label']})" if portrayal["variant_label"] else name


def arrange_characters(credits: Iterable[dict[str, Any]]) -> dict[str, list[CastLine]]:
    """The same by the uid of the work, of one person's credits: each character once."""
    works: dict[str, dict[str, CastLine]] = {}
    for credit in credits:
        characters, language = get_characters(credit)
        if characters:
            lines = works.setdefault(credit["production"]["uid"], {})
            lines.setdefault(characters, CastLine(characters, language, [])).credits.append(credit)
    return {uid: list(lines.values()) for uid, lines in works.items()}
