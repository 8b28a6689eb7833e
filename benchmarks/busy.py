"""Reads while others write: 100 credits a second are entered by a process of its own, on a copy.

    BENCH_SMALL_DATABASE_URL=…_100k python -m benchmarks.busy [--rounds 3] [--seconds 1]

The copy of the database is dropped at the end. Quiet and busy are interleaved, the figure is the share of the quiet rate.
“with names” means that after every 50 a verb gives a person who is on the pages read a new main name, so that what the
process keeps of them has to be read again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.endpoints import STAFFROLL, endpoints, format_table_head, heading, interleave, judged, middle
from benchmarks.load import Measure, load, server
from benchmarks.sites import copy_of, facts_of, site_environment, small_url

PACE = 100
"""Credits a second."""
RENAMES = 50
"""After how many credits a new name is entered, where names are touched."""
SHARE = 0.5
"""Of the quiet rate, at least."""

Writer = subprocess.Popen[str]


@contextmanager
def writer(url: str) -> Iterator[Writer]:
    """A `benchmarks.writer` on this database."""
    command = [sys.executable, "-m", "benchmarks.writer"]
    environment = os.environ | {"BENCH_DATABASE_URL": url}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("The writer did not start; its message is above.")
        try:
            yield process
        finally:
            process.stdin.close()


def while_written(
    process: Writer, seconds: float, paces: list[float], run: Callable[[], Measure], renames: int
) -> Measure:
    """The measure of a load under writes; the pace that was reached goes into `paces`."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{seconds} {PACE} {renames}\n")
    process.stdin.flush()
    measure = run()
    paces.append(int(process.stdout.readline()) / seconds)
    return measure


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    paces: list[float] = []
    with copy_of(small_url()) as url:
        found = facts_of(url)
        print(heading(f"reads while {PACE} credits a second are entered, {found.credits:,} credits"))
        print(format_table_head("what | quiet, a second | credits entered | with names | goal"))
        with server("Staffroll", STAFFROLL, **site_environment(url)) as site, writer(url) as process:
            for endpoint in endpoints(found):
                read = partial(load, site.port, endpoint.path, seconds=options.seconds, gzip=endpoint.gzip)
                written = partial(while_written, process, options.seconds, paces, read)
                seen = interleave(
                    {"quiet": read, "credits": partial(written, 0), "names": partial(written, RENAMES)},
                    options.rounds,
                )
                quiet = middle(seen["quiet"])
                shares = [middle(seen[name]) / quiet for name in ("credits", "names")]
                cells = " | ".join(judged(f"{share:.0%}", share >= SHARE) for share in shares)
                print(f"| {endpoint.name} | {quiet:,.0f} | {cells} | {SHARE:.0%} |", flush=True)
    print(f"\nCredits a second that were entered: {min(paces):.0f} to {max(paces):.0f}, of {PACE} wanted")


if __name__ == "__main__":
    main()
