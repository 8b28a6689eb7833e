"""Many entries of one table out of the record at once, as `mark_removed` takes out one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from productions.ledger.models import Tombstone
from productions.ledger.services.bulk_insert import insert_values
from productions.ledger.services.ledger import record_changes
from productions.ledger.services.writing import MAX_STATEMENT_KEYS, require_reason
from productions.shared.models import NAME_LENGTH, Removable
from productions.shared.uids import new_uids
from productions.users.models import User


@transaction.atomic
def mark_each_removed(entities: Sequence[Removable], *, by: User | None, now: datetime, reason: str) -> None:
    """Take out entries that the caller has locked, with a tombstone and an event each (H8). They say nothing about people.

    Costs the same few queries for every MAX_STATEMENT_KEYS of them. Raises Refusal without a reason.
    """
    if not entities:
        return
    require_reason(reason)
    rows: Any = type(entities[0])._default_manager.all()
    keys = [entity.pk for entity in entities]
    seen: set[int] = set()
    for start in range(0, len(keys), MAX_STATEMENT_KEYS):
        some = keys[start : start + MAX_STATEMENT_KEYS]
        if hasattr(rows, "public"):
            seen |= set(rows.public().filter(pk__in=some).order_by().values_list("pk", flat=True))
        rows.filter(pk__in=some).update(removed_at=now)
    stones = []
    for entity, uid in zip(entities, new_uids(len(entities)), strict=True):
        entity.removed_at = now
        stones.append(
            {
                "uid": uid,
                "entity_type": entity._meta.model_name,
                "entity_uid": entity.uid,
                "label": entity.label_without_names[:NAME_LENGTH],
                "removed_by_id": by.pk if by else None,
                "removed_at": now,
                "reason": reason,
                "was_public": entity.pk in seen,
            }
        )
    insert_values(Tombstone, stones)
    record_changes([(entity, {}) for entity in entities], action="removed", by=by, now=now, reason=reason)
