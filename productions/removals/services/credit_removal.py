"""Many credits of a production out of the record at once, as `remove_entity` takes out one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from productions.claims.models import Claim
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.ledger.services.bulk_insert import insert_values
from productions.ledger.services.redaction import blank_personal
from productions.ledger.services.removing_many import mark_each_removed
from productions.removals.services.removal import remove_entity, require_may_remove
from productions.shared.intake_choices import UndoableKind
from productions.shared.uids import new_uids
from productions.shared_entries.models import Undoable
from productions.users.models import User


@transaction.atomic
def remove_credits(credits: Sequence[Credit], *, by: User | None, now: datetime, reason: str) -> None:
    """Take out credits that the caller has locked, each with a tombstone, an event, and an undo of its own.

    Those with nothing beside them but the characters that they voice cost the same few queries for any number; others are removed one by
    one. Raises NotAllowed and Refusal as `remove_entity` does.
    """
    keys = [credit.pk for credit in credits]
    claimed = Exists(Claim.objects.filter(credit=OuterRef("pk")))
    asked = Credit.objects.filter(claimed, pk__in=keys).values_list("pk", flat=True)
    busy = {
        *asked,
        *(credit.pk for credit in credits if credit.ai_recorded or credit.ai_declared != "not_asked"),
    }
    for state in {credit.state: credit for credit in credits}.values():
        require_may_remove(state, by, reason)
    for credit in credits:
        if credit.pk in busy:
            remove_entity(credit, by=by, now=now, reason=reason)
    plain = [credit for credit in credits if credit.pk not in busy]
    voiced = list(Portrayal.objects.live().filter(credit__in=plain).select_related("credit").order_by("pk"))
    mark_each_removed(voiced, by=by, now=now, reason=reason)
    blank_personal([credit.uid for credit in plain])
    mark_each_removed(plain, by=by, now=now, reason=reason)
    voices: dict[int, list[int]] = defaultdict(list)
    for each in voiced:
        voices[each.credit_id].append(each.pk)
    uids = new_uids(len(plain))
    insert_values(
        Undoable,
        (
            {"uid": uid, **draft_undoable(credit, voices.get(credit.pk, ()), by=by, now=now)}
            for credit, uid in zip(plain, uids, strict=True)
        ),
    )


def draft_undoable(
    credit: Credit, voices: Sequence[int], *, by: User | None, now: datetime
) -> dict[str, Any]:
    """The columns of what brings a removed credit back with its characters (`voices`), as `keep_undoable` would have noted it."""
    gone = {"removed_at": [None, now.isoformat()]}
    return {
        "kind": UndoableKind.REMOVAL,
        "entity_type": "credit",
        "entity_uid": credit.uid,
        "lines": [("credit", credit.pk, gone), *(("portrayal", key, gone) for key in voices)],
        "done_by_id": by.pk if by else None,
        "done_at": now,
    }
