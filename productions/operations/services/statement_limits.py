"""How long a statement of a worker may take. Those of web processes have a limit of their own (`registry.limits`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def end_long_statements(seconds: float) -> Iterator[None]:
    """Let PostgreSQL end any statement of the block that takes longer: a worker that is killed leaves its statement behind.

    The limit is the transaction's, since a pool gives a session to many. SQLite has no such limit, and its transactions hold up writers.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds:g}s"])
        yield
