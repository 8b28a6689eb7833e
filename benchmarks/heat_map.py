"""The heat map of an episode with 800 cuts and 20 roles, beside a plain table of the same: model instances and a template.

    python -m benchmarks.heat_map [--cuts 800] [--roles 20] [--credits 12000] [--rounds 9]

Each run makes a production of its own in the migrated database (SQLite, or the one of BENCH_DATABASE_URL), which it keeps. What is measured
is the whole answer of the server in this process, by the test client, interleaved: medians of milliseconds by the clock and of processor. The floor is the
same page of an episode without cuts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.database import database_seconds  # it sets Django up
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit, Cut, Episode, Production, Role, User
from productions.people.services.contributors import create_contributors

PEOPLE = 120
GOAL_MS = 50
LAYERS = ("missing", "unconfirmed", "ai")
PLAIN_TABLE = """<table><thead><tr><th>Cut</th>{% for role in roles %}<th>{{ role }}</th>{% endfor %}</tr></thead><tbody>
{% for cut, cells in rows %}<tr><th><a href="{{ sheet }}#cut={{ cut.pk }}">{{ cut.number }}</a></th>
{% for role, credits in cells %}<td>{% if credits %}{{ credits|length }}{% else %}–{% endif %}</td>{% endfor %}</tr>
{% endfor %}</tbody></table>"""


def make_plain_page(production: Production, episode: Episode) -> str:
    """The layer of who is missing, as one writes it without a thought."""
    credits = Credit.objects.current().filter(production=production, episode=episode, cut__isnull=False)
    held = defaultdict(list)
    for credit in credits.select_related("role", "cut"):
        held[credit.cut_id, credit.role_id].append(credit)
    roles = list(
        Role.objects.filter(pk__in={role for _cut, role in held}).order_by("department__order", "order")
    )
    rows = [
        (cut, [(role, held.get((cut.pk, role.pk))) for role in roles])
        for cut in Cut.objects.live().filter(episode=episode, status="active").order_by("sort_key")
    ]
    template = engines["django"].from_string(PLAIN_TABLE)
    return template.render({"roles": roles, "rows": rows, "sheet": "../cut-sheet/"})


class MeasuredMap:
    """An episode with that many credits, and an account that looks at it."""

    def __init__(self, given: argparse.Namespace) -> None:
        now, chance = timezone.now(), random.Random(given.seed)
        self.production = create_production(
            title=f"ヒートマップ {now:%F %T}", kind="series", by=None, now=now
        )
        self.episode = add_episode(self.production, number="1", by=None, now=now)
        self.empty = add_episode(self.production, number="2", by=None, now=now)
        numbers = [{"number": f"C{number:03}"} for number in range(1, given.cuts + 1)]
        cuts = add_cuts(self.production, numbers, episode=self.episode, by=None, now=now)
        roles = list(Role.objects.filter(scope="cut", retired_at=None).in_roll_order()[: given.roles])
        names = [("person", f"例田{number} 太郎") for number in range(PEOPLE)]
        made, _refused = create_contributors(
            names, by=None, now=now, systems=frozenset(), production=self.production
        )
        people = list(made.values())
        cells = [(cut, role) for cut in cuts for role in roles]
        rows = [
            {"role": role, "cut": cut, "contributor": chance.choice(people)}
            for cut, role in chance.sample(cells, min(len(cells), given.credits))
        ]
        half = len(rows) // 2
        enter_credits(self.production, rows[:half], by=None, now=now)
        enter_credits(self.production, rows[half:], by=None, now=now, state="confirmed")
        user = User.objects.create_user(f"map{now.timestamp()}", password=None, is_staff=True)
        user.memberships.create(production=self.production, level="editor")
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(user)

    def show(self, layer: str, episode: Episode | None = None) -> bytes:
        address = reverse("admin:productions_production_heat_map", args=[self.production.pk])
        answer = self.client.get(f"{address}?episode={(episode or self.episode).pk}&layer={layer}")
        if answer.status_code != 200:
            raise RuntimeError(f"{layer}: {answer.status_code}")
        return bytes(answer.content)


def count_processor_seconds() -> float:
    """Of this process and, with PostgreSQL, of the one that answers its SQL."""
    return time.process_time() + (database_seconds() if connection.vendor == "postgresql" else 0)


def measure_all(given: argparse.Namespace) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    measured = MeasuredMap(given)
    ways: dict[str, Callable[[], Any]] = {layer: lambda layer=layer: measured.show(layer) for layer in LAYERS}
    ways["floor"] = lambda: measured.show("missing", measured.empty)
    ways["plain"] = lambda: make_plain_page(measured.production, measured.episode)
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _round in range(given.rounds + 1):  # the first is not counted
        for name, ask in ways.items():
            started, worked = time.perf_counter(), count_processor_seconds()
            ask()
            took = time.perf_counter() - started, count_processor_seconds() - worked
            spent[name].append((took[0] * 1000, took[1] * 1000))
    print(f"{connection.vendor}, {given.cuts} cuts x {given.roles} roles, {given.credits} credits")
    plain = median(wall for wall, _work in spent["plain"][1:])
    for name, told in spent.items():
        wall, work = (median(each[part] for each in told[1:]) for part in (0, 1))
        with CaptureQueriesContext(connection) as asked:
            size = len(ways[name]())
        sign = (
            ""
            if name in ("plain", "floor")
            else f", {plain / wall:.1f} x plain{'' if wall < GOAL_MS else ' ✗'}"
        )
        print(
            f"  {name}: {wall:.0f} ms, {work:.0f} ms of processor, {len(asked)} queries, {size / 1000:.0f} kB{sign}"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=800)
    parser.add_argument("--roles", type=int, default=20)
    parser.add_argument("--credits", type=int, default=12000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    measure_all(parser.parse_args())


if __name__ == "__main__":
    main()
