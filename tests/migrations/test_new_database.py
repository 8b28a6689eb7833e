"""A new database is made in one step, and is what every step from the first migration leads to."""

import os
import subprocess
import sys

import pytest
from django.db import ConnectionHandler, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from registry.new_database import has_no_tables
from tests.cloned import create_database, drop_database, name_in_url
from tests.migrated import ROOT

AT_ONCE = ((),)
STEP_BY_STEP = (("contenttypes",), ())
"""With one table the database is not new, so the rest goes by every migration."""
SCHEMAS = {
    "sqlite": "SELECT 'definition', name, '', sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": """
    SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, identity_generation)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname, '', prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """,
}
"""Kind, name, name within it, and definition."""
RENAMED = {"productions_credit_version_check": "productions_credit_revision_check"}
"""PostgreSQL named the check of a column, which migration 0003 has renamed since: nothing asks for its name."""


def connect(name):
    """A connection to a database that is not the tests' own."""
    return ConnectionHandler({"default": {**connection.settings_dict, "NAME": name}})["default"]


@pytest.fixture
def make_empty(tmp_path, db):
    """Makes a database without tables; gives its name, and the variables with which `manage.py` finds it."""
    made = []

    def make(name):
        folder = tmp_path / name
        folder.mkdir()
        variables = os.environ | {
            "DJANGO_SETTINGS_MODULE": "registry.settings",
            "STAFFROLL_DATA_DIR": str(folder),
        }
        if connection.vendor == "sqlite":
            return str(folder / "staffroll.sqlite3"), variables
        database = f"{connection.settings_dict['NAME']}_{name}"
        with connection._nodb_cursor() as cursor:
            drop_database(cursor, database)
            create_database(cursor, database)
        made.append(database)
        return database, variables | {"DATABASE_URL": name_in_url(database)}

    yield make
    for database in made:
        with connection._nodb_cursor() as cursor:
            drop_database(cursor, database)


def migrate(variables, *arguments):
    command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0", *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables).returncode


def split_definition(text):
    """Its parts in an order of ours: the order of a table's columns says nothing."""
    return sorted(part.strip(")") for part in text.split(", "))


def describe_database(name):
    """Its schema; how many rows each table has; which migrations count as applied."""
    made = connect(name)
    with made.cursor() as cursor:
        cursor.execute(SCHEMAS[made.vendor])
        schema = sorted(
            (kind, of, RENAMED.get(part, part), split_definition(text))
            for kind, of, part, text in cursor.fetchall()
        )
        rows = {}
        for table in made.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            rows[table] = cursor.fetchone()
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = sorted(cursor.fetchall())
    made.close()
    return schema, rows, applied


@pytest.mark.walk
def test_its_tables_and_rows_are_those_that_every_step_leads_to(make_empty):
    found = []
    for name, commands in (("at_once", AT_ONCE), ("step_by_step", STEP_BY_STEP)):
        database, variables = make_empty(name)
        assert [migrate(variables, *arguments) for arguments in commands] == [0 for _ in commands]
        found.append(describe_database(database))
    assert len(found[0][0]) > 100
    assert found[0] == found[1]


def test_whoever_only_asks_gets_no_tables(make_empty):
    database, variables = make_empty("asked")
    assert migrate(variables, "--check") == 1
    asked = connect(database)
    assert asked.introspection.table_names() == []
    asked.close()


@pytest.fixture
def other(django_db_blocker, tmp_path):
    """A SQLite database beside the tests' own, without tables."""
    mine = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "other", "OPTIONS": {}}
    connections.databases["other"] = connections.databases["default"] | mine
    with django_db_blocker.unblock():
        yield connections["other"]
        connections["other"].close()
    del connections["other"], connections.databases["other"]


def test_it_is_new_until_a_table_or_a_migration_is_there(other):
    assert has_no_tables(other)
    recorder = MigrationRecorder(other)
    recorder.ensure_schema()  # a first start that was ended
    assert has_no_tables(other)
    recorder.record_applied("productions", "0001_initial")
    assert not has_no_tables(other)
    recorder.record_unapplied("productions", "0001_initial")
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE somebodys (id integer)")
    assert not has_no_tables(other)
