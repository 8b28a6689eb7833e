"""Every row of the registry as it is now, to compare states before and after an act and its undo."""

import json
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import JSONField

from productions.models import Event, Redirect, Tombstone, Undoable

COUNTERS = {"revision", "kept_at", "changed_at", "withdrawn_at"}
"""Columns that only go on: how often a row was changed, and when copies were last made."""


def all_rows() -> dict[tuple[str, Any], dict[str, Any]]:
    """Each row's columns as they are stored, without the ledger; of tombstones and redirects those that stand.

    Asked by SQL alone: the vocabulary has thousands of rows, and Django would make a value of each of their columns.
    """
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("productions").get_models():
            if model in (Event, Undoable):
                continue
            standing = " WHERE undone_at IS NULL" if model in (Tombstone, Redirect) else ""
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"{standing}')
            columns = [each[0] for each in cursor.description]
            kept = [place for place, column in enumerate(columns) if column not in COUNTERS]
            json_columns = {
                field.column for field in model._meta.concrete_fields if isinstance(field, JSONField)
            }
            key = columns.index(model._meta.pk.column)
            for values in cursor.fetchall():
                row = {columns[place]: make_comparable(values[place]) for place in kept}
                for column in json_columns:
                    row[column] = json.loads(row[column] or "null")
                found[model.__name__, values[key]] = row
    return found


def make_comparable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def changed_rows(before: dict[Any, Any], after: dict[Any, Any]) -> dict[Any, Any]:
    """What differs, by row, as `(before, after)` of the columns that do; for messages of tests."""
    return {
        key: {
            name: ((before.get(key) or {}).get(name), (after.get(key) or {}).get(name))
            for name in (before.get(key) or after.get(key) or {})
            if (before.get(key) or {}).get(name) != (after.get(key) or {}).get(name)
        }
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
