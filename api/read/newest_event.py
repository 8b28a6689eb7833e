"""The newest event of the ledger, as part of a list's own query or by itself: what Last-Modified is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, Func, QuerySet, Subquery, Value

from api.read.prepared_queries import PreparedQuery
from productions.models import Event
from productions.shared.choices import SIGN_IN_EVENTS


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


class KnownMoment(NamedTuple):
    """What was read once; None: there is no event at all."""

    seconds: int | None


KNOWN_MOMENT: ContextVar[KnownMoment | None] = ContextVar("the newest event before an answer of many reads")


@contextmanager
def read_newest_once() -> Iterator[None]:
    """For an answer of many reads: the newest event is that of the beginning, so that the answer is never older than it says."""
    token = KNOWN_MOMENT.set(KnownMoment(read_last_modified()))
    try:
        yield
    finally:
        KNOWN_MOMENT.reset(token)


def read_last_modified() -> int | None:
    """The same by a query of its own, for answers that have no such column."""
    if (known := KNOWN_MOMENT.get(None)) is not None:
        return known.seconds
    records = get_newest_query().run({}, limit=1)
    return records[0][0] if records else None
