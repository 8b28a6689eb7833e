"""What a merge or a removal changes, noted while it is done: the rows as they were before and after (H15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models

from productions.shared.intake_choices import UndoableKind
from productions.shared.models import Record
from productions.shared_entries.models import Undoable
from productions.users.models import User

Line = tuple[str, int, dict[str, list[Any]]]
KEPT_FIELD_TYPES: tuple[type[models.Field[Any, Any]], ...] = (
    models.ForeignKey,
    models.BooleanField,
    models.DateTimeField,
    models.IntegerField,
    models.UUIDField,
)
JOINED_DETAILS = "joined details"
"""In place of a table: lines that hold lengths of texts, and are taken back by a verb of their own."""
BILLED_PLACES = "billed places"
"""In place of a table: lines that hold keys of credits in billing orders, and are taken back by a verb of their own."""
MADE_ENTRIES = "made entries"
"""In place of a table: the entry that a split made, which goes when the split is taken back."""
NO_TABLES = frozenset({JOINED_DETAILS, BILLED_PLACES, MADE_ENTRIES})
NEVER_KEPT = frozenset({"id", "uid", "revision", "kept_at"})


@cache
def list_kept_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that an undo brings back: links, flags, numbers, times and codes. Never a text (H16), and nothing that follows others."""
    left_out: frozenset[str] = NEVER_KEPT.union(
        *(getattr(model, name, ()) for name in ("DERIVED_FIELDS", "KEPT_FIELDS"))
    )
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in left_out and (isinstance(field, KEPT_FIELD_TYPES) or field.choices)
    )


def read_kept_values(row: models.Model) -> dict[str, Any]:
    """These columns of a row, as JSON holds them exactly: times with their microseconds."""
    values = {name: getattr(row, name) for name in list_kept_columns(type(row))}
    return {
        name: value.isoformat()
        if isinstance(value, datetime)
        else value
        if value is None or isinstance(value, bool | int)
        else str(value)
        for name, value in values.items()
    }


class RowWatch:
    """The rows that an act may change: `watch` them before, take the `lines` after."""

    def __init__(self) -> None:
        self.before: dict[tuple[type[models.Model], int], dict[str, Any]] = {}
        self.joined: list[Line] = []
        """Lines of what is no row as a whole."""

    def watch(self, rows: Iterable[models.Model]) -> None:
        """Note the rows as they are. Those that are noted already stay as they were."""
        for row in rows:
            self.before.setdefault((type(row), row.pk), read_kept_values(row))

    def note_joined(self, joined: Iterable[tuple[int, dict[str, list[Any]]]]) -> None:
        """Note private details that got another's texts, by lengths (`private_details.join_private_details`)."""
        self.joined += [(JOINED_DETAILS, key, added) for key, added in joined]

    def note_placed(self, placed: Iterable[tuple[int, dict[str, list[int]]]]) -> None:
        """Note places in billing orders that a credit took over from another (`doubled_credits.take_billing_places`)."""
        self.joined += [(BILLED_PLACES, key, places) for key, places in placed]

    def note_made(self, entry: models.Model) -> None:
        """Note an entry that the act itself made."""
        self.joined.append((MADE_ENTRIES, entry.pk, {}))

    def lines(self) -> list[Line]:
        """What has changed, table by table. One query for each table."""
        found: list[Line] = []
        by_model: dict[type[models.Model], list[int]] = {}
        for model, key in self.before:
            by_model.setdefault(model, []).append(key)
        for model, keys in by_model.items():
            rows = model._base_manager.in_bulk(keys)
            for key in keys:
                old, new = self.before[model, key], read_kept_values(rows[key])
                if changed := {name: [old[name], new[name]] for name in old if old[name] != new[name]}:
                    found.append((model._meta.model_name or "", key, changed))
        return [*found, *self.joined]


def name_undoable(entry: Record, kind: UndoableKind) -> str:
    """What an act is kept as done to: the entry, or its kind or what was split off alone, which stand beside a merge (`undoable_once`)."""
    name = entry._meta.model_name or ""
    return f"{name} {kind}" if kind in (UndoableKind.KIND, UndoableKind.SPLIT) else name


def keep_undoable(
    watch: RowWatch,
    entry: Record,
    kind: UndoableKind,
    *,
    by: User | None,
    now: datetime,
    into: Record | None = None,
) -> Undoable:
    """Keep what the act on `entry` changed. Call it at the end of the act, in its transaction."""
    return Undoable.objects.create(
        kind=kind,
        entity_type=name_undoable(entry, kind),
        entity_uid=entry.uid,
        into_uid=into.uid if into is not None else None,
        lines=watch.lines(),
        done_by=by,
        done_at=now,
    )
