"""Two workers beside one, of Staffroll and of the floor, interleaved.

    BENCH_DATABASE_URL=… python -m benchmarks.workers [--rounds 3] [--seconds 1]

The load, PostgreSQL and the workers share this machine's cores. So the table says what the machine had left while one
worker ran: “at most” is the ratio at which all cores would be busy, and no second worker can give more.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.endpoints import (
    FLOOR,
    STAFFROLL,
    endpoints,
    format_table_head,
    heading,
    interleave,
    judged,
    middle,
)
from benchmarks.load import CONNECTIONS, Measure, Server, load, server
from benchmarks.sites import facts_of, large_url, site_environment

GOAL = 1.7
ASKED = (
    "a contributor's 100 credits",
    "a production's 500 credits",
    "an issued release of 500 credits, gzip",
)


def ticks() -> tuple[int, int]:
    """The machine's processor time since its start: busy, all."""
    numbers = [int(number) for number in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    idle = numbers[3] + numbers[4]
    return sum(numbers) - idle, sum(numbers)


def watched(busy: list[float], site: Server, path: str, *, seconds: float, gzip: bool) -> Measure:
    """A load; the share of all cores that was busy meanwhile goes into `busy`."""
    before = ticks()
    # Twice the threads of one worker, so that two have work enough each.
    measure = load(site.port, path, seconds=seconds, gzip=gzip, connections=2 * CONNECTIONS)
    after = ticks()
    busy.append((after[0] - before[0]) / max(1, after[1] - before[1]))
    return measure


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    found = facts_of(large_url())
    environment = site_environment(large_url())
    print(heading(f"two workers beside one, {found.credits:,} credits"))
    print(format_table_head("what | one | two | ratio | goal | at most | floor's ratio | floor's most"))
    with ExitStack() as stack:
        sites = {
            (app, workers): stack.enter_context(server(app, app, workers=workers, **environment))
            for app in (STAFFROLL, FLOOR)
            for workers in (1, 2)
        }
        for endpoint in endpoints(found):
            if endpoint.name not in ASKED:
                continue
            size = load(sites[STAFFROLL, 1].port, endpoint.path, seconds=0, gzip=endpoint.gzip).size
            paths = {STAFFROLL: endpoint.path, FLOOR: f"/?size={size}"}
            busy: dict[tuple[str, int], list[float]] = {key: [] for key in sites}
            seen = interleave(
                {
                    f"{app} {workers}": partial(
                        watched, busy[app, workers], site, paths[app],
                        seconds=options.seconds, gzip=endpoint.gzip,
                    )
                    for (app, workers), site in sites.items()
                },
                options.rounds,
            )  # fmt: skip
            one, two = (middle(seen[f"{STAFFROLL} {workers}"]) for workers in (1, 2))
            floor = middle(seen[f"{FLOOR} 2"]) / middle(seen[f"{FLOOR} 1"])
            most = [len(busy[app, 1]) / sum(busy[app, 1]) for app in (STAFFROLL, FLOOR)]
            print(
                f"| {endpoint.name} | {one:,.0f} | {two:,.0f} | {judged(f'{two / one:.2f}×', two / one >= GOAL)} | "
                f"{GOAL:g}× | {most[0]:.2f}× | {floor:.2f}× | {most[1]:.2f}× |",
                flush=True,
            )


if __name__ == "__main__":
    main()
