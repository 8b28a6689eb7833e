"""The languages of the site, in one list, and the names of the fields that hold a text for each of them.

Pages, rolls, sheets and the API take their languages from here. `docs/howto/add-a-language.md` says what a further one needs;
where it has no text yet, the first language of the list serves.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple


class SiteLanguage(NamedTuple):
    """A language that people read the site and its rolls in: its code (BCP 47), and what English and it itself call it."""

    code: str
    english_name: str
    own_name: str


SITE_LANGUAGES = (
    SiteLanguage("en", "English", "English"),
    SiteLanguage("ja", "Japanese", "日本語"),
)
SOURCE_LANGUAGE = SITE_LANGUAGES[0].code
"""The language of the texts in the code, and of readers whose own is not in the list."""
WORK_LANGUAGE = "ja"
"""The language of the works: a title or a name without a language is in it, and rolls are unless somebody asks for another."""
LANGUAGE_CODES = tuple(language.code for language in SITE_LANGUAGES)
OWN_NAMES = {language.code: language.own_name for language in SITE_LANGUAGES}


@cache
def list_codes_from(first: str) -> tuple[str, ...]:
    """The codes in the order of the list, after `first`."""
    return (first, *(code for code in LANGUAGE_CODES if code != first))


def map_languages(*, first: str = SOURCE_LANGUAGE) -> dict[str, SiteLanguage]:
    """The languages by code, `first` before the others."""
    languages = {language.code: language for language in SITE_LANGUAGES}
    return {code: languages[code] for code in list_codes_from(first)}


ROLL_LANGUAGES = list_codes_from(WORK_LANGUAGE)
"""The languages of rolls and sheets, that of the works first."""


def match_site_language(tag: str | None) -> str:
    """The code of the list that a tag is of (`ja-JP` is Japanese); the source language for any other."""
    code = (tag or "").lower().partition("-")[0]
    return code if code in LANGUAGE_CODES else SOURCE_LANGUAGE


def name_localised_field(base: str, language: str, *, plain: str = "") -> str:
    """`label_ja`; `base` alone in the language `plain`, whose texts need no ending."""
    return base if language == plain else f"{base}_{language}"


def map_localised_fields(
    base: str, *, plain: str = "", first: str = SOURCE_LANGUAGE
) -> dict[str, SiteLanguage]:
    """The names of the fields that hold a text in every language, `first` before the others, each with its language."""
    languages = map_languages(first=first)
    return {name_localised_field(base, code, plain=plain): each for code, each in languages.items()}


@cache
def list_localised_fields(base: str, *, plain: str = "", first: str = SOURCE_LANGUAGE) -> tuple[str, ...]:
    """The names alone."""
    return tuple(map_localised_fields(base, plain=plain, first=first))


def map_localised_members(kind: type[Any], base: str) -> dict[str, SiteLanguage]:
    """Those of them that a dataclass has."""
    return {
        name: language
        for name, language in map_localised_fields(base).items()
        if name in kind.__dataclass_fields__
    }


def list_translated_fields(base: str, *, plain: str) -> tuple[str, ...]:
    """The same without `base` itself: the translations of a text that is written in the language `plain`."""
    return tuple(name for name in list_localised_fields(base, plain=plain) if name != base)


def get_localised_text(entry: Any, base: str, language: str, *, plain: str = "") -> str:
    """The entry's text in the language; empty where it has none."""
    return str(getattr(entry, name_localised_field(base, language, plain=plain), "") or "")


def list_localised_texts(entry: Any, base: str, *, first: str = SOURCE_LANGUAGE) -> tuple[str, ...]:
    """The texts that the entry has, in the order of `list_codes_from`."""
    return tuple(
        str(text) for name in list_localised_fields(base, first=first) if (text := getattr(entry, name, ""))
    )


def pick_localised_text(entry: Any, base: str, language: str, *, plain: str = "") -> str:
    """The entry's text in the language, or else in the first of the list that it has one in."""
    return pick_first(
        get_localised_text(entry, base, code, plain=plain) for code in list_codes_from(language)
    )


def build_localised_members(kind: type[Any], base: str, texts: Mapping[str, Any]) -> dict[str, Any]:
    """Texts by language as the members `base_en` and its likes that a dataclass has."""
    members = map_localised_members(kind, base)
    return {name: texts[language.code] for name, language in members.items() if language.code in texts}


def copy_localised_texts(entry: Any, base: str, kind: type[Any], member: str) -> dict[str, Any]:
    """The entry's texts as such members of another dataclass."""
    return build_localised_members(
        kind, member, {code: get_localised_text(entry, base, code) for code in LANGUAGE_CODES}
    )


def pick_first(texts: Iterable[str]) -> str:
    """The first text that is not empty; empty where all are."""
    return next(filter(None, texts), "")
