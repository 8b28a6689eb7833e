"""A request ends: beyond its deadline no further question is put to the database, and what it began is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from productions.shared.time_limits import TimeLimitExceeded, is_over

CLEANUP_PATTERN = re.compile(r"\s*(ROLLBACK|RELEASE|SAVEPOINT)\b", re.IGNORECASE)
"""How a transaction is taken back, which no deadline stops."""


class DeadlinePassed(TimeLimitExceeded, OperationalError):
    """The request has lasted longer than it may, and asks the database no more."""


def ask_in_time(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Run a statement, unless the request has ended (`django.db.connection.execute_wrapper`)."""
    if is_over() and not CLEANUP_PATTERN.match(str(sql)):
        raise DeadlinePassed("The request took longer than it may.")
    return execute(sql, params, many, context)


def keep_deadlines(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Have a connection of a web process ask in time; for the signal `connection_created`."""
    if ask_in_time not in connection.execute_wrappers:
        connection.execute_wrappers.append(ask_in_time)
