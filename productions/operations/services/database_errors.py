"""What an error of the database means to whoever waits for an answer: one classification for every door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from django.db import DatabaseError, Error, IntegrityError, InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from productions.shared.time_limits import TimeLimitExceeded

SQLITE_BUSY, SQLITE_LOCKED = 5, 6
"""Primary result codes (https://www.sqlite.org/rescode.html)."""
PREPARED_ELSEWHERE = frozenset({"26000", "42P05"})
"""invalid_sql_statement_name, duplicate_prepared_statement: the connection's statements are another client's."""
UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, CHECK_VIOLATION = "23505", "23503", "23514"
SQLITE_BREACHES = {"UNIQUE": UNIQUE_VIOLATION, "FOREIGN KEY": FOREIGN_KEY_VIOLATION, "CHECK": CHECK_VIOLATION}
"""How SQLite begins its sentence on a breach, beside PostgreSQL's SQLSTATE for the same."""


class Trouble(Enum):
    """Why the database did not do what was asked, where that is nobody's mistake and may be over in a moment."""

    AWAY = "away"
    """It does not answer, or lets nobody in."""
    BUSY = "busy"
    """Somebody else holds the lock."""
    CROSSED = "crossed"
    """Two transactions were in each other's way, and this one was taken back whole."""
    LATE = "late"
    """The request has lasted longer than it may."""
    TOO_LONG = "too long"
    """It ended the statement, which took longer than it may."""


TROUBLE_BY_SQLSTATE = {
    "40001": Trouble.CROSSED,  # serialization_failure
    "40P01": Trouble.CROSSED,  # deadlock_detected
    "55P03": Trouble.BUSY,  # lock_not_available
    "57014": Trouble.TOO_LONG,  # query_canceled
    "53300": Trouble.AWAY,  # too_many_connections
    "57P01": Trouble.AWAY,  # admin_shutdown
    "57P02": Trouble.AWAY,  # crash_shutdown
    "57P03": Trouble.AWAY,  # cannot_connect_now
    **dict.fromkeys(PREPARED_ELSEWHERE, Trouble.AWAY),
}
"""By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def classify_error(error: BaseException) -> Trouble | None:
    """What kind of trouble an error of Django's database layer is; None for a mistake, ours or the caller's."""
    if isinstance(error, TimeLimitExceeded):
        return Trouble.LATE
    if not isinstance(error, Error):
        return None
    state = get_sqlstate(error)
    if state:
        return Trouble.AWAY if state.startswith("08") else TROUBLE_BY_SQLSTATE.get(state)
    if isinstance(error, IntegrityError):
        return None
    cause: Any = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return Trouble.BUSY if code & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED) else None
    # The server said nothing: there is no connection to it, or none any more.
    lost = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    return Trouble.AWAY if lost and cause is not None and connection.vendor == "postgresql" else None


def get_sqlstate(error: BaseException) -> str:
    """PostgreSQL's SQLSTATE of an error, or an empty string."""
    cause: Any = error.__cause__
    return getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None) or ""


def is_connection_cut(error: BaseException) -> bool:
    """Whether the connection ended at once, so that another may stand; not where its server was waited for in vain."""
    return classify_error(error) is Trouble.AWAY and not getattr(error.__cause__, "waited", False)


@contextmanager
def refuse_to_wait(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Have SQLite refuse at once what would wait for another writer (`Trouble.BUSY`). PostgreSQL locks rows, not everything."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def identify_breach(error: IntegrityError) -> tuple[str, str]:
    """What an integrity error breaks: PostgreSQL's SQLSTATE, and the constraint's name where the database tells it."""
    cause: Any = error.__cause__
    if state := get_sqlstate(error):
        return state, getattr(cause.diag, "constraint_name", None) or ""
    kind, _failed, rest = str(error).partition(" constraint failed")
    return SQLITE_BREACHES.get(kind, ""), rest.removeprefix(": ") if kind == "CHECK" else ""


def is_unique_conflict(error: IntegrityError) -> bool:
    """Whether another row has what must be one row's alone."""
    return identify_breach(error)[0] == UNIQUE_VIOLATION
