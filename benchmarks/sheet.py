"""A sheet of 19,999 credits: planned, entered, planned again and taken back, beside COPY and beside django-import-export.

    DATABASE_URL=postgres://…/empty python -m benchmarks.sheet [--rows 19999] [--rounds 3]

Every round has a production of its own in the migrated database, which it keeps. COPY writes the bare rows of the same credits, without rules,
people or ledger; django-import-export brings in 200 of them. Rows a second, medians of interleaved rounds, and the most memory (MB).
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import resource
import time
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
os.environ.setdefault("STAFFROLL_DEBUG", "1")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.importing import by_import_export  # noqa: E402
from productions.catalogue.services.productions import add_episode, create_production  # noqa: E402
from productions.imports.services.entering import enter_file  # noqa: E402
from productions.imports.services.planning import plan_file, read_import_file  # noqa: E402
from productions.imports.services.undoing import undo_import  # noqa: E402
from productions.models import Contributor, Production, Role  # noqa: E402

EPISODES, PEOPLE, IMPORTED = 24, 3000, 200
ROLES = ("原画", "第二原画", "動画", "仕上げ", "背景", "撮影", "作画監督", "レイアウト", "色指定", "動画検査")
STUDIOS = ("", "スタジオ甲", "スタジオ乙")
WAYS = ("plan", "enter", "plan again", "take back", "COPY", "import-export")


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


def run_round(rows: int, seed: int) -> dict[str, float]:
    """Rows a second of each way, once."""
    production = create_production(title=f"Sheet {seed}", kind="series", by=None, now=timezone.now())
    for number in range(1, EPISODES + 1):
        add_episode(production, number=str(number), by=None, now=timezone.now())
    data = write_sheet(rows, seed)
    marks = [time.perf_counter()]
    plan_file(production, read_import_file(production, data, filename="sheet.csv", by=None), by=None)
    marks.append(time.perf_counter())
    file = read_import_file(production, data, filename="sheet.csv", by=None)
    _plan, batch = enter_file(production, file, by=None, now=timezone.now())
    marks.append(time.perf_counter())
    copied = time_copy(production)
    begun = time.perf_counter()
    plan_file(production, file, by=None)
    planned = time.perf_counter()
    undo_import(batch, by=None, now=timezone.now(), reason="benchmark")
    ended = time.perf_counter()
    seconds = (marks[1] - marks[0], marks[2] - marks[1], planned - begun, ended - planned, copied)
    found = {way: rows / spent for way, spent in zip(WAYS, seconds, strict=False)}
    return found | {"import-export": IMPORTED / time_import_export(production)}


def time_copy(production: Production) -> float:
    """Seconds in which COPY writes the rows of the production's credits again, in a table of their own."""
    out = io.StringIO()
    with transaction.atomic(), connection.cursor() as cursor:
        query = f"SELECT * FROM productions_credit WHERE production_id = {production.pk}"
        cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT", out)
        cursor.execute("CREATE TEMPORARY TABLE copied (LIKE productions_credit INCLUDING ALL) ON COMMIT DROP")
        begun = time.perf_counter()
        cursor.cursor.copy_expert("COPY copied FROM STDIN", io.StringIO(out.getvalue()))
        return time.perf_counter() - begun


def time_import_export(production: Production) -> float:
    """Seconds in which django-import-export brings in 200 credits; they are taken back."""
    role = Role.objects.get(code="layout")
    people = list(Contributor.objects.order_by("pk")[:IMPORTED])
    with transaction.atomic():
        begun = time.perf_counter()
        by_import_export(production, people, role)
        spent = time.perf_counter() - begun
        transaction.set_rollback(True)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=19_999)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rounds = [run_round(options.rows, seed) for seed in range(options.rounds)]
    for way in WAYS:
        speed = median(each[way] for each in rounds)
        print(f"{way:14} {speed:10,.0f} rows/s  {options.rows / speed:8.2f} s for {options.rows:,}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main()
