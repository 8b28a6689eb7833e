"""Keys by which search finds, made anew where today's folds make others of what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from productions.shared.names import lookalike_key, search_key, title_search_key
from productions.shared.reader_texts import list_written_forms
from productions.shared.readings import join_readings, reading_key
from productions.shared.site_languages import WORK_LANGUAGE, list_translated_fields

SLICE_ROWS = 5000
"""Rows read at once, whose changes are written in a transaction."""
Derive = Callable[[Any], str]


def fold_title(title: Any) -> str:
    return title_search_key(title.text)


def fold_text(entry: Any) -> str:
    return search_key(entry.text)


SEARCH_KEYS: Mapping[str, tuple[tuple[str, ...], Mapping[str, Derive]]] = {
    "ContributorName": (
        ("text",),
        {
            "search_key": fold_text,
            "lookalike_key": lambda name: lookalike_key(name.text),
            "reading_key": lambda name: reading_key(name.text),
        },
    ),
    "ProductionTitle": (
        ("text",),
        {"search_key": fold_title, "reading_key": lambda title: reading_key(title.text)},
    ),
    "RoleAlias": (("text",), {"search_key": fold_text}),
    "AISystem": (
        ("name", "vendor"),
        {"search_key": lambda system: search_key(f"{system.name} {system.vendor}")},
    ),
    "Character": (
        ("name", "name_kana", *list_translated_fields("name", plain=WORK_LANGUAGE)),
        {
            "search_key": lambda one: search_key(" ".join(list_written_forms(one, "name"))),
            "reading_key": lambda one: join_readings(*list_written_forms(one, "name")),
        },
    ),
    "Song": (
        ("title", "title_kana", *list_translated_fields("title", plain=WORK_LANGUAGE)),
        {
            "search_key": lambda one: search_key(" ".join(list_written_forms(one, "title"))),
            "reading_key": lambda one: join_readings(*list_written_forms(one, "title")),
        },
    ),
    "Credit": (
        ("credited_as", "role_as_printed"),
        {
            "search_key": lambda credit: search_key(credit.credited_as),
            "printed_role_key": lambda credit: search_key(credit.role_as_printed),
        },
    ),
}
"""Models with such keys: what their keys are made of, and how."""


def renew_search_keys(entries: Any, name: str) -> int:
    """Give those of the entries of one model (its name in SEARCH_KEYS) other keys whose keys are not today's; returns how many.

    It reads all of them in the order of their keys, and may be cut off and run again.
    """
    written, derived = SEARCH_KEYS[name]
    columns = {field.name for field in entries.model._meta.concrete_fields}
    sources = columns.intersection(written)  # a language that was added has no column in the schema of before
    last = renewed = 0
    while found := list(
        entries.filter(pk__gt=last).order_by("pk").only("pk", *sources, *derived)[:SLICE_ROWS]
    ):
        changed = [entry for entry in found if renew_entry(entry, derived)]
        entries.model._base_manager.bulk_update(changed, list(derived), batch_size=500)
        last, renewed = found[-1].pk, renewed + len(changed)
    return renewed


def renew_entry(entry: Any, derived: Mapping[str, Derive]) -> bool:
    """Whether a key of the unsaved entry was another before."""
    before = [getattr(entry, key) for key in derived]
    for key, derive in derived.items():
        setattr(entry, key, derive(entry))
    return before != [getattr(entry, key) for key in derived]
