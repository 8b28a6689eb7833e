"""A sheet of 19,999 credits: planned, entered, planned again and taken back, beside COPY and beside django-import-export.

    DATABASE_URL=postgres://…/empty python -m benchmarks.sheet [--rows 19999] [--rounds 3]

Every round has a production of its own in the migrated database, which it keeps. COPY writes the bare rows of the same credits, without rules,
people or ledger; django-import-export brings in 200 of them. Rows a second and seconds, medians of interleaved rounds; the processor time of
this process and of the database's, which is about what the seconds are on a machine that does nothing else; and the most memory so far (MB).
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
os.environ.setdefault("STAFFROLL_DEBUG", "1")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.database import database_seconds  # noqa: E402
from benchmarks.importing import by_import_export  # noqa: E402
from productions.catalogue.services.productions import add_episode, create_production  # noqa: E402
from productions.imports.services.entering import enter_file  # noqa: E402
from productions.imports.services.planning import plan_file, read_import_file  # noqa: E402
from productions.imports.services.undoing import undo_import  # noqa: E402
from productions.models import Contributor, ImportBatch, Production, Role  # noqa: E402

# As on a site: with it Django keeps the text of every statement, and of what was sent with it.
settings.DEBUG = False

EPISODES, PEOPLE, IMPORTED = 24, 3000, 200
ROLES = ("原画", "第二原画", "動画", "仕上げ", "背景", "撮影", "作画監督", "レイアウト", "色指定", "動画検査")
STUDIOS = ("", "スタジオ甲", "スタジオ乙")
WAYS = ("plan", "enter", "plan again", "COPY", "import-export", "take back")


class Cost(NamedTuple):
    """What a way took for `rows`: seconds, processor seconds of this process and of the database's, and the most memory until then (MB)."""

    rows: int
    seconds: float
    own_seconds: float
    database_seconds: float
    megabytes: int


@contextmanager
def measure(costs: dict[str, Cost], way: str, rows: int) -> Iterator[None]:
    """Keep what the block costs, under the name of the way."""
    begun, own, served = time.perf_counter(), time.process_time(), database_seconds()
    yield
    spent = time.perf_counter() - begun, time.process_time() - own, database_seconds() - served
    costs[way] = Cost(rows, *spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def write_sheet(rows: int, seed: int) -> bytes:
    """A sheet of that many different credits, as CSV."""
    chance = random.Random(seed)
    cells: dict[tuple[str, str, str], None] = {}
    while len(cells) < rows:
        person = f"例田{chance.randrange(PEOPLE)} 太郎"
        cells[str(chance.randint(1, EPISODES)), chance.choice(ROLES), person] = None
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("話数", "役職", "名前", "所属"))
    writer.writerows((*each, chance.choice(STUDIOS)) for each in cells)
    return out.getvalue().encode()


def run_round(rows: int, seed: int) -> dict[str, Cost]:
    """What each way costs, once."""
    production = create_production(title=f"Sheet {seed}", kind="series", by=None, now=timezone.now())
    for number in range(1, EPISODES + 1):
        add_episode(production, number=str(number), by=None, now=timezone.now())
    data = write_sheet(rows, seed)
    costs: dict[str, Cost] = {}
    with measure(costs, "plan", rows):
        plan_sheet(production, data)
    with measure(costs, "enter", rows):
        batch = enter_sheet(production, data)
    with measure(costs, "plan again", rows):
        plan_sheet(production, data)
    copy_credits(production, costs)
    bring_in_by_import_export(production, costs)
    with measure(costs, "take back", rows):
        undo_import(batch, by=None, now=timezone.now(), reason="benchmark")
    return costs


def plan_sheet(production: Production, data: bytes) -> None:
    """Read and plan a file, and look at nothing of it."""
    plan_file(production, read_import_file(production, data, filename="sheet.csv", by=None), by=None)


def enter_sheet(production: Production, data: bytes) -> ImportBatch:
    """Read and enter a file, and keep nothing of its plan."""
    file = read_import_file(production, data, filename="sheet.csv", by=None)
    return enter_file(production, file, by=None, now=timezone.now())[1]


def copy_credits(production: Production, costs: dict[str, Cost]) -> None:
    """Have COPY write the rows of the production's credits again, in a table of their own."""
    out = io.StringIO()
    with transaction.atomic(), connection.cursor() as cursor:
        query = f"SELECT * FROM productions_credit WHERE production_id = {production.pk}"
        cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", out)
        cursor.execute("CREATE TEMPORARY TABLE copied (LIKE productions_credit INCLUDING ALL) ON COMMIT DROP")
        out.seek(0)
        with measure(costs, "COPY", out.getvalue().count("\n")):
            cursor.cursor.copy_expert("COPY copied FROM STDIN", out)


def bring_in_by_import_export(production: Production, costs: dict[str, Cost]) -> None:
    """Have django-import-export bring in 200 credits; they are taken back."""
    role = Role.objects.get(code="layout")
    people = list(Contributor.objects.order_by("pk")[:IMPORTED])
    with transaction.atomic():
        with measure(costs, "import-export", len(people)):
            by_import_export(production, people, role)
        transaction.set_rollback(True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=19_999)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rounds = [run_round(options.rows, seed) for seed in range(options.rounds)]
    heads = "".join(f"{head:>10}" for head in ("rows/s", "s", "own s", "db s", "MB"))
    print(f"{'':14}{heads}   for {options.rows:,} rows")
    for way in WAYS:
        costs = [each[way] for each in rounds]
        spent = ("seconds", "own_seconds", "database_seconds")
        seconds, own, served = (median(getattr(each, name) / each.rows for each in costs) for name in spent)
        times = "".join(f"{options.rows * each:10.2f}" for each in (seconds, own, served))
        print(f"{way:14}{1 / seconds:10,.0f}{times}{max(each.megabytes for each in costs):10}")


if __name__ == "__main__":
    main()
