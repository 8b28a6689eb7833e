"""Whether anybody works: workers leave a sign of life, and who waits is told when none has been seen for a minute.

All times are the database's, since the clocks of the site's machines may differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now

from productions.operations.models import WorkerSign

SILENT_AFTER = timedelta(minutes=1)
"""Four times what lies between two signs of a worker (`registry.signs`)."""

FORGOTTEN_AFTER = timedelta(days=1)
"""Containers get new names with every start."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No worker has been seen for a minute: the last one at `since`; None where there has never been one."""

    since: datetime | None


def leave_sign(name: str, queues: Iterable[str]) -> None:
    """A worker lives, and takes from these queues. Two queries."""
    taken = sorted(queues)
    if not WorkerSign.objects.filter(name=name).update(queues=taken, seen_at=Now()):
        # Two of one name may both come here.
        WorkerSign.objects.bulk_create(
            [WorkerSign(name=name, queues=taken)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["queues"],
        )
    WorkerSign.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER).delete()


def find_silence(queues: Iterable[str]) -> Silence | None:
    """The longest silence in these queues; None when a worker was seen in each of them within the minute. One query."""
    fresh = ExpressionWrapper(Q(seen_at__gt=Now() - SILENT_AFTER), BooleanField())
    signs = list(WorkerSign.objects.annotate(fresh=fresh))
    since: list[datetime | None] = []
    for queue in queues:
        takers = [sign for sign in signs if queue in sign.queues]
        if not any(sign.fresh for sign in takers):
            since.append(max((sign.seen_at for sign in takers), default=None))
    if not since:
        return None
    return Silence(None if None in since else min(filter(None, since)))
