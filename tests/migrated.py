"""A SQLite file with today's schema, migrated once and copied: the migrations take most of ten seconds, from whichever test they run.

It stays in pytest's cache until a migration, the shipped vocabulary or Django is another. Whoever copies it still calls
`migrate` where the test is about what that does; pytest-django does so for the tests' own database.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import django
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from productions.interchange.matching.role_vocabulary import load_shipped_departments, load_shipped_roles
from productions.models import triggers

ROOT = Path(__file__).resolve().parents[1]


def digest_schema() -> str:
    """What decides the schema and the first rows: the migrations of every app, the vocabulary, Django and SQLite, and this file."""
    found = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    found.update(Path(__file__).read_bytes())
    for _key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        found.update(Path(sys.modules[type(migration).__module__].__file__ or "").read_bytes())
    found.update(repr((load_shipped_departments(), load_shipped_roles())).encode())
    return found.hexdigest()[:16]


def make_database(cache: Path) -> Path:
    """The migrated file in a folder that the processes of pytest-xdist share; the first of them makes it, the others wait."""
    kept = cache / f"{digest_schema()}.sqlite3"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            shutil.rmtree(cache / "made", ignore_errors=True)
            for old in cache.glob("*.sqlite3"):
                old.unlink()
            migrate_new(cache / "made")
            whole = cache / "made" / "whole.sqlite3"
            with closing(sqlite3.connect(cache / "made" / "staffroll.sqlite3")) as made:
                made.execute("VACUUM INTO ?", [str(whole)])
            whole.rename(kept)
            shutil.rmtree(cache / "made")
    return kept


def copy_rows(migrated: Path) -> None:
    """Let the tests' database, which is SQLite, have the rows and the triggers of a migrated file, whoever is connected to it."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("ATTACH DATABASE %s AS whole", [str(migrated)])
        with transaction.atomic():
            cursor.execute("SELECT name FROM whole.sqlite_master WHERE type = 'table'")
            for (table,) in cursor.fetchall():
                cursor.execute(f'DELETE FROM main."{table}"')
                cursor.execute(f'INSERT INTO main."{table}" SELECT * FROM whole."{table}"')
            cursor.execute("SELECT sql FROM whole.sqlite_master WHERE type = 'trigger'")
            for (trigger,) in cursor.fetchall():
                cursor.execute(trigger)
        cursor.execute("DETACH DATABASE whole")
        cursor.execute("PRAGMA foreign_keys = ON")


NUMBERING = "from productions.ledger.services.ledger import read_newest_number as number; number()"
"""The first 2,488 events, those of the vocabulary, have their numbers, as a minute after a new site's start: each test that reads the feed would give them anew."""


def migrate_new(folder: Path) -> None:
    """`manage.py migrate` as a new site runs it, in a folder of its own, and what its first minute adds."""
    left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    folder.mkdir()
    named = {"DJANGO_SETTINGS_MODULE": "registry.settings", "STAFFROLL_DATA_DIR": str(folder)}
    for command in (
        ("migrate", "--skip-checks", "--verbosity", "0"),
        ("shell", "--no-imports", "--command", NUMBERING),
    ):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment | named, check=True)
