"""Leases on rows that are jobs: one UPDATE decides who works, and an old token can change nothing.

A lease that runs out (the worker was killed) lets the next worker in. The database's clock alone says when: that of a worker
may be ahead of another's, and would take over what is alive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Now

from productions.shared.models import Leased

L = TypeVar("L", bound=Leased)
Rows = TypeVar("Rows", bound=QuerySet[Any])


class LeaseLost(Exception):
    """Another worker has the row now, or it was cancelled: stop, and change nothing."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one row, proved by `token`."""

    uid: UUID
    token: int


def has_run_out() -> Q:
    """Rows whose worker did not come back."""
    return Q(lease_until__lt=Now())


def add_seconds_to_now(seconds: float) -> ExpressionWrapper[Any]:
    """That long from now, as the database computes it."""
    return ExpressionWrapper(Now() + timedelta(seconds=seconds), output_field=DateTimeField())


@transaction.atomic
def acquire_lease(free: QuerySet[L], *, uid: UUID, seconds: float, **values: Any) -> Lease | None:
    """Take the row `uid` if it is one of `free`, and set `values`; None when somebody else has it.

    `free` must leave out the rows under a lease that holds: of two workers one wins.
    """
    counted = {"token": F("token") + 1, "attempts": F("attempts") + 1}
    if not free.filter(uid=uid).update(lease_until=add_seconds_to_now(seconds), **counted, **values):
        return None
    return Lease(uid, free.model._base_manager.values_list("token", flat=True).get(uid=uid))


def filter_held(rows: Rows, lease: Lease) -> Rows:
    """The row, if the lease is still ours."""
    return rows.filter(uid=lease.uid, token=lease.token)


def update_held(rows: QuerySet[L], lease: Lease, **values: Any) -> None:
    """Set `values` on the row that we have. Raises LeaseLost when it is ours no more."""
    if not filter_held(rows, lease).update(**values):
        raise LeaseLost


def extend_lease(rows: QuerySet[L], lease: Lease, *, seconds: float, **values: Any) -> None:
    """Keep the row for `seconds` from now, and set `values`. Raises LeaseLost."""
    update_held(rows, lease, lease_until=add_seconds_to_now(seconds), **values)


def release_lease(rows: QuerySet[L], lease: Lease, **values: Any) -> None:
    """Let the next worker in at once, as if this one had not tried, and set `values`. Raises LeaseLost."""
    update_held(rows, lease, lease_until=None, attempts=F("attempts") - 1, **values)
