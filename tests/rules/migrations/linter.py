"""What the linter of migrations looks for; see the package."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from productions.models.schema_operations import AddIndexOnline, AddUniqueOnline, KeepColumns

APP = "productions"
VERSIONS = Path(__file__).parents[3] / ".ci" / "versions"
WRITTEN_BEFORE = "0048_once_for_each_owner"
"""Migrations up to here are older than these rules; what they take from 0.1.0, migration 0056 gives back."""
LARGE = frozenset(
    "aiuse contributor contributorname credit cut event evidence externalid importrow undoable".split()
)
"""Tables that grow with the record: a lock on one of them is felt by everybody."""
WIDER = {("CharField", "TextField")}

State = Any
Columns = dict[tuple[str, str], Any]


def last_version() -> str:
    """The last migration that the last version has."""
    return VERSIONS.read_text().splitlines()[-1].split()[2]


def columns_of(state: State) -> Columns:
    """The field of every table and column."""
    return {
        (model._meta.db_table, field.column): field
        for model in state.apps.get_app_config(APP).get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }


def compare(old: Columns, new: Columns, kept: frozenset[tuple[str, str]]) -> Iterator[str]:
    """What code that knows the old columns would fail at."""
    tables = {table for table, _column in old}
    for place in sorted(old.keys() - new.keys() - kept):
        yield f"{'.'.join(place)} is gone or renamed, and the last version reads it: leave it until the next version, or KeepColumns."
    for (table, column), field in sorted(new.items()):
        before = old.get((table, column))
        if before is None:
            if table in tables and not field.null and not field.has_db_default():
                yield f"{table}.{column} is NOT NULL, and the last version does not write it: give it a db_default."
            continue
        if before.null and not field.null:
            yield f"{table}.{column} became NOT NULL, and the last version may write NULL."
        kinds = before.get_internal_type(), field.get_internal_type()
        lengths = before.max_length, field.max_length
        if (kinds[0] != kinds[1] and kinds not in WIDER) or (all(lengths) and lengths[0] > lengths[1]):
            yield f"{table}.{column} became {kinds[1]} of {lengths[1]}, and the last version takes it for {kinds[0]} of {lengths[0]}."


def problems_of(migration: migrations.Migration) -> Iterator[tuple[str, str]]:
    """Rule and sentence of each problem of one migration."""
    schema = data = False
    for operation in migration.operations:
        model = str(getattr(operation, "model_name", "")).lower()
        if isinstance(operation, migrations.RunPython | migrations.RunSQL):
            data = True
            if not operation.reversible:
                yield (
                    "reverse",
                    "cannot be taken back: give it a reverse, or noop where there is nothing to undo.",
                )
            continue
        schema = schema or not isinstance(operation, migrations.SeparateDatabaseAndState)
        if isinstance(operation, AddIndexOnline | AddUniqueOnline):
            built = operation.index if isinstance(operation, AddIndexOnline) else operation.constraint
            if migration.atomic:
                yield "atomic", f"builds {built.name} in a transaction: say `atomic = False`."
        elif model in LARGE and makes_index(operation):
            yield (
                "index",
                f"locks {model} while it builds an index: AddIndexOnline or AddUniqueOnline (db_index=False for a foreign key).",
            )
    if schema and data:
        yield "mixed", "changes tables and moves data in one transaction: make it two migrations."


def makes_index(operation: Any) -> bool:
    if isinstance(operation, migrations.AddIndex):
        return True
    if isinstance(operation, migrations.AddConstraint):
        return not isinstance(operation.constraint, models.CheckConstraint)
    if isinstance(operation, migrations.AddField | migrations.AlterField):
        return bool(operation.field.db_index or operation.field.unique)
    return False


def kept_columns(found: list[migrations.Migration], state: State) -> frozenset[tuple[str, str]]:
    """Columns that these migrations leave in the database for code of the last version."""
    return frozenset(
        (state.apps.get_model(APP, operation.model_name)._meta.db_table, column)
        for migration in found
        for operation in migration.operations
        if isinstance(operation, KeepColumns)
        for column in operation.columns
    )


def lint(loader: MigrationLoader, since: str, written_before: str = WRITTEN_BEFORE) -> list[str]:
    """Every problem of the migrations that are newer than `since`, each as a sentence with its place."""
    graph = loader.graph
    leaves = graph.leaf_nodes(APP)
    everything = {node for leaf in leaves for node in graph.forwards_plan(leaf) if node[0] == APP}
    newer = everything - set(graph.forwards_plan((APP, since)))
    old, new = loader.project_state((APP, since)), loader.project_state(leaves)
    kept = kept_columns([graph.nodes[node] for node in sorted(newer)], new)
    problems = list(compare(columns_of(old), columns_of(new), kept))
    for node in sorted(newer - set(graph.forwards_plan((APP, written_before)))):
        migration = graph.nodes[node]
        allowed = getattr(migration, "allowed", {})
        problems += [f"{node[1]} {text}" for rule, text in problems_of(migration) if not allowed.get(rule)]
    return problems
