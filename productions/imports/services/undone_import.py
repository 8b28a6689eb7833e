"""What taking an import back has done so far, and how values of before are read out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from productions.imports.models import ImportBatch
from productions.ledger.models import Event


@dataclass(slots=True)
class UndoneImport:
    """What was taken back: credits removed, changed back, restored; and a sentence for each that was left."""

    removed: int = 0
    changed: int = 0
    restored: int = 0
    left: list[str] = field(default_factory=list)


def tell_changed_since(entry: models.Model) -> str:
    """That an entry stays as it is, since somebody has changed it."""
    return _("“%s” has been changed since; it stays.") % entry


def read_old_value(model: type[models.Model], name: str, old: Any) -> Any:
    """A value of the ledger as the column takes it: of a link the entry of that uid."""
    column: Any = model._meta.get_field(name)
    if isinstance(column, models.ForeignKey):
        return column.related_model._base_manager.get(uid=old) if old else None
    return "" if old is None and isinstance(column, models.CharField) else column.to_python(old)


@dataclass(frozen=True, slots=True)
class BatchEvents:
    """What the ledger tells of entries that an import touched: the event of the import by uid, and who was changed after it."""

    of_batch: Mapping[UUID, Event]
    changed_since: frozenset[UUID]

    def read_old_values(self, entry: Any, names: Iterable[str]) -> dict[str, Any]:
        """The values of before of those fields that the import changed; none where it changed nothing."""
        event = self.of_batch.get(entry.uid)
        if event is None or event.action != "changed":
            return {}
        return {
            name: read_old_value(type(entry), name, event.changes[name][0])
            for name in names
            if name in event.changes
        }


def read_batch_events(batch: ImportBatch, entries: models.QuerySet[Any]) -> BatchEvents:
    """The events of entries of one table, by the import and after it. Two queries.

    The import's own event is its last: what the ledger says of an entry after that was somebody else.
    """
    end = Event.objects.filter(entity_uid=batch.uid, action="created").order_by("pk").values("pk")[:1]
    told = Event.objects.filter(entity_uid__in=entries.order_by().values("uid"))
    later = told.filter(pk__gt=end).values_list("entity_uid", flat=True)
    own = told.filter(pk__lt=end, at=batch.imported_at).order_by("pk")
    return BatchEvents({event.entity_uid: event for event in own}, frozenset(later))
