"""A PostgreSQL database with today's schema, migrated once and cloned for each process of the tests.

It stays on the server until `digest_schema` gives something else, beside the database that DATABASE_URL names. An account
that may make databases, and nothing else, can do all of this.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from pytest_django.plugin import DjangoDbBlocker

from tests.migrated import digest_schema, migrate_new


@pytest.fixture(scope="session")
def cloned(pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests' own database is there as long as this process."""
    with django_db_blocker.unblock():
        clone_database(pytestconfig.cache.mkdir("cloned"))
    yield
    with django_db_blocker.unblock():
        drop_clone()


def clone_database(cache: Path) -> None:
    """Make the tests' own database; the first process of a run migrates what all of them clone, the others wait."""
    with (cache / "lock").open("w") as lock, connection._nodb_cursor() as cursor:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = make_template(cursor, cache)
        drop_database(cursor, name_own_database())
        create_database(cursor, name_own_database(), template)


def drop_clone() -> None:
    """End all connections to the tests' own database, and take it away."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        drop_database(cursor, name_own_database())


def name_own_database() -> str:
    """What Django calls this process's database; pytest-xdist's processes have a suffix each."""
    return str(
        connection.settings_dict["TEST"]["NAME"] or f"test_{urlsplit(os.environ['DATABASE_URL']).path[1:]}"
    )


def make_template(cursor: CursorWrapper, cache: Path) -> str:
    """The name of the migrated database, which is made where it is missing; earlier ones are dropped."""
    start = f"{urlsplit(os.environ['DATABASE_URL']).path[1:]}_migrated_"
    name = start + digest_schema()
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
    found = [row[0] for row in cursor.fetchall()]
    if name not in found:
        for old in found:
            drop_database(cursor, old)
        half_made = f"{start}half"
        create_database(cursor, half_made)
        shutil.rmtree(cache / "made", ignore_errors=True)
        migrate_new(cache / "made", name_in_url(half_made))
        shutil.rmtree(cache / "made")
        cursor.execute(f"ALTER DATABASE {quote(half_made)} RENAME TO {quote(name)}")
    return name


def name_in_url(name: str) -> str:
    """DATABASE_URL with the name of another database of this server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def create_database(cursor: CursorWrapper, name: str, template: str = "template1") -> None:
    cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")


def drop_database(cursor: CursorWrapper, name: str) -> None:
    cursor.execute(f"DROP DATABASE IF EXISTS {quote(name)} WITH (FORCE)")


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
