"""The ledger: one event for each change, written in the change's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.utils.module_loading import import_string

from productions.ledger.models import Event
from productions.ledger.services.bulk_insert import insert_values
from productions.shared.choices import PERSONAL_MARK
from productions.shared.models import Record
from productions.shared.uids import new_uids
from productions.users.models import User

PRIVATE_MARK = "(private)"
EMPTY_VALUES: tuple[Any, ...] = (None, "", [])
NEVER_RECORDED = frozenset({"id", "uid", "removed_at", "revision"})


def find_production_of(entity: models.Model) -> models.Model | None:
    """The production that an entry belongs to; None for contributors, roles, AI systems and users."""
    if getattr(entity, "IS_TENANT", False):
        return entity
    for step in ("production", "credit", "character", "from_cut", "release", "song", "episode"):
        if (parent := getattr(entity, step, None)) is not None:
            return find_production_of(parent)
    return None


def get_recorded_link(entity: models.Model, name: str) -> Any:
    """A foreign key's value as the ledger keeps it: the uid of the other entry, the name of a user."""
    related = entity._state.fields_cache.get(name) or getattr(entity, name)
    return related.uid if isinstance(related, Record) else None if related is None else str(related)


@cache
def list_recorded_fields(model: type[models.Model]) -> tuple[tuple[str, str, bool], ...]:
    """Name, attribute and whether it is a link, of the fields that the ledger follows, in the table's order."""
    left_out = NEVER_RECORDED.union(*(getattr(model, name, ()) for name in ("DERIVED_FIELDS", "KEPT_FIELDS")))
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    return tuple((field.name, field.attname, field.is_relation) for field in fields)


def take_snapshot(entity: models.Model) -> dict[str, Any]:
    """Every followed field with its value; JSON takes uids as they are."""
    values = entity.__dict__
    return {
        name: get_recorded_link(entity, name) if link and values[attname] is not None else values[attname]
        for name, attname, link in list_recorded_fields(type(entity))
    }


def compare_snapshots(
    entity: models.Model, old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """What differs, field by field as `[old, new]`; the values of private fields stay out."""
    private: frozenset[str] = getattr(entity, "PRIVATE_FIELDS", frozenset())
    return {
        name: [PRIVATE_MARK, PRIVATE_MARK] if name in private else [old.get(name), new.get(name)]
        for name in new
        if old.get(name) != new.get(name)
    }


def describe_birth(entity: models.Model) -> dict[str, list[Any]]:
    """Everything that a new entry holds, as its first event has it."""
    values = entity.__dict__
    private: frozenset[str] = getattr(entity, "PRIVATE_FIELDS", frozenset())
    return {
        name: [PRIVATE_MARK, PRIVATE_MARK]
        if name in private
        else [None, get_recorded_link(entity, name) if link else values[attname]]
        for name, attname, link in list_recorded_fields(type(entity))
        if values[attname] is not None and values[attname] != ""
    }


def split_personal_values(
    entity: models.Model, changes: Mapping[str, list[Any]]
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """`changes` and `personal` of an event: personal values are kept apart, or not at all once they are private (H16).

    What is empty stays where it is, so that an event goes on saying that a name was given or taken away.
    """
    names: frozenset[str] = getattr(entity, "PERSONAL_FIELDS", frozenset())
    personal = {name: pair for name, pair in changes.items() if name in names} if names else {}
    if not personal:
        return dict(changes), {}
    held = {
        name: [value if value in EMPTY_VALUES else PERSONAL_MARK for value in pair]
        for name, pair in personal.items()
    }
    return {**changes, **held}, {} if getattr(entity, "names_are_private", False) else personal


def build_event(
    entity: models.Model,
    *,
    action: str,
    changes: Mapping[str, Any],
    by: User | None,
    now: datetime,
    reason: str = "",
) -> Event:
    """An event that is not saved yet. Entities without a uid (users) are known by a uid made from their id."""
    shown, personal = split_personal_values(entity, changes)
    production: Any = find_production_of(entity)
    return Event(
        at=now,
        actor=by,
        action=action,
        entity_type=entity._meta.model_name or "",
        entity_uid=get_entity_uid(entity),
        production=production,
        changes=shown,
        personal=personal,
        reason=reason,
    )


def get_entity_uid(entity: models.Model) -> Any:
    """The uid under which the ledger knows an entry."""
    return entity.uid if isinstance(entity, Record) else make_user_uid(entity)


def make_user_uid(user: models.Model) -> Any:
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
    event = build_event(entity, action=action, changes=changes, by=by, now=now, reason=reason)
    event.save(force_insert=True)
    return event


def record_births(
    entities: Sequence[models.Model], *, action: str, by: User | None, now: datetime, reason: str = ""
) -> None:
    """One event for each new entry of one table, in their order; the same as `record_event` of each."""
    births = ((entity, describe_birth(entity)) for entity in entities)
    write_events(births, count=len(entities), action=action, by=by, now=now, reason=reason)


def record_changes(
    changed: Sequence[tuple[models.Model, Mapping[str, Any]]],
    *,
    action: str,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> None:
    """One event for each entry of one table with its changes, in their order; the same as `record_event` of each."""
    write_events(changed, count=len(changed), action=action, by=by, now=now, reason=reason)


def write_events(
    changed: Iterable[tuple[models.Model, Mapping[str, Any]]],
    *,
    count: int,
    action: str,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """The same for `count` entries, whose changes are told one by one: thousands of births are never all in memory."""
    common = {"at": now, "actor_id": by.pk if by else None, "action": action, "reason": reason}
    insert_values(
        Event,
        (
            common | describe_event(entity, changes) | {"uid": uid}
            for (entity, changes), uid in zip(changed, new_uids(count), strict=True)
        ),
    )


def describe_event(entity: models.Model, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an event that follow from the entry and its changes."""
    production = find_production_of(entity)
    shown, personal = split_personal_values(entity, changes)
    return {
        "entity_type": entity._meta.model_name,
        "entity_uid": get_entity_uid(entity),
        "production_id": production.pk if production else None,
        "changes": shown,
        "personal": personal,
    }


@cache
def load_feed_rule() -> Callable[[Sequence[Event]], set[int]]:
    """What tells the keys of those events that the public may know of now (`FEED_RULE`): the API shows them, so it says."""
    rule: Callable[[Sequence[Event]], set[int]] = import_string(settings.FEED_RULE)
    return rule


def number_events(*, limit: int = 2000) -> int:
    """Give the oldest new events with a public effect their gap-free numbers, and the others none; returns how many there were.

    Runs after the writers have committed, so they never wait for each other. What is private at this moment gets no number
    later either: what makes it public has an event of its own. Of two sequencers at once the slower one leaves its
    share to the next run.
    """
    try:
        with transaction.atomic():
            if not take_sequencer_lock():
                return 0
            rows = Event.objects.unnumbered().select_related("production").defer("personal", "reason")
            events = list(rows[:limit])
            told = load_feed_rule()(events) if events else set()
            Event.objects.all().silence([event.pk for event in events if event.pk not in told])
            Event.objects.all().assign_numbers(sorted(told))
            return len(events)
    except IntegrityError:
        return 0


SEQUENCER_LOCK = 0x736571
"""The key of the sequencer's lock among PostgreSQL's advisory locks: "seq" in ASCII."""


def take_sequencer_lock() -> bool:
    """Whether this transaction is the only one that gives numbers until it ends. SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEQUENCER_LOCK])
        return bool(cursor.fetchone()[0])


def read_newest_number(*, limit: int = 2000) -> int:
    """The last number of the feed, once everything that is written was looked at."""
    while number_events(limit=limit) == limit:
        pass
    return Event.objects.numbered().values_list("seq", flat=True).first() or 0
