"""How every verb writes: clean the texts, check the whole row, save, and leave an event.

One home for what all tables share, so that a verb holds only its own rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from productions.domain.breaches import breach_refusal
from productions.domain.ledger import (
    birth,
    differences,
    entity_uid,
    record_births,
    record_changes,
    record_event,
    snapshot,
)
from productions.domain.many import BATCH, insert_entries
from productions.domain.redaction import blank_personal
from productions.models import Contributor, Redirect, Tombstone, User
from productions.models.base import NAME_LENGTH, Record, Removable
from productions.names import clean_text, text_problem
from productions.refusals import Refusal, refusal_from
from productions.sentences import Sentence

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Removable)

LONGEST_TEXT = 10_000
"""Longest free text (notes, reasons) in characters."""


def prepare(entity: models.Model) -> None:
    """Clean the entry's texts and compute its derived columns. Raises Refusal naming the field."""
    problems: dict[str, list[str | Sentence]] = {}
    values = entity.__dict__
    for name, limit in text_fields(type(entity)):
        value = values[name]
        if not isinstance(value, str) or not value:
            continue
        problem, cleaned = read_line(value, limit) if limit else read_lines(value)
        if problem:
            problems[name] = [problem]
        else:
            values[name] = cleaned
    for name, codes, sentence in coded_fields(type(entity)):
        if values[name] not in codes:
            problems[name] = [sentence % {"value": values[name]}]
    if problems:
        raise Refusal(fields=problems)
    derive = getattr(entity, "derive", None)
    if derive is not None:
        derive()


@cache
def coded_fields(model: type[models.Model]) -> tuple[tuple[str, frozenset[Any], Any], ...]:
    """The fields of closed lists: each with its codes, and Django's sentence for any other."""
    return tuple(
        (
            field.attname,
            frozenset(code for code, _label in field.flatchoices) | ({""} if field.blank else set()),
            field.error_messages["invalid_choice"],  # lazy: in the language of whoever reads it
        )
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.choices
    )


@cache
def text_fields(model: type[models.Model]) -> tuple[tuple[str, int], ...]:
    """The fields that people write texts in, each with its limit in characters; 0 where it may have lines."""
    derived: frozenset[str] = getattr(model, "DERIVED_FIELDS", frozenset())
    return tuple(
        (field.attname, (field.max_length or NAME_LENGTH) if isinstance(field, models.CharField) else 0)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in derived
    )


@lru_cache(maxsize=4096)
def read_line(text: str, limit: int) -> tuple[Sentence | None, str]:
    """One sentence about hidden characters or length, or None; and the text cleaned. Many rows share a name."""
    return text_problem(text, limit=limit), clean_text(text)


def read_lines(text: str) -> tuple[Sentence | None, str]:
    """The same for free texts, which may have several lines and are kept as they are."""
    return text_problem(text.translate({10: " ", 13: " ", 9: " "}), limit=LONGEST_TEXT), text


def check(entity: models.Model) -> None:
    """The whole row against its fields and constraints. Raises Refusal with the constraints' sentences."""
    try:
        entity.full_clean()
    except ValidationError as error:
        raise refusal_from(error) from error


def store(entity: models.Model, **options: Any) -> None:
    """Save. What another transaction took or removed in the meantime is a Refusal; what we ourselves did wrong is not."""
    try:
        with transaction.atomic():
            entity.save(**options)
    except IntegrityError as error:
        if (refusal := breach_refusal(entity, error)) is None:
            raise
        raise refusal from error


@transaction.atomic
def create(entity: M, *, by: User | None, now: datetime, action: str = "created", reason: str = "") -> M:
    """Check and insert one entry with its event."""
    prepare(entity)
    check(entity)
    store(entity, force_insert=True)
    record_event(entity, action=action, changes=birth(entity), by=by, now=now, reason=reason)
    return entity


@transaction.atomic
def create_many(
    entities: Sequence[M], *, by: User | None, now: datetime, action: str = "created", reason: str = ""
) -> Sequence[M]:
    """Insert many prepared entries of one table with an event for each.

    The database's constraints stand; a violation raises django.db.IntegrityError for the whole lot, and the
    caller that knows the lines says which. Call `prepare` on each before.
    """
    if not entities:
        return entities
    insert_entries(entities)
    record_births(entities, action=action, by=by, now=now, reason=reason)
    return entities


@transaction.atomic
def change(
    entity: M,
    values: Mapping[str, Any],
    *,
    by: User | None,
    now: datetime,
    action: str = "changed",
    reason: str = "",
) -> M:
    """Set `values`, check, and save what really differs with its event. Nothing different: nothing written.

    When it refuses, the entry in memory has its old values again.
    """
    before, private = snapshot(entity), names_are_private(entity)
    old = {name: getattr(entity, name) for name in values}
    try:
        for name, value in values.items():
            setattr(entity, name, value)
        prepare(entity)
        changes = differences(entity, before, snapshot(entity))
        if not changes:
            return entity
        check(entity)
        derived: frozenset[str] = getattr(entity, "DERIVED_FIELDS", frozenset())
        store(entity, update_fields={*changes, *derived, *next_revision(entity)})
    except Exception:  # the database's troubles too: the same entry may be saved again
        for name, value in old.items():
            setattr(entity, name, value)
        raise
    if names_are_private(entity) and not private:
        blank_personal([entity_uid(entity)])
    record_event(entity, action=action, changes=changes, by=by, now=now, reason=reason)
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

    Returns how many changed. Costs the same few queries for any number. The database's constraints stand.
    """
    altered = []
    for entity in entities:
        before = snapshot(entity)
        alter(entity)
        prepare(entity)
        if changes := differences(entity, before, snapshot(entity)):
            entity.revision += 1
            altered.append((entity, changes))
    if not altered:
        return 0
    model = type(altered[0][0])
    derived: frozenset[str] = getattr(model, "DERIVED_FIELDS", frozenset())
    fields = {"revision", *derived}.union(*(changes for _entity, changes in altered))
    model._default_manager.bulk_update(
        [entity for entity, _changes in altered], sorted(fields), batch_size=BATCH
    )
    record_changes(altered, action=action, by=by, now=now, reason=reason)
    return len(altered)


def names_are_private(entity: models.Model) -> bool:
    """Whether the entry has personal values that the ledger keeps no longer."""
    return isinstance(entity, Record) and bool(entity.PERSONAL_FIELDS) and entity.names_are_private


def next_revision(entity: models.Model) -> tuple[str, ...]:
    """Number the change that is about to be saved; returns the field to save with it.

    The row is locked until the transaction ends, so that no two states of an entry share a revision.
    """
    if not isinstance(entity, Removable):
        return ()
    stored = type(entity)._base_manager.select_for_update().filter(pk=entity.pk).values_list("revision")
    entity.revision = stored.get()[0] + 1
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
    seen = was_public(entity)
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
    entity: R, *, by: User | None, now: datetime, reason: str, action: str = "removal undone"
) -> R:
    """Bring a removed or merged entry back; its tombstone or redirect stands no longer. Raises Refusal where something took its place."""
    changes: dict[str, list[Any]] = {}
    entity.removed_at = None
    if isinstance(entity, Contributor) and entity.merged_into is not None:
        changes["merged_into"] = [str(entity.merged_into.uid), None]
        entity.merged_into = None
    check(entity)
    store(entity, update_fields=["removed_at", *changes, *next_revision(entity)])
    Tombstone.objects.standing().filter(entity_uid=entity.uid).update(undone_at=now)
    Redirect.objects.standing().filter(from_uid=entity.uid).update(undone_at=now)
    record_event(entity, action=action, changes=changes, by=by, now=now, reason=reason)
    return entity


def was_public(entity: Removable) -> bool:
    """Whether strangers can see the entry that is about to be removed, or could while what it belonged to was there."""
    rows: Any = type(entity)._default_manager.filter(pk=entity.pk)
    if hasattr(rows, "public") and rows.public().exists():
        return True
    return bool(hasattr(rows, "once_public") and rows.once_public().exists())
