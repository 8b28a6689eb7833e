"""Writes: 5,000 credits with all rules and a ledger event each, beside COPY and beside django-import-export.

    BENCH_SMALL_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.write [--rounds 5]

All write into the same table with its indexes, in a copy of the database that is dropped at the end. The figure is rows a
second, medians of interleaved rounds. By HTTP means `POST /api/v1/credits/batch/` to a running site, from the first
byte sent to the last one read, committed; the others are taken back. “Refused again” is the same request once more, when
every row is known already: it takes at most three times as long.
"""

from __future__ import annotations

import argparse
import http.client
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from api.http.responses import encode_json
from benchmarks.database import facts
from benchmarks.endpoints import STAFFROLL, format_table_head, heading, judged
from benchmarks.importing import by_import_export
from benchmarks.load import HOST, Server, server
from benchmarks.sites import copy_of, large_url, site_environment, small_url
from productions.accounts.services.accounts import create_user
from productions.accounts.services.tokens import issue_token
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Contributor, Production, Role
from productions.people.services.contributors import create_contributors
from productions.shared.choices import TokenScope

ROWS = 5000
IMPORTED = 500
"""Rows that django-import-export brings in, as many seconds as the others need for ten times as many."""
OF_COPY, ABOVE_IMPORT, OF_ACCEPTED = 0.35, 30, 3


def timed(rows: int, work: Callable[[], None]) -> float:
    """Rows a second of work that is taken back."""
    with transaction.atomic():
        started = time.perf_counter()
        work()
        # Constraints that wait for the end are part of the work.
        connection.check_constraints()
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return rows / spent


def by_verb(production: Production, people: list[Contributor], role: Role) -> None:
    rows = [{"role": role, "contributor": person, "position": place} for place, person in enumerate(people)]
    enter_credits(production, rows, by=None, now=timezone.now(), state="confirmed")


def copied(production: Production, people: list[Contributor], role: Role) -> str:
    """The rows that the verb makes, as text for COPY."""
    with transaction.atomic():
        by_verb(production, people, role)
        out = io.StringIO()
        with connection.cursor() as cursor:
            query = f"SELECT * FROM productions_credit WHERE production_id = {production.pk}"
            cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", out)
        transaction.set_rollback(True)
    return out.getvalue()


def by_copy(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert("COPY productions_credit FROM STDIN", io.StringIO(text))


def by_http(site: Server, secret: str, people: list[Contributor], role: Role) -> tuple[float, float]:
    """Rows a second of one request, and of the same once more, which is refused. Raises RuntimeError at any other answer."""
    production = create_production(title="By HTTP", kind="film", by=None, now=timezone.now())
    rows = [
        {"role": role.code, "contributor": person.uid, "position": place}
        for place, person in enumerate(people)
    ]
    body = encode_json({"production": production.uid, "rows": rows})
    return (
        len(people) / seconds_of(site, secret, body, status=201),
        len(people) / seconds_of(site, secret, body, status=422),
    )


def seconds_of(site: Server, secret: str, body: bytes, *, status: int) -> float:
    """How long one batch takes. Raises RuntimeError at any other status."""
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    link = http.client.HTTPConnection(HOST, site.port)
    started = time.perf_counter()
    link.request("POST", "/api/v1/credits/batch/", body, headers)
    answer = link.getresponse()
    content = answer.read()
    spent = time.perf_counter() - started
    link.close()
    if answer.status != status:
        raise RuntimeError(f"The batch was answered with {answer.status}: {content[:300]!r}")
    return spent


def new_token() -> str:
    """The secret of a token that may write everything."""
    now = timezone.now()
    user = create_user(
        username="bench", password=os.urandom(20).hex(), is_staff=True, is_superuser=True, by=None, now=now
    )
    return str(
        issue_token(
            user=user, name="bench", expiry=now + timedelta(days=1), by=None, now=now, scope=TokenScope.WRITE
        ).secret
    )


def five_thousand() -> list[Contributor]:
    """People of the database, and new ones where it has not enough."""
    missing = ROWS - Contributor.objects.filter(kind="person").count()
    if missing > 0:
        rows = [("person", f"山野 {number:x}") for number in range(missing)]
        create_contributors(rows, systems=frozenset(), by=None, now=timezone.now())
    return list(Contributor.objects.filter(kind="person").order_by("pk")[:ROWS])


def measure(rounds: int) -> None:
    """On this process's database, which is not kept."""
    found = facts()
    people, role = five_thousand(), Role.objects.get(code="layout")
    production = create_production(title="Benchmark", kind="film", by=None, now=timezone.now())
    text, secret = copied(production, people, role), new_token()
    with server("Staffroll", STAFFROLL, **site_environment(large_url())) as site:
        runs: dict[tuple[str, ...], Callable[[], tuple[float, ...]]] = {
            ("COPY",): lambda: (timed(ROWS, lambda: by_copy(text)),),
            ("verb",): lambda: (timed(ROWS, lambda: by_verb(production, people, role)),),
            ("HTTP", "again"): lambda: by_http(site, secret, people, role),
            ("import",): lambda: (
                timed(IMPORTED, lambda: by_import_export(production, people[:IMPORTED], role)),
            ),
        }
        rates: dict[str, list[float]] = {name: [] for names in runs for name in names}
        for number in range(rounds + 1):
            for names, run in runs.items():
                for name, rate in zip(names, run(), strict=True):
                    if number:
                        rates[name].append(rate)
    rate_of = {name: median(seen) for name, seen in rates.items()}
    print(heading(f"writes, {found.credits:,} credits there already"))
    print(
        format_table_head(
            "5,000 credits | rows a second | of COPY | goal | above django-import-export | goal"
        )
    )
    print(f"| COPY into the same table | {rate_of['COPY']:,.0f} | 100% | | | |")
    for name, label in (("verb", "the verb, with rules and events"), ("HTTP", "POST credits/batch/")):
        share, ratio = rate_of[name] / rate_of["COPY"], rate_of[name] / rate_of["import"]
        print(
            f"| {label} | {rate_of[name]:,.0f} | {judged(f'{share:.0%}', share >= OF_COPY)} | {OF_COPY:.0%} | "
            f"{judged(f'{ratio:.0f}×', ratio >= ABOVE_IMPORT)} | {ABOVE_IMPORT}× |"
        )
    times = rate_of["HTTP"] / rate_of["again"]
    print(
        f"| the same POST, refused again | {rate_of['again']:,.0f} | "
        f"{judged(f'{times:.1f}× as long as accepted', times <= OF_ACCEPTED)} | {OF_ACCEPTED}× | | |"
    )
    print(
        f"| django-import-export ({IMPORTED} rows, model validation, no ledger) | {rate_of['import']:,.0f} | | | | |"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.rounds)
        return
    with copy_of(small_url()) as url:
        command = [sys.executable, "-m", "benchmarks.write", "--here", "--rounds", str(options.rounds)]
        subprocess.run(command, env=os.environ | {"BENCH_DATABASE_URL": url}, check=True)


if __name__ == "__main__":
    main()
