"""Every public list, slice by slice, all of them as they were at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import connection, reset_queries, transaction
from django.db.models import Max

from api.read.compiled_queries import ListSource, build_cursor_condition
from api.read.compiled_serializers import JSONRow, RowPlan, get_row_plan
from api.read.fragment_cache import FragmentCache
from api.read.prepared_queries import PreparedQuery
from productions.ledger.services.ledger import number_events
from productions.models import Event

DUMP_SLICE_ROWS = 5000
"""Rows that are read, and are Python objects, at one time."""
NUMBERING_BATCH_EVENTS = 2000
"""Events that get their number in one go."""


@contextmanager
def open_snapshot() -> Iterator[int]:
    """Until the end of the block this thread's connection reads one state; gives the number of its last event.

    The number is read inside the snapshot, and that is what makes it safe: a sequencer numbers only events that it can
    see, so after their commit, and commits itself later. Where its number is in the snapshot, so is what the event tells,
    and so are all lower numbers. Events that have no number yet get a higher one: their news comes (perhaps again) by
    `changes/?after=`. Nothing can be written here, and nothing read here may be kept for other readers.
    """
    while number_events(limit=NUMBERING_BATCH_EVENTS) == NUMBERING_BATCH_EVENTS:
        pass
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield read_last_seq()
        return
    # Our transactions on SQLite take the writers' lock at once (`transaction_mode`); a reader must not.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield read_last_seq()
        finally:
            cursor.execute("ROLLBACK")


def read_last_seq() -> int:
    return Event.objects.aggregate(last=Max("seq"))["last"] or 0


class ListReader:
    """One list in its usual order, each row as the API's list shows it."""

    def __init__(self, source: ListSource, fragments: FragmentCache) -> None:
        self.source = source
        self.fragments = fragments
        self.ordering = next(iter(self.source.orderings))

    @cached_property
    def shape(self) -> RowPlan:
        return get_row_plan(self.source.serializer_class)

    def query(self, *, following: bool) -> tuple[PreparedQuery, list[int]]:
        """The first slice's query, or that of those after a place; and where a record has its own place."""
        columns = self.source.columns(self.ordering)
        rows = self.source.filter_rows(()).order_by(*columns)
        if following:
            rows = rows.filter(build_cursor_condition(self.source.fields(self.ordering), False))
        more = [column for column in columns if column not in self.shape.names]
        places = {column: place for place, column in enumerate(self.shape.names)}
        places |= {column: len(self.shape.sources) + place for place, column in enumerate(more)}
        query = PreparedQuery(rows.values_list(*self.shape.sources, *more))
        return query, [places[column] for column in columns]

    def count(self) -> int:
        return PreparedQuery(self.source.filter_rows(()).order_by().values_list("pk")).count({})

    def slices(self) -> Iterator[list[JSONRow]]:
        """All rows; every slice is a query that begins where the one before ended."""
        query, places = self.query(following=False)
        values: dict[str, Any] = {}
        while records := query.run(values, limit=DUMP_SLICE_ROWS):
            yield self.shape.rows(records, self.fragments.of)
            reset_queries()  # in debug mode Django keeps the text of every query
            if len(records) < DUMP_SLICE_ROWS:
                return
            if not values:
                query, places = self.query(following=True)
            values = {"cursor": [records[-1][place] for place in places]}
