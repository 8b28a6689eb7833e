"""Writes: 5,000 credits by the domain verb, with all rules and a ledger event each, beside COPY of the same rows.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.write [--rounds 5]

Both write into the same table with its indexes and are taken back; the figure is rows a second, medians of
interleaved rounds.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.database import facts
from productions.domain.bulk import enter_credits
from productions.domain.productions import create_production
from productions.models import Contributor, Credit, Production, Role

ROWS = 5000


def timed(work: Callable[[], None]) -> float:
    """Rows a second of work that is taken back."""
    with transaction.atomic():
        started = time.perf_counter()
        work()
        # Constraints that wait for the end are part of the work.
        connection.check_constraints()
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return ROWS / spent


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = facts()
    with transaction.atomic():
        production = create_production(title="Benchmark", kind="film", by=None, now=timezone.now())
        people = list(Contributor.objects.filter(kind="person")[:ROWS])
        people = (people * (ROWS // len(people) + 1))[:ROWS]
        if len(set(people)) < ROWS:
            raise SystemExit("There are fewer than 5,000 people here; generate at least 200,000 credits.")
        role = Role.objects.get(code="layout")
        text = copied(production, people, role)
        runs = {"COPY": lambda: by_copy(text), "verb": lambda: by_verb(production, people, role)}
        rates: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(options.rounds + 1):
            for name, run in runs.items():
                rate = timed(run)
                if number:
                    rates[name].append(rate)
        transaction.set_rollback(True)
    floor, ours = median(rates["COPY"]), median(rates["verb"])
    print(
        f"{date.today()} · {platform.machine()}, {os.cpu_count()} cores · {found.credits:,} credits there already"
    )
    print("| 5,000 credits | rows a second | of COPY | goal |")
    print("| --- | --- | --- | --- |")
    print(f"| COPY into the same table | {floor:,.0f} | 100% | |")
    print(f"| the verb, with rules and events | {ours:,.0f} | **{ours / floor:.0%}** | 35% |")
    print(f"Credits now as before: {Credit.objects.count() == found.credits}")


if __name__ == "__main__":
    main()
