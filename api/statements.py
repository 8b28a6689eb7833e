"""Queries that PostgreSQL reads and plans once for a connection; for most of ours that takes it longer than the answer.

PREPARE keeps a query by a name, and after five runs its plan too, unless plans for the very values promise to be
cheaper (https://www.postgresql.org/docs/current/sql-prepare.html).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg2.extensions import AsIs

MOST = 50
"""Statements of one connection, which lives for CONN_MAX_AGE; the server holds about 0.1 MB for each."""

NAMES: WeakKeyDictionary[Any, dict[Hashable, str]] = WeakKeyDictionary()
"""For each connection the statements that it has, and how each is called."""


def statement(key: Hashable, sql: str, params: Sequence[Any], places: Sequence[bool]) -> str | None:
    """The text that runs a query with the values of its `places`; None where the connection has enough statements.

    `places` says which of `params` are open; the others become part of the query.
    """
    calls = NAMES.setdefault(connection.connection, {})
    if key not in calls and len(calls) < MOST:
        numbers = count(1)
        name = f"staffroll_{len(calls)}"
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            filled = [
                AsIs(f"${next(numbers)}") if place else param
                for place, param in zip(places, params, strict=True)
            ]
            cursor.execute(f"PREPARE {name} AS {cursor.mogrify(sql, filled).decode()}")
        calls[key] = (
            f"EXECUTE {name} ({', '.join(['%s'] * sum(places))})" if any(places) else f"EXECUTE {name}"
        )
    return calls.get(key)
