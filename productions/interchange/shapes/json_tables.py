"""Answers of databases in JSON (AniList, MyAnimeList by Jikan, Bangumi, Annict, our own API) as tables.

A list of objects is a table: members of members have headings like `node.name.full`. A line is the number of an object in its list.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.workbook_limits import MAX_COLUMNS, MAX_ROWS
from productions.shared.names import text_problem
from productions.shared.time_limits import stop_at_deadline

MAX_JSON_DEPTH = 8
"""Lists and objects in one another in which a table is looked for; an answer of a database has five."""
MAX_JSON_CELL_CHARACTERS = 2_000


def list_json_tables(text: str) -> Iterator[Sheet]:
    """Every list of objects of a JSON text as a table, the outer ones first; none of a text that is no JSON."""
    if text.lstrip()[:1] not in ("[", "{"):
        return
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return
    level = [found]
    for _ in range(MAX_JSON_DEPTH):
        below: list[Any] = []
        for value in stop_at_deadline(level):
            objects = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
            if objects:
                yield build_json_table(objects)
            inner = value.values() if isinstance(value, dict) else objects
            below.extend(each for each in inner if isinstance(each, dict | list))
        level = below


def build_json_table(objects: list[dict[str, Any]]) -> Sheet:
    """A list of objects as a table; what is too much of it is left to whoever reads on."""
    rows = [dict(flatten_members(each)) for each in objects[:MAX_ROWS]]
    headings = tuple(dict.fromkeys(name for row in rows[:MAX_COLUMNS] for name in row))[:MAX_COLUMNS]
    return Sheet(
        headings,
        tuple(
            SheetRow(number, tuple(row.get(heading, "") for heading in headings))
            for number, row in enumerate(rows, start=1)
        ),
        heading_line=1,
    )


def flatten_members(value: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The members of an object as texts; those of an object inside it with its name before theirs, short lists with commas."""
    for name, inner in value.items():
        heading = f"{above}{name}"
        if isinstance(inner, dict) and depth < MAX_JSON_DEPTH:
            yield from flatten_members(inner, f"{heading}.", depth + 1)
        elif isinstance(inner, list):
            is_plain = all(isinstance(each, str | int | float) for each in inner)
            yield (
                heading,
                clean_json_text(", ".join(map(str, inner)) if is_plain else orjson.dumps(inner).decode()),
            )
        else:
            yield heading, clean_json_text(format_scalar(inner))


def format_scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def clean_json_text(text: str) -> str:
    """The text as a cell; one with characters that hide something, or that is too long, is left out as no name has any."""
    return "" if text_problem(text.strip(), limit=MAX_JSON_CELL_CHARACTERS) else text.strip()
