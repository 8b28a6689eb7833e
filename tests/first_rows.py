"""The first rows of the tests' PostgreSQL, kept in a schema of their own: after each test that commits, Django would empty all tables
and let `post_migrate` fill them anew, which takes seconds. What a test left alone stays where it is."""

from django.db import connection, transaction

from productions.models import triggers

SCHEMA = "first_rows"
LISTED = f"""
SELECT quote_ident(table_name), string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
FROM information_schema.columns WHERE table_schema = '{SCHEMA}' GROUP BY table_name
"""
"""The kept tables with their columns by name: a test that migrated back and forth may leave them in another order."""


def keep_first_rows() -> None:
    """Copy every table as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" AS TABLE "{table}"')


def restore_first_rows() -> None:
    """Take out rows that are not among the kept ones, put in those that are missing, and make the triggers anew."""
    triggers.remove(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LISTED)
        tables = cursor.fetchall()
        removals = [make_removal(table, columns) for table, columns in tables]
        cursor.execute(";".join((*removals, *(make_return(table, columns) for table, columns in tables))))
    triggers.install(connection)


def make_removal(table: str, columns: str) -> str:
    """SQL that takes out what was not there. Rows are compared as text: not every type can be told apart by `=`."""
    kept = f"SELECT ROW({columns})::text FROM {SCHEMA}.{table}"
    return f"DELETE FROM {table} WHERE ROW({columns})::text NOT IN ({kept})"


def make_return(table: str, columns: str) -> str:
    """SQL that puts in what is missing."""
    found = f"SELECT ROW({columns})::text FROM {table}"
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {SCHEMA}.{table} WHERE ROW({columns})::text NOT IN ({found})"
