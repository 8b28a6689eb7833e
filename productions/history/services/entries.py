"""The entries that events are about and lead to, looked up in bulk: one query for each kind, under the rules of who sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.db.models import ForeignKey, Model, QuerySet

from productions.credits.services.place_names import CREDIT_PLACES
from productions.imports.models import ImportBatch
from productions.ledger.models import Event
from productions.removals.services.past_sight import filter_ever_seen
from productions.shared.models import Record, Removable
from productions.users.models import User
from productions.users.queries import edited_by

PARTS_OF_CREDITS = ("aiuse", "aideclaration", "portrayal")
OWNERS = ("credit", "character", "from_cut", "release", "song", "episode")
"""Links that lead to the production of an entry (`ledger.services.ledger.find_production_of`)."""
HEAVY_FIELDS = frozenset({"document", "content", "plan"})
"""Columns that no label needs and that may be megabytes."""

Reference = tuple[type[Model], str]
"""A kind of entry, and the uid of one as text."""


@cache
def list_record_models() -> dict[str, type[Record]]:
    """Every table with a uid, by the name that the ledger has for it."""
    found: dict[str, type[Record]] = {}
    waiting: list[type[Any]] = [Record]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            if not model._meta.abstract:
                found[model._meta.model_name] = model
    return found


def find_model(event: Event) -> type[Record] | None:
    """The kind of entry that an event is about; None for accounts, which have no uid."""
    return list_record_models().get(event.entity_type)


def find_linked_model(model: type[Model], name: str) -> type[Record] | None:
    """The kind of entry that a field of `model` leads to, as the ledger keeps it by its uid; None for other fields."""
    field = next((each for each in model._meta.concrete_fields if each.name == name), None)
    related = field.related_model if isinstance(field, ForeignKey) else None
    return related if isinstance(related, type) and issubclass(related, Record) else None


def list_changed_links(event: Event) -> list[Reference]:
    """The entries between which an event changed a link. What came with a new entry is told by the entry itself."""
    model = find_model(event)
    if model is None or is_birth(event):
        return []
    found: list[Reference] = []
    for name, pair in event.shown_changes.items():
        related = find_linked_model(model, name)
        if related is not None:
            found += [(related, value) for value in pair if is_uid(value)]
    return found


def is_birth(event: Event) -> bool:
    """Whether the event is the first of its entry: it came with all its values."""
    pairs = event.changes.values()
    return (
        event.action not in ("changed", "merged") and bool(pairs) and all(pair[0] is None for pair in pairs)
    )


def list_kinds(event: Event) -> set[type[Model]]:
    """The kinds of entries that telling an event needs looked up."""
    model = find_model(event)
    return {kind for kind, _uid in list_changed_links(event)} | ({model} if model else set())


def find_entries(references: Iterable[Reference], user: User) -> dict[Reference, Any]:
    """Those of the entries that the user sees, or saw while they stood, with what their labels need."""
    wanted: dict[type[Model], set[str]] = defaultdict(set)
    for model, uid in references:
        wanted[model].add(uid)
    found: dict[Reference, Any] = {}
    for model, uids in wanted.items():
        rows = filter_told(model, user)
        if rows is not None:
            shown = with_label_parts(rows.filter(uid__in=uids))
            found |= {(model, str(entry.uid)): entry for entry in shown}
    return found


def filter_told(model: type[Model], user: User) -> QuerySet[Any] | None:
    """The rows of a kind of which the history tells the user; None where it tells of none."""
    rows: Any = model._default_manager.all()
    if model is ImportBatch:
        imports: QuerySet[Any] = rows.filter(edited_by(user, "production"))
        return imports
    if issubclass(model, Removable):
        return filter_ever_seen(model, user)
    return cast("QuerySet[Any]", rows.visible_to(user)) if hasattr(rows, "visible_to") else None


def with_label_parts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the entries that a row's label names."""
    fields = rows.model._meta.concrete_fields
    links = [field.name for field in fields if isinstance(field, ForeignKey)]
    if "production" not in links:
        links += [f"{name}__production" for name in links if name in OWNERS]
    if rows.model._meta.model_name in PARTS_OF_CREDITS:
        links += [f"credit__{name}" for name in ("role", *CREDIT_PLACES)]
    if rows.model._meta.model_name == "credit":
        links += CREDIT_PLACES
    heavy = [field.name for field in fields if field.name in HEAVY_FIELDS]
    return rows.select_related(*links).defer(*heavy)


def is_uid(value: Any) -> bool:
    """Whether a value of an event is an entry's uid."""
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
