"""The driver's connection and cursor: each call is watched, and carries the settings of its transaction where it must."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection, cursor

from registry.postgresql.watch import Call, begin_call, end_call

ORDINARY_STATEMENT = re.compile(r"[\s(]*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
"""Statements that may share a transaction of their own with SET LOCAL; CREATE INDEX CONCURRENTLY may not."""


class SilentServer(psycopg2.OperationalError):
    """The server stopped answering, and the connection was given up."""

    waited = True
    """Whoever met it has waited long enough (`productions.operations.services.database_errors.is_connection_cut`)."""


class Connection(connection):
    """Knows the settings that each transaction begins with, and how long one call may last."""

    longest: float | None = None
    """Seconds after which a call is given up even if the server lives; None for a process that may take its time."""
    before = ""
    """SET LOCAL for each setting, to be sent with the first statement of a transaction."""

    def set_locally(self, values: Mapping[str, str]) -> None:
        """Have each transaction begin with these settings; a statement outside one is a transaction of its own."""
        with self.cursor() as quoting:
            for name, value in values.items():
                self.before += quoting.mogrify(f"SET LOCAL {name} = %s; ", [value]).decode()

    def opened(self, query: Any) -> Any:
        """The query, behind the settings where it opens a transaction: one message, so no round trip more.

        PostgreSQL runs the statements of one message in one transaction.
        """
        if not self.before or self.info.transaction_status != TRANSACTION_STATUS_IDLE:
            return query
        text = query if isinstance(query, str) else query.as_string(self)
        return self.before + text if not self.autocommit or ORDINARY_STATEMENT.match(text) else text

    def commit(self) -> None:
        call_watched(self, super().commit)

    def rollback(self) -> None:
        call_watched(self, super().rollback)


class Cursor(cursor):
    """Its calls to the server are watched."""

    connection: Connection

    def execute(self, query: Any, vars: Any = None) -> None:
        call_watched(self.connection, super().execute, self.connection.opened(query), vars)

    def executemany(self, query: Any, vars_list: Any) -> None:
        call_watched(self.connection, super().executemany, self.connection.opened(query), vars_list)

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
        call_watched(self.connection, super().copy_expert, sql, file, size)


def call_watched(owner: Connection, work: Callable[..., Any], *args: Any) -> Any:
    """Do `work`, which waits for the server. Raises SilentServer where the watch gave the server up."""
    call: Call = begin_call(owner, owner.longest)
    try:
        return work(*args)
    except psycopg2.Error as error:
        if call.given_up:
            raise SilentServer("PostgreSQL stopped answering; the connection was given up.") from error
        raise
    finally:
        end_call(call)
