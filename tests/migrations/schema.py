"""Today's schema again after a test that went back, and copies of a database on SQLite: to migrate takes seconds each time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from productions.models import triggers
from tests.migrated import copy_file_back


def migrate_to_newest() -> None:
    triggers.remove(connection)  # SQLite takes no column from a table that a trigger reads
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("productions"))


def save_database(path: Path) -> None:
    """Keep the tests' database, which is SQLite, in a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as kept:
        connection.connection.backup(kept)


@contextmanager
def newest_afterwards(migrated: Path) -> Iterator[None]:
    """Whatever the block migrates, today's schema stands again afterwards: on SQLite that of a new database."""
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            copy_file_back(migrated)
        else:
            migrate_to_newest()


def migrate_to(name: str) -> Any:
    """The models of a migration, with the database in its state."""
    executor = MigrationExecutor(connection)
    executor.migrate([("productions", name)])
    return MigrationExecutor(connection).loader.project_state(("productions", name)).apps
