"""Last-Modified: when anything in the registry changed last, which no answer can be younger than.

That is the moment of the ledger's newest event, read in the list's own query. An event carries the moment when its verb
began and is seen when its transaction is committed, so for `LOOK_BACK_SECONDS` seconds a moment is not settled: an older
transaction may still be open. Until then an answer carries a moment that no later one can have, and only its ETag can
be asked about. The software's start counts as a change too, since a new version may show other members.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, F, Func, QuerySet, Subquery, Value

from api.prepared import PreparedQuery
from productions.models import Event
from productions.vocabulary import SIGN_IN_EVENTS

LOOK_BACK_SECONDS = 900
"""Seconds: longer than any transaction of ours."""
STARTED = int(time.time())
"""When this process started, in seconds of Unix time."""


class UnixTime(Func):
    """A moment as whole seconds of Unix time: a number costs the driver less than a date in every row."""

    template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        moment = Func(Value("%s"), *self.source_expressions, function="strftime")
        return Func(
            moment, template="CAST(%(expressions)s AS INTEGER)", output_field=BigIntegerField()
        ).as_sql(compiler, connection)


def list_dated_events() -> QuerySet[Any]:
    """Events that may have changed what the public reads, newest first.

    A sign-in has not: told here, it would let anybody empty caches, and see when staff are at work.
    """
    events = Event.objects.exclude(entity_type=SIGN_IN_EVENTS)
    return events.order_by("-pk").annotate(seconds=UnixTime(F("at")))


def build_newest_subquery() -> Subquery:
    """The moment of the newest event, as one column of another query."""
    return Subquery(list_dated_events().values("seconds")[:1])


@cache
def get_newest_query() -> PreparedQuery:
    return PreparedQuery(list_dated_events().values_list("seconds"))


def read_last_modified() -> int | None:
    """The same by a query of its own, for answers that have no such column."""
    records = get_newest_query().run({}, limit=1)
    return records[0][0] if records else None


@dataclass(frozen=True, slots=True)
class Freshness:
    """`stamp` to send as Last-Modified (seconds of Unix time), and whether a reader's own stamp may be compared with it."""

    stamp: int
    settled: bool


def assess_freshness(moment: int | None, *, now: float) -> Freshness:
    """How an answer stands whose newest event is of this moment; None where the ledger has none."""
    changed = max(moment or 0, STARTED)
    if changed < now - LOOK_BACK_SECONDS:
        return Freshness(changed, True)
    return Freshness(changed - LOOK_BACK_SECONDS - 1, False)
