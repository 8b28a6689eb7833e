"""A cold start: from starting gunicorn with one worker to its first answer.

    BENCH_DATABASE_URL=… python -m benchmarks.cold [--rounds 5]

Beside it the plain addresses, a Django with nothing in it, and gunicorn alone. Files are in the system's cache.
"""

from __future__ import annotations

import argparse
import time
from statistics import median

from benchmarks.endpoints import (
    FLOOR,
    PLAIN_SETTINGS,
    STAFFROLL,
    endpoints,
    format_table_head,
    heading,
    judged,
)
from benchmarks.load import load, server
from benchmarks.sites import facts_of, large_url, site_environment

GOAL = 1.5
"""Seconds."""


def first_answer(app: str, path: str, **environment: str) -> float:
    """Seconds from the start of the process to the whole first answer."""
    started = time.perf_counter()
    with server(app, app, **environment) as site:
        load(site.port, path, seconds=0, connections=1)
        return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    found = facts_of(large_url())
    environment = site_environment(large_url())
    page = next(endpoints(found))
    sides = {
        "Staffroll": (STAFFROLL, page.path, environment),
        "plain": (STAFFROLL, page.plain, environment | {"DJANGO_SETTINGS_MODULE": PLAIN_SETTINGS}),
        "an empty Django": ("benchmarks.bare:application", "/", {}),
        "gunicorn alone": (FLOOR, "/?size=10", {}),
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(options.rounds + 1):
        for name, (app, path, variables) in sides.items():
            seconds = first_answer(app, path, **variables)
            if number:
                times[name].append(seconds)
    print(heading(f"a cold start to {page.name}"))
    print(format_table_head("what | first answer, seconds | goal"))
    for name, seen in times.items():
        seconds = median(seen)
        ours = name == "Staffroll"
        text = judged(f"{seconds:.2f}", seconds < GOAL) if ours else f"{seconds:.2f}"
        print(f"| {name} | {text} | {GOAL if ours else ''} |")


if __name__ == "__main__":
    main()
