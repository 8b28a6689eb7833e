"""How long a question to the database may take in a web process: nobody's question holds up everybody's."""

from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper


def limit_statements(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Let PostgreSQL end any statement of a new connection after STATEMENT_SECONDS. SQLite has no such limit."""
    if connection.vendor == "postgresql":
        limited: Any = connection  # `registry.postgresql`
        limited.set_session(statement_timeout=str(settings.STATEMENT_SECONDS * 1000))
        limited.connection.longest = settings.STATEMENT_SECONDS + 2.0
