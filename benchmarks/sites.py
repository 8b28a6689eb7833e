"""The databases of the benchmarks, and the environment of a site that runs on one. No Django here."""

from __future__ import annotations

import os
import pickle
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import psycopg2

BROKER = os.environ.get("CELERY_BROKER_URL", "redis://127.0.0.1:6379/0")
SQLITE = "sqlite:///"
FILE = "staffroll.sqlite3"


@dataclass(frozen=True)
class Facts:
    """The entries that the generator made to be asked for."""

    credits: int
    prolific: UUID
    year: int
    productions: dict[int, UUID]
    releases: dict[int, UUID]


def large_url() -> str:
    """The database that figures are quoted for."""
    return os.environ.get("BENCH_DATABASE_URL") or sys.exit(
        "BENCH_DATABASE_URL is missing; set it to a database that `manage.py generate` has filled."
    )


def small_url() -> str:
    """A smaller one, for growth and for what writes."""
    return os.environ.get("BENCH_SMALL_DATABASE_URL") or sys.exit(
        "BENCH_SMALL_DATABASE_URL is missing; set it to a smaller database that `manage.py generate` has filled."
    )


def database_variables(url: str) -> dict[str, str]:
    """What leads a site to postgres://… or to sqlite:///FOLDER/staffroll.sqlite3."""
    if not url.startswith(SQLITE):
        return {"DATABASE_URL": url, "CELERY_BROKER_URL": BROKER}
    file = Path(url.removeprefix(SQLITE)).absolute()
    if file.name != FILE or not file.is_file():
        sys.exit(f"{url} is no file that Staffroll uses; it is called {FILE} and stands in a data folder.")
    return {"DATABASE_URL": "", "STAFFROLL_DATA_DIR": str(file.parent), "CELERY_BROKER_URL": BROKER}


def site_environment(url: str) -> dict[str, str]:
    """The variables of a site as it is run for real: without debug, on this database."""
    return database_variables(url) | {
        "STAFFROLL_DEBUG": "0",
        "STAFFROLL_HTTPS": "0",
        "STAFFROLL_SECRET_KEY": secrets.token_urlsafe(50),
        "STAFFROLL_ALLOWED_HOSTS": "127.0.0.1",
        "STAFFROLL_API_RATE": "none",
        "STAFFROLL_API_WRITE_RATE": "none",
    }


def facts_of(url: str) -> Facts:
    """The facts of any database, read by a process of its own."""
    program = "import pickle, sys; from benchmarks.database import facts; sys.stdout.buffer.write(pickle.dumps(facts()))"
    environment = os.environ | {"BENCH_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, check=True
    )
    found: Facts = pickle.loads(done.stdout)
    return found


@contextmanager
def copy_of(url: str) -> Iterator[str]:
    """A copy of a PostgreSQL database, to write into; it is dropped at the end. Nobody may be connected to `url`."""
    name = urlsplit(url).path.strip("/")
    copy = f"{name}_copy_{os.getpid()}"
    base = url.rsplit("/", 1)[0]

    def run(statement: str) -> None:
        with closing(psycopg2.connect(f"{base}/postgres")) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)

    run(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    try:
        yield f"{base}/{copy}"
    finally:
        run(f'DROP DATABASE "{copy}" WITH (FORCE)')
