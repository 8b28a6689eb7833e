"""Which of several beats sends: one at a time has the lease, by the database's clock."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from productions.operations.models import BeatLease

LEASE_NAME = "beat"


def take_beat_lease(holder: str, *, seconds: float) -> bool:
    """Take or keep the lease for so long; False while another one has it. One query, or three the first time."""
    lease = BeatLease.objects.filter(name=LEASE_NAME)
    free = lease.filter(Q(holder=holder) | Q(until__lte=Now()))
    until = Now() + timedelta(seconds=seconds)
    if free.update(holder=holder, until=until):
        return True
    if lease.exists():
        return False
    BeatLease.objects.bulk_create([BeatLease(name=LEASE_NAME, holder=holder)], ignore_conflicts=True)
    return bool(free.update(holder=holder, until=until))


def give_lease_back(holder: str) -> None:
    """Let the next one in at once, if it is ours."""
    BeatLease.objects.filter(name=LEASE_NAME, holder=holder).update(until=Now())
