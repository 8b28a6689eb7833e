"""The cut sheet of an episode with 300 cuts and 20 roles: loaded, 200 cells saved, names offered.

    python -m benchmarks.cut_sheet [--credits 4500] [--rounds 7]

Each run makes a production of its own in the migrated database (SQLite, or the one of BENCH_DATABASE_URL), which it keeps. What is measured
is the whole answer of the server in this process, by the test client: milliseconds by the clock, and of processor here and in PostgreSQL, medians
of the rounds, and the queries.
"""

from __future__ import annotations

import argparse
import random
import time
from statistics import median
from typing import Any

import orjson
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.database import database_seconds  # it sets Django up
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Role, User
from productions.people.services.contributors import create_contributors

CUTS, ROLES, PEOPLE, SAVED_CELLS = 300, 20, 120, 200


class MeasuredSheet:
    """A sheet with that many credits, and the account that has it open."""

    def __init__(self, credits: int, seed: int) -> None:
        now, chance = timezone.now(), random.Random(seed)
        self.production = create_production(title=f"カット表 {now:%F %T}", kind="series", by=None, now=now)
        self.episode = add_episode(self.production, number="1", by=None, now=now)
        rows = [{"number": f"C{number:03}"} for number in range(1, CUTS + 1)]
        self.cuts = add_cuts(self.production, rows, episode=self.episode, by=None, now=now)
        self.roles = list(Role.objects.filter(scope="cut", retired_at=None).in_roll_order()[:ROLES])
        names = [("person", f"例田{number} 太郎") for number in range(PEOPLE)]
        made, _refused = create_contributors(
            names, by=None, now=now, systems=frozenset(), production=self.production
        )
        people = list(made.values())
        cells = [(cut, role) for cut in self.cuts for role in self.roles]
        entered = [
            {"role": role, "cut": cut, "contributor": person}
            for cut, role in chance.sample(cells, min(len(cells), credits))
            for person in chance.sample(people, 1)
        ]
        enter_credits(self.production, entered, by=None, now=now)
        user = User.objects.create_user(f"sheet{now.timestamp()}", password=None, is_staff=True)
        user.memberships.create(production=self.production, level="editor")
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(user)

    def address(self, name: str) -> str:
        address = reverse(f"admin:productions_production_cut_sheet_{name}", args=[self.production.pk])
        return f"{address}?episode={self.episode.pk}"

    def load(self) -> Any:
        return self.client.get(self.address("cells"))

    def save(self, cells: list[dict[str, Any]], suffix: str) -> Any:
        """Half of the cells get a name of their own, the others one that is known."""
        changes = [
            {"cut": cell["cut"], "role": cell["role"], "revision": cell["revision"], "text": text}
            for index, cell in enumerate(cells)
            for text in [
                f"新人{index}{suffix} 花" if index % 2 else f"例田{(index + len(suffix)) % PEOPLE} 太郎"
            ]
        ]
        body = orjson.dumps({"changes": changes})
        return self.client.patch(self.address("cells"), body, content_type="application/json")


def count_processor_seconds() -> float:
    """Of this process and, with PostgreSQL, of the one that answers its SQL."""
    return time.process_time() + (database_seconds() if connection.vendor == "postgresql" else 0)


def measure_all(credits: int, rounds: int, seed: int) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    sheet = MeasuredSheet(credits, seed)
    times: dict[str, list[float]] = {"load": [], "save 200 cells": [], "names": []}
    processor: dict[str, list[float]] = {name: [] for name in times}
    queries: dict[str, int] = {}

    def run(name: str, ask: Any) -> Any:
        started, worked = time.perf_counter(), count_processor_seconds()
        answer = ask()
        times[name].append((time.perf_counter() - started) * 1000)
        processor[name].append((count_processor_seconds() - worked) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status_code} {answer.content[:300]!r}")
        return answer

    for number in range(rounds):
        loaded = run("load", sheet.load).json()
        cells = {(cell["cut"], cell["role"]): cell for cell in loaded["cells"]}
        wanted = [(str(cut.uid), role.code) for cut in sheet.cuts for role in sheet.roles]
        start = number * SAVED_CELLS % len(wanted)
        chosen = [
            cells.get(key, {"cut": key[0], "role": key[1], "revision": ""})
            for key in wanted[start : start + SAVED_CELLS]
        ]
        saved = run(
            "save 200 cells", lambda chosen=chosen, number=number: sheet.save(chosen, "あ" * number)
        ).json()
        statuses = {cell["status"] for cell in saved["cells"]}
        if statuses != {"saved"}:
            raise RuntimeError(f"Not everything was saved: {statuses}")
        run("names", lambda: sheet.client.get(sheet.address("names") + "&q=例田1&role=layout"))
    for name, ask in (
        ("load", sheet.load),
        ("names", lambda: sheet.client.get(sheet.address("names") + "&q=例田1&role=layout")),
    ):
        with CaptureQueriesContext(connection) as seen:
            ask()
        queries[name] = len(seen)
    print(f"{connection.vendor}, {CUTS} cuts x {ROLES} roles, {credits} credits")
    for name, spent in times.items():
        told = f", {queries[name]} queries" if name in queries else ""
        print(f"  {name}: {median(spent):.0f} ms, {median(processor[name]):.0f} ms of processor{told}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--credits", type=int, default=4500)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    measure_all(given.credits, given.rounds, given.seed)


if __name__ == "__main__":
    main()
