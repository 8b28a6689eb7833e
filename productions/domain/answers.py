"""Answers kept for a day, so that a request that is sent again is answered and not done again.

Like an export's row: who works on a request holds a lease under a number (`turn`). When the process is killed the
lease runs out and the next request with the same key begins anew; nothing was written then, because the answer is
stored in the transaction of the write.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from productions.models import KeptAnswer, User

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)
"""Longer than any request is let run."""


class KeyReused(Exception):
    """The key was sent before with another request."""


class StillBusy(Exception):
    """The first request with this key is being worked on, until `until` at most."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


@transaction.atomic
def begin_answer(*, user: User, key: str, fingerprint: str, now: datetime) -> KeptAnswer:
    """The row of this key: with a `status` when it was answered, else ours to work on.

    Raises KeyReused, StillBusy.
    """
    fresh = {"fingerprint": fingerprint, "begun_at": now, "lease_until": now + LEASE}
    KeptAnswer.objects.filter(user=user, key=key, begun_at__lte=now - KEPT, lease_until__lte=now).delete()
    row, made = KeptAnswer.objects.get_or_create(user=user, key=key, defaults=fresh)
    if made:
        return row
    if row.fingerprint != fingerprint:
        raise KeyReused
    if row.status is not None:
        return row
    mine = KeptAnswer.objects.filter(pk=row.pk, turn=row.turn, status=None, lease_until__lte=now)
    if not mine.update(turn=F("turn") + 1, lease_until=now + LEASE):
        raise StillBusy(row.lease_until)
    row.turn += 1
    return row


def keep_answer(
    row: KeptAnswer, *, status: int, headers: Mapping[str, Any], body: bytes, now: datetime
) -> None:
    """Store the answer, in the transaction of the write. Raises StillBusy when another process took over."""
    ours = KeptAnswer.objects.filter(pk=row.pk, turn=row.turn, status=None)
    if not ours.update(status=status, headers=dict(headers), body=body):
        raise StillBusy(now + LEASE)


def drop_answer(row: KeptAnswer) -> None:
    """Nothing came of it: the next request with this key begins anew."""
    KeptAnswer.objects.filter(pk=row.pk, turn=row.turn, status=None).delete()


def forget_answers(*, now: datetime) -> int:
    """Forget what is older than a day; returns how many."""
    return KeptAnswer.objects.filter(begun_at__lte=now - KEPT, lease_until__lte=now).delete()[0]
