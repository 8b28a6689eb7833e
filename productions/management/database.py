"""What every command that reads or writes the registry asks first."""

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def require_tables() -> None:
    """Raise CommandError, with one sentence, where there is no database or not all its tables yet."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise CommandError(f"The database cannot be reached; check DATABASE_URL. {error}") from error
    if waiting:
        raise CommandError("The database has not all its tables; run “python manage.py migrate” first.")
