"""Queries that PostgreSQL reads and plans once for a connection; for most of ours that takes it longer than the answer.

PREPARE keeps a query by a name, and after five runs its plan too, unless plans for the very values promise to be
cheaper (https://www.postgresql.org/docs/current/sql-prepare.html). The name is a hash of the query's text: a connection
that a pool has handed to somebody else may not know it, but never knows another query by it.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import Error, connection
from psycopg2.extensions import AsIs

from productions.operations.services.database_errors import PREPARED_ELSEWHERE, get_sqlstate

MAX_PREPARED_STATEMENTS = 50
"""Statements of one connection, which lives for CONN_MAX_AGE; the server holds about 0.1 MB for each."""


@dataclass(slots=True)
class ConnectionStatements:
    """What one connection has prepared: its names, and for each query the text that runs it. Two may be the same text."""

    names: set[str] = field(default_factory=set)
    calls: dict[Hashable, str] = field(default_factory=dict)


STATEMENTS_BY_CONNECTION: WeakKeyDictionary[Any, ConnectionStatements] = WeakKeyDictionary()

log = logging.getLogger(__name__)


class PreparationState:
    """Whether this process prepares statements: not behind a pool by transaction, nor once it has met one unannounced."""

    met_a_pool = False

    @classmethod
    def is_on(cls) -> bool:
        return settings.DATABASE_POOL != "transaction" and not cls.met_a_pool


def prepare_statement(key: Hashable, sql: str, params: Sequence[Any], places: Sequence[bool]) -> str | None:
    """The text that runs a query with the values of its `places`; None where it is not to be prepared.

    `places` says which of `params` are open; the others become part of the query. A connection has at most MOST.
    """
    if not PreparationState.is_on():
        return None
    connection.ensure_connection()
    kept = STATEMENTS_BY_CONNECTION.setdefault(connection.connection, ConnectionStatements())
    if key not in kept.calls and len(kept.calls) < MAX_PREPARED_STATEMENTS:
        numbers = count(1)
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            filled = [
                AsIs(f"${next(numbers)}") if place else param
                for place, param in zip(places, params, strict=True)
            ]
            text = cursor.mogrify(sql, filled).decode()
            name = f"staffroll_{sha256(text.encode()).hexdigest()[:40]}"
            if name not in kept.names:
                cursor.execute(f"PREPARE {name} AS {text}")
        kept.names.add(name)
        kept.calls[key] = (
            f"EXECUTE {name} ({', '.join(['%s'] * sum(places))})" if any(places) else f"EXECUTE {name}"
        )
    return kept.calls.get(key)


def is_statement_lost(error: Error) -> bool:
    """Whether a statement is not where it was prepared: then the server is shared by a pool, and this process stops preparing."""
    if get_sqlstate(error) not in PREPARED_ELSEWHERE:
        return False
    if not PreparationState.met_a_pool:
        log.warning(
            "Prepared statements get lost: a pool by transaction stands before PostgreSQL. Set STAFFROLL_DATABASE_POOL to transaction."
        )
    PreparationState.met_a_pool = True
    return True
