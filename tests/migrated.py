"""A SQLite file with today's schema, migrated once and copied: the command and the vocabulary take seconds, from whichever test they run.

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
from time import monotonic

import django
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from productions.interchange.matching.role_vocabulary import load_shipped_departments, load_shipped_roles
from registry import new_database

ROOT = Path(__file__).resolve().parents[1]
COPY_SECONDS = 60
"""How long a copy waits for whoever writes; it takes a hundredth of a second."""


def digest_schema() -> str:
    """What decides the schema and the first rows: the migrations of every app, the vocabulary, Django and SQLite, the one step, and this file."""
    found = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for file in (__file__, new_database.__file__):
        found.update(Path(file).read_bytes())
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


def copy_file_back(migrated: Path) -> None:
    """Let the tests' database, which is SQLite, be a copy of a migrated file, triggers too, whoever is connected to it.

    Raises TimeoutError where another connection holds it.
    """
    until = monotonic() + COPY_SECONDS

    def give_up(_status: int, _left: int, _pages: int) -> None:
        if monotonic() > until:
            raise TimeoutError("A test has left a connection that holds the database.")

    connection.ensure_connection()
    with closing(sqlite3.connect(migrated)) as whole:
        whole.backup(connection.connection, progress=give_up)


NUMBERING = "from productions.ledger.services.ledger import read_newest_number as number; number()"
"""The first 2,488 events, those of the vocabulary, have their numbers, as a minute after a new site's start: each test that reads the feed would give them anew."""


def migrate_new(folder: Path, url: str = "") -> None:
    """`manage.py migrate` as a new site runs it, in a folder of its own, and what its first minute adds; `url` names a PostgreSQL database."""
    left_out = ("CELERY_BROKER_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    folder.mkdir()
    named = {
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "STAFFROLL_DATA_DIR": str(folder),
        "DATABASE_URL": url,
    }
    for command in (
        ("migrate", "--skip-checks", "--verbosity", "0"),
        ("shell", "--no-imports", "--command", NUMBERING),
    ):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment | named, check=True)
