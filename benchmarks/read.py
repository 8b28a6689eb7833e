"""Reads: Staffroll beside the plain way and beside its floors, on one generated PostgreSQL database.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.read [--rounds 5] [--seconds 1]

Prints a table: requests a second (medians over the rounds, interleaved), the ratio to the plain way, the share of
the floor (the same server answering ready bytes of the same size), the milliseconds of the bare SQL, and the largest
memory of a worker.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from benchmarks.database import facts, sql_milliseconds
from benchmarks.endpoints import (
    FLOOR,
    PLAIN_SETTINGS,
    STAFFROLL,
    Endpoint,
    endpoints,
    format_table_head,
    heading,
    interleave,
    judged,
    middle,
)
from benchmarks.load import Server, load, server
from benchmarks.sites import large_url, site_environment


def compare(
    endpoint: Endpoint, ours: Server, plain: Server, floor: Server, *, rounds: int, seconds: float
) -> str:
    """One line of the table."""
    size = load(ours.port, endpoint.path, seconds=0.01, gzip=endpoint.gzip).size
    seen = interleave(
        {
            "ours": lambda: ours.load(endpoint.path, seconds=seconds, gzip=endpoint.gzip),
            "plain": lambda: plain.load(endpoint.plain, seconds=seconds, gzip=endpoint.gzip),
            "floor": lambda: load(floor.port, f"/?size={size}", seconds=seconds),
        },
        rounds,
    )
    mine, other = middle(seen["ours"]), middle(seen["plain"])
    work = middle(seen["plain"], "processor") / max(0.001, middle(seen["ours"], "processor"))
    sql = sql_milliseconds(endpoint.path, gzip=endpoint.gzip)
    p50, p99 = (middle(seen["ours"], part) for part in ("median", "p99"))
    return (
        f"| {endpoint.name} | {mine:,.0f} | {other:,.1f} | {judged(f'{mine / other:.1f}×', mine / other >= endpoint.goal)} | {endpoint.goal:g}× | {work:.1f}× | "
        f"{mine / middle(seen['floor']):.0%} | {sql:.2f} | {p50:.1f} / {p99:.1f} | {size:,} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--only", default="", help="part of an endpoint's name")
    options = parser.parse_args()
    environment = site_environment(large_url())
    found = facts()
    print(heading(f"reads, {found.credits:,} credits, {large_url().split(':')[0]}"))
    print(
        format_table_head(
            "what | a second | plain | ratio | goal | by work | of floor | SQL ms | p50 / p99 ms | bytes"
        )
    )
    with ExitStack() as stack:
        ours = stack.enter_context(server("Staffroll", STAFFROLL, **environment))
        plain = stack.enter_context(
            server("plain", STAFFROLL, **environment, DJANGO_SETTINGS_MODULE=PLAIN_SETTINGS)
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
