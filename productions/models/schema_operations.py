"""What migrations do besides Django's own operations, so that old and new code work while they run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AddConstraint, AddIndex
from django.db.migrations.operations.base import Operation


class KeepColumns(Operation):
    """Have columns that no model has any more, for code of the version before, which reads and writes them.

    A deploy has old and new processes at once, and may be taken back. `columns` maps names to their definition in SQL, which needs a
    default: today's code writes none of them. On PostgreSQL alone: SQLite's processes stop for an upgrade.
    """

    reversible = True

    def __init__(self, model_name: str, columns: dict[str, str]) -> None:
        self.model_name = model_name
        self.columns = columns

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model has them."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name, definition in self.columns.items():
            self.alter(app_label, schema_editor, to_state, f'ADD COLUMN IF NOT EXISTS "{name}" {definition}')

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in self.columns:
            self.alter(app_label, schema_editor, to_state, f'DROP COLUMN IF EXISTS "{name}"')

    def alter(self, app_label: str, schema_editor: Any, state: Any, change: str) -> None:
        if schema_editor.connection.vendor == "postgresql":
            table = state.apps.get_model(app_label, self.model_name)._meta.db_table
            schema_editor.execute(f'ALTER TABLE "{table}" {change}')

    def describe(self) -> str:
        return f"Keep {', '.join(self.columns)} of {self.model_name} for code of the version before"


@contextmanager
def wait_without_limit(schema_editor: Any) -> Iterator[Any]:
    """A cursor whose statements wait for transactions that are under way, which holds nobody up, so no lock timeout ends them."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (usual,) = cursor.fetchone()
        cursor.execute("SET lock_timeout = 0")
        try:
            yield cursor
        finally:
            cursor.execute("SET lock_timeout = %s", [usual])


class AddIndexOnline(AddIndex):
    """Add an index while the table is written to; its migration says `atomic = False`.

    One that was interrupted leaves an index that PostgreSQL does not use: it is dropped first.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        with wait_without_limit(schema_editor) as cursor:
            cursor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{self.index.name}"')
            schema_editor.add_index(model, self.index, concurrently=True)


class AddUniqueOnline(AddConstraint):
    """The same for a unique constraint that has expressions or a condition, which PostgreSQL keeps as an index."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        with wait_without_limit(schema_editor) as cursor:
            cursor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{self.constraint.name}"')
            statement: Any = self.constraint.create_sql(model, schema_editor)
            statement.template = statement.template.replace("UNIQUE INDEX", "UNIQUE INDEX CONCURRENTLY", 1)
            schema_editor.execute(statement, params=None)
