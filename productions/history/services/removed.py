"""What was removed in a production and has not come back, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from productions.catalogue.models.works import Production
from productions.history.services.entries import find_entries, find_model
from productions.ledger.models import Event, Tombstone
from productions.users.models import User

MAX_PAGE_REMOVED = 100


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """An entry with the event that removed it."""

    entry: Any
    event: Event


def read_removed(
    production: Production, *, user: User, before: int | None
) -> tuple[Sequence[RemovedEntry], int | None]:
    """A page of those that the user saw while they stood, and the key below which the next page begins, or None."""
    standing = Tombstone.objects.standing().order_by().values("entity_uid")
    rows = Event.objects.filter(production=production, action="removed", entity_uid__in=standing)
    rows = rows.select_related("actor").order_by("-pk")
    found = list((rows if before is None else rows.filter(pk__lt=before))[: MAX_PAGE_REMOVED + 1])
    page = found[:MAX_PAGE_REMOVED]
    models = {event.pk: find_model(event) for event in page}
    wanted = {(model, str(event.entity_uid)) for event in page if (model := models[event.pk]) is not None}
    entries = find_entries(wanted, user)
    removed: dict[Any, RemovedEntry] = {}
    for event in page:
        entry = entries.get((models[event.pk], str(event.entity_uid)))  # type: ignore[arg-type]
        if entry is not None and entry.removed_at is not None:
            removed.setdefault(entry.uid, RemovedEntry(entry, event))
    return list(removed.values()), page[-1].pk if len(found) > len(page) else None
