"""What a roll says in its own words, by language: a file a language in the folder `languages`, and this reads them.

A key is `table.entry`. A text with a number has the forms `one` and `other`; a language that needs no `one` leaves it out.
What a language does not have is said in the source language, so that a new one may begin with a few texts.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from productions.shared.site_languages import SOURCE_LANGUAGE

LANGUAGES_FOLDER = Path(__file__).parent / "languages"


def list_catalogue_languages() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(path.stem for path in LANGUAGES_FOLDER.glob("*.toml")))


@cache
def load_catalogue(language: str) -> Mapping[str, str]:
    """The texts of a language by their keys; none where it has no file."""
    path = LANGUAGES_FOLDER / f"{language}.toml"
    return dict(list_entries(tomllib.loads(path.read_text(encoding="utf-8")))) if path.exists() else {}


def list_entries(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a table with their whole keys."""
    for name, held in table.items():
        if isinstance(held, str):
            yield f"{before}{name}", held
        else:
            yield from list_entries(held, f"{before}{name}.")


@cache
def find_form(language: str, key: str, *, one: bool) -> str:
    """The text with its places, which `str.format` fills; of a text with forms the one for the number. Raises KeyError."""
    keys = (f"{key}.one", f"{key}.other", key) if one else (f"{key}.other", key)
    for catalogue in map(load_catalogue, (language, SOURCE_LANGUAGE)):
        for each in keys:
            if each in catalogue:
                return catalogue[each]
    raise KeyError(key)


def say_text(language: str, key: str, *, count: int | None = None, **values: object) -> str:
    """The text in the language. `count` chooses its form and stands in it as `{count}`. Raises KeyError."""
    return find_form(language, key, one=count == 1).format(count=count, **values)


def list_table(language: str, table: str) -> dict[str, str]:
    """The texts of a table, with their places, by their own names; those of the source language where the language has none."""
    start = f"{table}."
    names = [key.removeprefix(start) for key in load_catalogue(SOURCE_LANGUAGE) if key.startswith(start)]
    return {name: find_form(language, start + name, one=False) for name in names}
