"""Today's tables in a database that has none, without the steps that older databases took to them (docs/decisions/0126, 0133).

Three quarters of a first `migrate` were spent on models as they were after each of two hundred operations; its SQL took a twentieth.
Whatever a migration does besides tables concerns rows, of which a new database has none: a test goes both ways and compares.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from productions.models.schema_operations import KeepColumns


def has_no_tables(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database is new: it has no table, or only Django's list of migrations, empty, from a start that was ended."""
    found = set(connection.introspection.table_names())
    recorder = MigrationRecorder(connection)
    return found <= {recorder.Migration._meta.db_table} and not recorder.applied_migrations()


def make_newest_tables(connection: BaseDatabaseWrapper) -> int:
    """Make the tables that all migrations lead to, all or none; the number of migrations that count as applied from now on."""
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    keys = list_stood_for(loader)
    state = loader.project_state()
    with connection.schema_editor() as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, name in keys:
            for operation in loader.disk_migrations[app, name].operations:
                if isinstance(operation, KeepColumns):
                    operation.database_forwards(app, editor, state, state)
        recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in keys)
    return len(keys)


def list_stood_for(loader: MigrationLoader) -> list[tuple[str, str]]:
    """App and name of each migration, and of those that a squashed one replaces, which `migrate` records too."""
    found = dict[tuple[str, str], None]()
    for leaf in sorted(loader.graph.leaf_nodes()):
        for key in loader.graph.forwards_plan(leaf):
            found.update(dict.fromkeys((*loader.disk_migrations[key].replaces, key)))
    return list(found)
