"""How every verb writes: clean the texts, check the whole row, save, and leave an event.

One home for what all tables share, so that a verb holds only its own rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from productions.ledger.models import Redirect, Tombstone
from productions.ledger.services.breaches import explain_integrity_error
from productions.ledger.services.bulk_insert import INSERT_BATCH_ROWS, insert_entries
from productions.ledger.services.checking import check_entity, check_fields, prepare_entity
from productions.ledger.services.ledger import (
    compare_snapshots,
    describe_birth,
    get_entity_uid,
    record_births,
    record_changes,
    record_event,
    take_snapshot,
)
from productions.ledger.services.redaction import blank_personal
from productions.shared.models import NAME_LENGTH, Record, Removable
from productions.shared.refusals import Refusal
from productions.users.models import User

M = TypeVar("M", bound=models.Model)
P = ParamSpec("P")
R = TypeVar("R", bound=Removable)
T = TypeVar("T")

MAX_STATEMENT_KEYS = 5000
"""Rows named in one statement; SQLite takes 32,766 values in one."""


def in_transaction(verb: Callable[P, T]) -> Callable[P, T]:
    """In a transaction of its own, or in the one that is open: of what it has written nothing stays when that one is taken back.

    For verbs that doors call alone: it spares them a savepoint of their own beside that of `create_entity` or `change_entity`.
    """

    @wraps(verb)
    def run(*args: P.args, **values: P.kwargs) -> T:
        if connection.in_atomic_block:
            return verb(*args, **values)
        with transaction.atomic():
            return verb(*args, **values)

    return run


def store_entity(entity: models.Model, **options: Any) -> None:
    """Save; where the database refuses, with the sentences of the constraints that say no. Raises Refusal."""
    try:
        with transaction.atomic():
            entity.save(**options)
    except IntegrityError as error:
        raise explain_integrity_error([entity], error) from error


def create_entity(
    entity: M, *, by: User | None, now: datetime, action: str = "created", reason: str = ""
) -> M:
    """Check and insert one entry with its event."""
    prepare_entity(entity)
    check_fields(entity)
    try:
        with transaction.atomic():
            entity.save(force_insert=True)
            record_event(entity, action=action, changes=describe_birth(entity), by=by, now=now, reason=reason)
    except IntegrityError as error:
        raise explain_integrity_error([entity], error) from error
    return entity


@transaction.atomic
def create_many(
    entities: Sequence[M], *, by: User | None, now: datetime, action: str = "created", reason: str = ""
) -> Sequence[M]:
    """Insert many prepared entries of one table with an event for each.

    The database's constraints stand; a violation raises django.db.IntegrityError for the whole lot, and the
    caller that knows the lines says which. Call `prepare_entity` on each before.
    """
    if not entities:
        return entities
    insert_entries(entities)
    record_births(entities, action=action, by=by, now=now, reason=reason)
    return entities


def change_entity(
    entity: M,
    values: Mapping[str, Any],
    *,
    by: User | None,
    now: datetime,
    action: str = "changed",
    reason: str = "",
    is_locked: bool = False,
) -> M:
    """Set `values`, check, and save what really differs with its event. Nothing different: nothing written.

    `is_locked`: the caller has read the row under its lock. When it fails, the entry in memory has its old values again.
    """
    before, private = take_snapshot(entity), names_are_private(entity)
    old = {name: getattr(entity, name) for name in values}
    if isinstance(entity, Removable):
        old["revision"] = entity.revision
    try:
        for name, value in values.items():
            setattr(entity, name, value)
        prepare_entity(entity)
        changes = compare_snapshots(entity, before, take_snapshot(entity))
        if not changes:
            return entity
        check_fields(entity, changed=changes)
        try:
            with transaction.atomic():
                derived: frozenset[str] = getattr(entity, "DERIVED_FIELDS", frozenset())
                revision = next_revision(entity, is_locked=is_locked)
                entity.save(update_fields={*changes, *derived, *revision})
                if names_are_private(entity) and not private:
                    blank_personal([get_entity_uid(entity)])
                record_event(entity, action=action, changes=changes, by=by, now=now, reason=reason)
        except IntegrityError as error:
            raise explain_integrity_error([entity], error) from error
    except BaseException:  # the database's troubles too: the same entry may be saved again
        for name, value in old.items():
            setattr(entity, name, value)
        raise
    return entity


@transaction.atomic
def change_each(
    entities: Sequence[R],
    alter: Callable[[R], None],
    *,
    by: User | None,
    now: datetime,
    action: str = "changed",
    reason: str = "",
) -> int:
    """Alter entries of one table that the caller has locked, with their links read, and save what really differs with an event each.

    Returns how many changed. Costs the same few queries for any number. Raises Refusal where the database's constraints
    say no, with the sentences of the entries that break them.
    """
    altered = []
    for entity in entities:
        before, columns = take_snapshot(entity), dict(entity.__dict__)
        alter(entity)
        prepare_entity(entity)
        if changes := compare_snapshots(entity, before, take_snapshot(entity)):
            entity.revision += 1
            altered.append(AlteredEntity(entity, changes, changed_columns(entity, columns)))
    if not altered:
        return 0
    try:
        with transaction.atomic():
            save_altered(altered)
    except IntegrityError as error:
        raise explain_integrity_error([each.entity for each in altered], error) from error
    changed = [(each.entity, each.changes) for each in altered]
    record_changes(changed, action=action, by=by, now=now, reason=reason)
    return len(altered)


class AlteredEntity(NamedTuple):
    """An entry whose values differ from the stored ones: as the ledger tells it, and column by column."""

    entity: Removable
    changes: dict[str, list[Any]]
    columns: dict[str, Any]


def changed_columns(entity: models.Model, before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns, derived ones too, whose values in memory are not those of `before`."""
    values = entity.__dict__
    return {
        field.attname: values[field.attname]
        for field in entity._meta.concrete_fields
        if values[field.attname] != before.get(field.attname) and not field.primary_key
    }


def save_altered(altered: Sequence[AlteredEntity]) -> None:
    """Save entries of one table: in one statement where all get the same values, else each its own."""
    rows = type(altered[0].entity)._base_manager
    entities, columns = [each.entity for each in altered], [each.columns for each in altered]
    same = {name: value for name, value in columns[0].items() if name != "revision"}
    if all({**same, "revision": each["revision"]} == each for each in columns):
        keys = [entity.pk for entity in entities]
        for start in range(0, len(keys), MAX_STATEMENT_KEYS):
            chosen = rows.filter(pk__in=keys[start : start + MAX_STATEMENT_KEYS])
            chosen.update(**same, revision=F("revision") + 1)
    else:
        fields = {name for each in columns for name in each}
        rows.bulk_update(entities, sorted(fields), batch_size=INSERT_BATCH_ROWS)


def names_are_private(entity: models.Model) -> bool:
    """Whether the entry has personal values that the ledger keeps no longer."""
    return isinstance(entity, Record) and bool(entity.PERSONAL_FIELDS) and entity.names_are_private


def next_revision(entity: models.Model, *, is_locked: bool = False) -> tuple[str, ...]:
    """Number the change that is about to be saved; returns the field to save with it.

    The row is locked until the transaction ends, so that no two states of an entry share a revision; `is_locked`: it was
    read so.
    """
    if not isinstance(entity, Removable):
        return ()
    if not is_locked:
        stored = type(entity)._base_manager.select_for_update().filter(pk=entity.pk).values_list("revision")
        entity.revision = stored.get()[0]
    entity.revision += 1
    return ("revision",)


def require_reason(reason: str) -> None:
    """Raise Refusal where a removal has no reason."""
    if not reason.strip():
        raise Refusal(
            _("Say why it is removed."), rule="H8", fields={"reason": [_("Say why it is removed.")]}
        )


@transaction.atomic
def mark_removed(entity: R, *, by: User | None, now: datetime, reason: str) -> R:
    """Take an entry out of the record: its row stays, a tombstone says who, when and why (H8).

    The names that it held stay in its row alone: the ledger's copies are blanked, and the tombstone has none (H16).
    """
    require_reason(reason)
    if entity.removed_at is not None:
        raise Refusal(_("It was already removed."))
    seen = is_or_was_public(entity)
    entity.removed_at = now
    entity.save(update_fields=["removed_at"])
    Tombstone.objects.create(
        entity_type=entity._meta.model_name or "",
        entity_uid=entity.uid,
        label=entity.label_without_names[:NAME_LENGTH],
        removed_by=by,
        removed_at=now,
        reason=reason,
        was_public=seen,
    )
    if entity.PERSONAL_FIELDS:
        blank_personal([entity.uid])
    record_event(entity, action="removed", changes={}, by=by, now=now, reason=reason)
    return entity


@transaction.atomic
def mark_restored(
    entity: R,
    *,
    by: User | None,
    now: datetime,
    reason: str,
    action: str = "removal undone",
    merged_into: Removable | None = None,
) -> R:
    """Bring a removed or merged entry back; its tombstone or redirect stands no longer. Raises Refusal where something took its place.

    `merged_into`: what it was merged into, where its table has no column for that.
    """
    changes: dict[str, list[Any]] = {}
    entity.removed_at = None
    if (standing := getattr(entity, "merged_into", None)) is not None:
        changes["merged_into"] = [str(standing.uid), None]
        entity.merged_into = None  # type: ignore[attr-defined]
    check_entity(entity)
    store_entity(entity, update_fields=["removed_at", *changes, *next_revision(entity)])
    Tombstone.objects.standing().filter(entity_uid=entity.uid).update(undone_at=now)
    Redirect.objects.standing().filter(from_uid=entity.uid).update(undone_at=now)
    if merged_into is not None:
        changes["merged_into"] = [str(merged_into.uid), None]
    record_event(entity, action=action, changes=changes, by=by, now=now, reason=reason)
    return entity


def is_or_was_public(entity: Removable) -> bool:
    """Whether strangers can see the entry that is about to be removed, or could while what it belonged to was there."""
    rows: Any = type(entity)._default_manager.filter(pk=entity.pk)
    if hasattr(rows, "public") and rows.public().exists():
        return True
    return bool(hasattr(rows, "once_public") and rows.once_public().exists())
