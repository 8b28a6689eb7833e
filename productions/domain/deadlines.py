"""A request ends: beyond its deadline no further question is put to the database, and what it began is taken back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

ENDS: ContextVar[float | None] = ContextVar("ends", default=None)
"""When the request of this thread ends, by the monotonic clock; None for work that may take its time."""
TIDYING = re.compile(r"\s*(ROLLBACK|RELEASE|SAVEPOINT)\b", re.IGNORECASE)
"""How a transaction is taken back, which no deadline stops."""


class DeadlinePassed(OperationalError):
    """The request has lasted longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what this thread does until the end of the block so many seconds."""
    token = ENDS.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        ENDS.reset(token)


def check_deadline() -> None:
    """Raise DeadlinePassed where the request has ended. For loops that go on for long without the database."""
    ends = ENDS.get()
    if ends is not None and time.monotonic() > ends:
        raise DeadlinePassed("The request took longer than it may.")


def ask_in_time(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Run a statement, unless the request has ended (`django.db.connection.execute_wrapper`)."""
    if ENDS.get() is not None and not TIDYING.match(str(sql)):
        check_deadline()
    return execute(sql, params, many, context)


def keep_deadlines(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Have a connection of a web process ask in time; for the signal `connection_created`."""
    if ask_in_time not in connection.execute_wrappers:
        connection.execute_wrappers.append(ask_in_time)
