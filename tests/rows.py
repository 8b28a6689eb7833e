"""Every row of the registry as it is now, to compare states before and after an act and its undo."""

from typing import Any

from django.apps import apps
from django.db.models import BinaryField

from productions.models import Event, Redirect, Tombstone, Undoable

COUNTERS = {"revision", "kept_at", "changed_at", "withdrawn_at"}
"""Columns that only go on: how often a row was changed, and when copies were last made."""


def all_rows() -> dict[tuple[str, int], dict[str, Any]]:
    """Each row's columns, without the ledger; of tombstones and redirects those that stand."""
    found = {}
    for model in apps.get_app_config("productions").get_models():
        if model in (Event, Undoable):
            continue
        rows: Any = model._base_manager.all()
        if model in (Tombstone, Redirect):
            rows = rows.filter(undone_at=None)
        columns = [column for column in model._meta.concrete_fields if column.name not in COUNTERS]
        for row in rows:
            found[model.__name__, row.pk] = {
                column.name: bytes(getattr(row, column.attname))
                if isinstance(column, BinaryField)
                else getattr(row, column.attname)
                for column in columns
            }
    return found


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
