"""The figures of the whole public record: counted by one worker at a time, and read from one row.

Counting reads all public credits, so no request does it. A worker that is killed leaves the last figures as they are; the next one begins
when its lease has run out.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.operations.services import leases
from productions.operations.services.heartbeats import keep_beating
from productions.operations.services.leases import Lease, LeaseLost
from productions.operations.services.statement_limits import end_long_statements
from productions.people.models.people import Contributor
from productions.releases.models.releases import Release
from productions.statistics.models import RecordStatistics
from productions.statistics.services.people_statistics import OUTCOMES, StatisticsTable, count_statistics
from productions.statistics.services.small_groups import LEAST_PEOPLE

COUNT_SECONDS = 600
"""How old the figures may be before they are counted again."""
COUNTED_FORM = "public-1"
"""The name of the row. Another one when `collect_figures` gives something else, so that no version reads what another has counted."""
COUNTED_LISTS: Mapping[str, QuerySet[Any]] = MappingProxyType(
    {
        "productions": Production.objects.public(),
        "contributors": Contributor.objects.public(),
        "credits": Credit.objects.public(),
        "releases": Release.objects.public(),
    }
)
"""The public lists of which it is counted how long they are."""


@dataclass(frozen=True)
class CountedFigures:
    """What `collect_figures` gave, and when that was."""

    counted_at: datetime
    figures: dict[str, Any]


def read_figures() -> CountedFigures | None:
    """The figures as they were last counted; None before the first count. One query, of one row."""
    counted = RecordStatistics.objects.filter(name=COUNTED_FORM)
    for counted_at, figures in counted.values_list("counted_at", "figures"):
        return CountedFigures(counted_at, figures) if counted_at and figures else None
    return None


def is_count_due() -> bool:
    """Whether the figures are to be counted, and nobody is at it."""
    if not RecordStatistics.objects.filter(name=COUNTED_FORM).exists():
        RecordStatistics.objects.bulk_create([RecordStatistics(name=COUNTED_FORM)], ignore_conflicts=True)
    return filter_due_counts().exists()


def filter_due_counts() -> QuerySet[RecordStatistics]:
    """The row, if it is time to count and nobody has its lease.

    A count of a moment to come was made by a clock that was wrong; it would stand until then.
    """
    old = Q(counted_at=None) | Q(counted_at__lt=Now() - timedelta(seconds=COUNT_SECONDS))
    old |= Q(counted_at__gt=Now())
    free = Q(lease_until=None) | leases.has_run_out()
    return RecordStatistics.objects.filter(old, free, name=COUNTED_FORM)


def count_record() -> bool:
    """Count the figures and store them, if it is time and nobody is at it; returns whether they were stored.

    A count that fails is tried again after COUNT_SECONDS, and raises.
    """
    lease = take_count_lease() if is_count_due() else None
    if lease is None:
        return False
    held, seconds = RecordStatistics.objects.all(), settings.EXPORT_LEASE_SECONDS
    alive = partial(leases.extend_lease, held, lease, seconds=seconds)
    try:
        with keep_beating(alive, seconds=seconds / 3), end_long_statements(settings.COUNT_MOST_SECONDS):
            figures = collect_figures()
    except Exception:
        with suppress(LeaseLost, DatabaseError):
            leases.extend_lease(held, lease, seconds=COUNT_SECONDS)
        raise
    try:
        leases.update_held(
            held, lease, figures=figures, counted_at=F("begun_at"), lease_until=None, attempts=0
        )
    except LeaseLost:
        return False
    return True


def take_count_lease() -> Lease | None:
    """The right to count; None where another worker has it."""
    uid = RecordStatistics.objects.values_list("uid", flat=True).get(name=COUNTED_FORM)
    return leases.acquire_lease(
        filter_due_counts(), uid=uid, seconds=settings.EXPORT_LEASE_SECONDS, begun_at=Now()
    )


def collect_figures() -> dict[str, Any]:
    """Everything that is counted, as JSON: `least_people`, the lengths of lists in `entries`, and `tables`."""
    return {
        "least_people": LEAST_PEOPLE,
        "entries": {name: entries.count() for name, entries in COUNTED_LISTS.items()},
        "tables": [describe_table(table) for table in count_statistics()],
    }


def describe_table(table: StatisticsTable) -> dict[str, Any]:
    groups = {
        told: [{"rows": group.rows, "credits": group.credits} for group in table.groups[told]]
        for told in OUTCOMES
    }
    return {"by": table.by, "rows": table.rows, **groups}
