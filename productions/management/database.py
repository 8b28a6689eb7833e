"""What every command that reads or writes the registry asks first, and how one whose work is whole is done."""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from productions.operations.services.database_errors import classify_error
from productions.operations.services.transactions import make_not_now, repeat_crossed


def require_migrated_database() -> None:
    """Raise CommandError, with one sentence, where there is no database or not all its tables yet."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise CommandError(f"The database cannot be reached; check DATABASE_URL. {error}") from error
    if waiting:
        raise CommandError("The database has not all its tables; run “python manage.py migrate” first.")


class WholeCommand(BaseCommand):
    """A command whose work is one transaction: begun anew where that met a deadlock, and a sentence where the database is busy or away."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return repeat_crossed(partial(super().execute, *args, **options))
        except Error as error:
            trouble = classify_error(error)
            if trouble is None:
                raise
            raise CommandError(str(make_not_now(trouble))) from error
