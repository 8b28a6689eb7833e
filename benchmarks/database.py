"""What is in the benchmark's database, and how long its SQL takes alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

from benchmarks.sites import Facts, database_variables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
os.environ.setdefault("STAFFROLL_DEBUG", "1")
if "BENCH_DATABASE_URL" in os.environ:
    os.environ |= database_variables(os.environ["BENCH_DATABASE_URL"])

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from productions.management.generated import SPECIAL  # noqa: E402
from productions.models import Contributor, Credit, Production, Release  # noqa: E402

TIMES = 20
WARM = 12
"""Requests after which PostgreSQL keeps the plans of what is asked often (`api.read.pg_prepare`)."""


def facts() -> Facts:
    """Raises LookupError where `manage.py generate` has not run."""
    special = {
        size: production
        for size in SPECIAL
        if (production := Production.objects.filter(title=f"見本 {size}").first()) is not None
    }
    prolific = Contributor.objects.filter(name="多作 一人").first()
    if prolific is None or len(special) < len(SPECIAL):
        raise LookupError("The database is not a generated one: run `manage.py generate --credits 100000`.")
    issues = Release.objects.without_document().filter(production__in=special.values())
    releases = {release.production_id: release.uid for release in issues}
    return Facts(
        credits=Credit.objects.count(),
        prolific=prolific.uid,
        year=2000,
        productions={size: production.uid for size, production in special.items()},
        releases={size: releases[production.pk] for size, production in special.items()},
    )


def sql_milliseconds(path: str, *, gzip: bool = False) -> float:
    """The address's queries, as they are when the process is warm, sent alone: median milliseconds of processor time."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"Accept-Encoding": "gzip" if gzip else "identity"})
    for _ in range(WARM):
        client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    statements = [query["sql"] for query in seen.captured_queries]
    times = []
    for _ in range(TIMES):
        started = database_seconds()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()
        times.append(database_seconds() - started)
    return median(times) * 1000


def database_seconds() -> float:
    """Processor time of what answers SQL: this connection's PostgreSQL process on this machine, or this process."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        return int(spent.split()[0]) / 1e9
    return time.process_time()
