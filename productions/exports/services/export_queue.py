"""Which export is next: accounts take turns, so that the many of one do not hold up the one of another."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from productions.exports.models import Export
from productions.exports.queries import ExportQuerySet
from productions.exports.services.film_exports import TAKES_HOURS
from productions.operations.services import leases
from productions.shared.choices import ExportState

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def list_waiting_exports() -> list[UUID]:
    """Exports that nobody works on: queued, or running under a lease that has run out. Oldest first."""
    return list(filter_free_exports().order_by("requested_at", "pk").values_list("uid", flat=True)[:100])


def filter_free_exports() -> ExportQuerySet[Export]:
    return Export.objects.filter(
        Q(state=ExportState.QUEUED) | Q(state=ExportState.RUNNING) & leases.has_run_out()
    )


def list_next_exports(*, films: bool) -> Iterator[UUID]:
    """The exports that nobody works on, the one whose turn it is first; each is read when it is asked for.

    Of one account the oldest order is next. Either films or files on paper: each have workers of their own.
    Three queries each, however many wait.
    """
    tried: list[UUID] = []
    while True:
        wanted = (
            filter_free_exports().filter(TAKES_HOURS) if films else filter_free_exports().exclude(TAKES_HOURS)
        )
        waiting = wanted.exclude(uid__in=tried)
        account = find_next_account(waiting)
        of_account = waiting.filter(requested_by=account).order_by("requested_at", "pk")
        found = of_account.values_list("uid", flat=True).first()
        if found is None:
            return
        tried.append(found)
        yield found


def find_next_account(waiting: ExportQuerySet[Export]) -> int | None:
    """The key of the account that is next: the one with the fewest at work, then the one that was served longest ago, or never,
    then the one that waits longest. None for the operator, who has no account and takes turns like one.
    """
    accounts = waiting.order_by().values("requested_by").annotate(since=Min("requested_at"))
    since: dict[int | None, datetime] = dict(accounts.values_list("requested_by", "since"))
    at_work = Count("pk", filter=Q(state=ExportState.RUNNING) & ~leases.has_run_out())
    every = Export.objects.order_by().filter(
        Q(requested_by__in=[*filter(None, since)]) | Q(requested_by=None)
    )
    counted = every.values("requested_by").annotate(working=at_work, served=Max("finished_at"))

    def turn(row: tuple[int | None, int, datetime | None]) -> tuple[int, datetime, datetime]:
        account, working, served = row
        return working, served or LONG_AGO, since[account]

    rows = [row for row in counted.values_list("requested_by", "working", "served") if row[0] in since]
    return min(rows, key=turn)[0] if rows else None
