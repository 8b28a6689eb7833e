"""The ledger: one event for each change, written in the change's own transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from productions.models import Event, Production, User
from productions.models.base import Record

PRIVATE = "(private)"
NEVER_RECORDED = frozenset({"id", "uid", "removed_at", "revision"})


def production_of(entity: models.Model) -> Production | None:
    """The production that an entry belongs to; None for contributors, roles, AI systems and users."""
    if isinstance(entity, Production):
        return entity
    for step in ("production", "credit", "from_cut", "release"):
        if (parent := getattr(entity, step, None)) is not None:
            return production_of(parent)
    return None


def recorded_value(entity: models.Model, field: models.Field[Any, Any]) -> Any:
    """A field's value as the ledger keeps it: JSON scalars, and uids (or user names) for foreign keys."""
    if not field.is_relation:
        return getattr(entity, field.attname)
    related = getattr(entity, field.name)
    if related is None:
        return None
    return str(related.uid) if hasattr(related, "uid") else str(related)


def recorded_fields(entity: models.Model) -> list[models.Field[Any, Any]]:
    """The fields that the ledger follows, in the order of the table."""
    left_out = NEVER_RECORDED | getattr(entity, "DERIVED_FIELDS", frozenset())
    return [field for field in entity._meta.concrete_fields if field.name not in left_out]


def snapshot(entity: models.Model) -> dict[str, Any]:
    """Every followed field with its value."""
    return {field.name: recorded_value(entity, field) for field in recorded_fields(entity)}


def differences(entity: models.Model, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What differs, field by field as `[old, new]`; the values of private fields stay out."""
    private: frozenset[str] = getattr(entity, "PRIVATE_FIELDS", frozenset())
    return {
        name: [PRIVATE, PRIVATE] if name in private else [old.get(name), new.get(name)]
        for name in new
        if old.get(name) != new.get(name) and not (name not in old and new[name] in ("", None))
    }


def event_for(
    entity: models.Model,
    *,
    action: str,
    changes: Mapping[str, Any],
    by: User | None,
    now: datetime,
    reason: str = "",
) -> Event:
    """An event that is not saved yet. Entities without a uid (users) are known by a uid made from their id."""
    return Event(
        at=now,
        actor=by,
        action=action,
        entity_type=entity._meta.model_name or "",
        entity_uid=entity_uid(entity),
        production=production_of(entity),
        changes=dict(changes),
        reason=reason,
    )


def entity_uid(entity: models.Model) -> Any:
    """The uid under which the ledger knows an entry."""
    return entity.uid if isinstance(entity, Record) else user_uid(entity)


def user_uid(user: models.Model) -> Any:
    """User accounts come from Django and have no uid column: their id, in the shape of a uid."""
    return f"00000000-0000-8000-8000-{user.pk:012d}"


def record_event(
    entity: models.Model,
    *,
    action: str,
    changes: Mapping[str, Any],
    by: User | None,
    now: datetime,
    reason: str = "",
) -> Event:
    """Write one event. Call it inside the transaction of the change."""
    event = event_for(entity, action=action, changes=changes, by=by, now=now, reason=reason)
    event.save(force_insert=True)
    return event


def record_events(events: Sequence[Event]) -> None:
    """Write many events at once, in their order."""
    Event.objects.bulk_create(events, batch_size=500)


def number_events(*, limit: int = 2000) -> int:
    """Give the oldest unnumbered events their gap-free numbers; returns how many.

    Runs after the writers have committed, so they never wait for each other; two sequencers at once cannot
    give a number twice, the slower one leaves its share to the next run.
    """
    try:
        with transaction.atomic():
            return Event.objects.all().assign_numbers(limit=limit)
    except IntegrityError:
        return 0
