"""Reads: Staffroll beside the plain way and beside its floors, on one generated PostgreSQL database.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.read [--rounds 5] [--seconds 1]

Prints a table: requests a second (medians over the rounds, interleaved), the ratio to the plain way, the share of
the floor (the same server answering ready bytes of the same size), the milliseconds of the bare SQL, and the largest
memory of a worker.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from statistics import median
from urllib.parse import quote

from benchmarks.database import Facts, facts, sql_milliseconds
from benchmarks.load import Measure, Server, load, server, site_environment

STAFFROLL = "registry.wsgi:application"
FLOOR = "benchmarks.floor:app"


@dataclass(frozen=True)
class Endpoint:
    """One row of the table: the address here, and the same rows by the plain way."""

    name: str
    path: str
    plain: str
    goal: float
    gzip: bool = False


def endpoints(found: Facts) -> Iterator[Endpoint]:
    """What the figures are quoted for; `goal` is the ratio to pass."""
    api = "/api/v1"
    person = f"contributors/{found.prolific}/credits/?page_size=100"
    yield Endpoint("a contributor's 100 credits", f"{api}/{person}", f"/{person}", 6)
    for size, goal in ((500, 12), (5000, 15)):
        whole = f"productions/{found.productions[size]}/credits"
        yield Endpoint(f"a production's {size:,} credits", f"{api}/{whole}.json", f"/{whole}/", goal)
    query = f"?role=layout&year={found.year}&page_size=100"
    yield Endpoint("by role and year, 100, keyset", f"{api}/credits/{query}", f"/credits/{query}", 8)
    yield Endpoint(
        "the same against pages with COUNT", f"{api}/credits/{query}", f"/credits-by-number/{query}", 8
    )
    for name, text in (("present", "田中"), ("absent", "龘龘")):
        query = f"contributors/?q={quote(text)}"
        yield Endpoint(f"search, two characters, {name}", f"{api}/{query}", f"/{query}", 4)
    for size, goal in ((100, 15), (500, 70), (5000, 300)):
        path = f"{api}/releases/{found.releases[size]}/roll.json"
        plain = f"/productions/{found.productions[size]}/credits/"
        yield Endpoint(f"an issued release of {size:,} credits, gzip", path, plain, goal, gzip=True)


Loads = dict[str, list[Measure]]


def interleave(runs: dict[str, Callable[[], Measure]], rounds: int) -> Loads:
    """Each run once a round, so that noise falls on all alike; one more round before warms up."""
    seen: Loads = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            measure = run()
            if number:
                seen[name].append(measure)
    return seen


def rate(measures: list[Measure]) -> float:
    return median(measure.rate for measure in measures)


def compare(
    endpoint: Endpoint, ours: Server, plain: Server, floor: Server, *, rounds: int, seconds: float
) -> str:
    """One line of the table."""
    size = load(ours.port, endpoint.path, seconds=0.01, gzip=endpoint.gzip).size
    seen = interleave(
        {
            "ours": lambda: load(ours.port, endpoint.path, seconds=seconds, gzip=endpoint.gzip),
            "plain": lambda: load(plain.port, endpoint.plain, seconds=seconds, gzip=endpoint.gzip),
            "floor": lambda: load(floor.port, f"/?size={size}", seconds=seconds),
        },
        rounds,
    )
    mine, other = rate(seen["ours"]), rate(seen["plain"])
    p50, p99 = (median(getattr(one, part) for one in seen["ours"]) for part in ("median", "p99"))
    return (
        f"| {endpoint.name} | {mine:,.0f} | {other:,.1f} | **{mine / other:.1f}×** | {endpoint.goal:g}× | "
        f"{mine / rate(seen['floor']):.0%} | {sql_milliseconds(endpoint.path):.2f} | {p50:.1f} / {p99:.1f} | {size:,} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--only", default="", help="part of an endpoint's name")
    options = parser.parse_args()
    environment = site_environment()
    found = facts()
    print(f"{date.today()} · {platform.machine()}, {os.cpu_count()} cores · {found.credits:,} credits")
    print("| what | a second | plain | ratio | goal | of floor | SQL ms | p50 / p99 ms | bytes |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with ExitStack() as stack:
        ours = stack.enter_context(server("Staffroll", STAFFROLL, **environment))
        plain = stack.enter_context(
            server("plain", STAFFROLL, **environment, DJANGO_SETTINGS_MODULE="benchmarks.plain.settings")
        )
        floor = stack.enter_context(server("floor", FLOOR))
        for endpoint in endpoints(found):
            if options.only in endpoint.name:
                print(
                    compare(endpoint, ours, plain, floor, rounds=options.rounds, seconds=options.seconds),
                    flush=True,
                )
        print(
            f"\nLargest memory of a worker: Staffroll {ours.memory():.0f} MB, plain {plain.memory():.0f} MB"
        )


if __name__ == "__main__":
    main()
