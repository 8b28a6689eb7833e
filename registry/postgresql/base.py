"""Django's PostgreSQL engine, which looks at a kept connection instead of asking the server before every request.

Settings of a session go with it: once for a connection, or before each transaction where a pool shares connections by
transaction. A read whose connection was cut is repeated once on a new one.
"""

import re
import time
from collections.abc import Callable
from select import POLLIN, poll
from typing import Any

from django.db import Error
from django.db.backends.postgresql import base

from productions.operations.services.database_errors import is_connection_cut
from registry.postgresql.driver import Connection, Cursor

SELECT_PATTERN = re.compile(r"\s*\(*\s*SELECT\b", re.IGNORECASE)
"""Not WITH, which may write."""
AT_ONCE_SECONDS = 1.0
"""A connection that was cut says so at once; whatever took longer has waited, and is not waited for twice."""


class DatabaseWrapper(base.DatabaseWrapper):
    """With CONN_HEALTH_CHECKS every request would cost one more round trip."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(repeat_read)

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {
            "connection_factory": Connection,
            "cursor_factory": Cursor,
        }

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.set_session(**self.settings_dict.get("SESSION", {}))

    def set_session(self, **values: str) -> None:
        """Set parameters of PostgreSQL, such as `jit="off"`, for as long as this connection lives.

        A pool by transaction forgets them, or hands them to others, so there each transaction sets them for itself.
        """
        self.ensure_connection()
        if self.settings_dict.get("POOL") == "transaction":
            self.connection.set_locally(values)
            return
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            for name, value in values.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
        if not self.get_autocommit():
            self.connection.commit()

    def is_usable(self) -> bool:
        """Whether the server still answers. It is asked only after an error, or when it has said something unasked:
        a server that leaves does."""
        if self.connection is None or self.connection.closed:
            return False
        unasked = poll()
        unasked.register(self.connection.fileno(), POLLIN)
        return super().is_usable() if self.errors_occurred or unasked.poll(0) else True


def repeat_read(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement; one that only reads, outside a transaction, is run again where its connection was cut."""
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    except Error as error:
        connection = context["connection"]
        if (
            not is_connection_cut(error)
            or many
            or connection.in_atomic_block
            or not connection.get_autocommit()
            or time.monotonic() - began > AT_ONCE_SECONDS
            or not SELECT_PATTERN.match(str(sql))
        ):
            raise
        connection.close()
        connection.ensure_connection()  # not `connect`: its errors are the driver's own
        context["cursor"].cursor = connection.create_cursor()
        return execute(sql, params, many, context)
