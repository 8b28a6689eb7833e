"""Answers kept for a day, so that a request that is sent again is answered and not done again.

Like an export's row: who works on a request holds a lease under a number (`turn`). When the process is killed the
lease runs out, by the database's clock, and the next request with the same key begins anew; nothing was written then,
because the answer is stored in the transaction of the write.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import orjson
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Now

from productions.accounts.models.keys import KeptAnswer
from productions.operations.services.leases import add_seconds_to_now, has_run_out
from productions.users.models import User

ANSWER_LIFETIME = timedelta(hours=24)
LEASE_SECONDS = 60
"""Longer than any request is let run."""


class KeyReused(Exception):
    """The key was sent before with another request."""


class StillBusy(Exception):
    """The first request with this key is being worked on, for so many `seconds` at most."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


@transaction.atomic
def begin_answer(*, user: User, key: str, fingerprint: str) -> KeptAnswer:
    """The row of this key: with a `status` when it was answered, else ours to work on.

    Raises KeyReused, StillBusy.
    """
    leased = {"lease_until": add_seconds_to_now(LEASE_SECONDS)}
    fresh = {"fingerprint": fingerprint, "begun_at": Now(), **leased}
    KeptAnswer.objects.filter(is_out_of_date(), user=user, key=key).delete()
    row, made = KeptAnswer.objects.get_or_create(user=user, key=key, defaults=fresh)
    if made:
        return row
    if row.fingerprint != fingerprint:
        raise KeyReused
    if row.status is not None:
        return row
    mine = KeptAnswer.objects.filter(has_run_out(), pk=row.pk, turn=row.turn, status=None)
    if not mine.update(turn=F("turn") + 1, **leased):
        raise StillBusy(measure_seconds_left(row))
    row.turn += 1
    return row


def is_out_of_date() -> Q:
    """Rows of more than a day ago that nobody works on."""
    return has_run_out() & Q(begun_at__lt=Now() - ANSWER_LIFETIME)


def measure_seconds_left(row: KeptAnswer) -> float:
    """Until the lease of whoever works on it runs out; 0 when the row is gone."""
    left = ExpressionWrapper(F("lease_until") - Now(), output_field=DurationField())
    found = KeptAnswer.objects.filter(pk=row.pk).values_list(left, flat=True).first()
    return found.total_seconds() if found else 0


def keep_answer(row: KeptAnswer, *, status: int, headers: Mapping[str, Any], body: bytes) -> None:
    """Store the answer, in the transaction of the write. Raises StillBusy when another process took over."""
    ours = KeptAnswer.objects.filter(pk=row.pk, turn=row.turn, status=None)
    if not ours.update(status=status, headers=dict(headers), body=body):
        raise StillBusy(LEASE_SECONDS)


def drop_answer(row: KeptAnswer) -> None:
    """Nothing came of it: the next request with this key begins anew."""
    KeptAnswer.objects.filter(pk=row.pk, turn=row.turn, status=None).delete()


def forget_answers() -> int:
    """Forget what is older than a day; returns how many."""
    return KeptAnswer.objects.filter(is_out_of_date()).delete()[0]


NAME_GONE = orjson.dumps(
    {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This answer named somebody who has withheld their name since. The request was done; look at the entry itself.",
    }
)
"""What a repeated request is answered in place of an answer with such a name (RFC 9457)."""


def blank_kept_answers(told: Iterable[str], **signal: Any) -> int:
    """Put a refusal in place of the kept answers that hold one of these texts; returns how many there were."""
    needles = [text.encode() for text in told]
    kept = KeptAnswer.objects.exclude(status=None).values_list("pk", "body").iterator()
    found = [key for key, body in kept if any(needle in bytes(body) for needle in needles)]
    headers = {"Content-Type": "application/problem+json"}
    return KeptAnswer.objects.filter(pk__in=found).update(status=410, headers=headers, body=NAME_GONE)
