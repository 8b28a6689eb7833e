"""The memory of one worker, step after step, of Staffroll and of the plain way.

    BENCH_DATABASE_URL=… python -m benchmarks.memory [--seconds 2] [--pages 100]

The largest resident size so far, in MB (10^6 bytes). What bounds it: 8 threads with one answer each (4 MB where a whole
list is asked for, read 250 rows at a time), and the entries that the process keeps (`api.read.fragment_cache.MAX_FRAGMENTS`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

from benchmarks.endpoints import (
    PLAIN_SETTINGS,
    SEARCHES,
    STAFFROLL,
    endpoints,
    format_table_head,
    heading,
    judged,
)
from benchmarks.load import HOST, Server, load, server
from benchmarks.sites import facts_of, large_url, site_environment

GOAL = 250


def walk(site: Server, path: str, pages: int) -> None:
    """Follow `next` for so many pages."""
    for _ in range(pages):
        with urlopen(f"http://{HOST}:{site.port}{path}") as answer:
            following = json.load(answer)["next"]
        if following is None:
            return
        parts = urlsplit(following)
        path = f"{parts.path}?{parts.query}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument(
        "--pages", type=int, default=100, help="pages of 200 of each list that is walked through"
    )
    options = parser.parse_args()
    found = facts_of(large_url())
    asked = list(endpoints(found))
    whole = next(endpoint for endpoint in asked if "5,000" in endpoint.name)
    environment = site_environment(large_url())
    print(heading(f"memory of a worker, {found.credits:,} credits"))
    print(format_table_head("after | Staffroll, MB | plain, MB"))
    with ExitStack() as stack:
        ours = stack.enter_context(server("Staffroll", STAFFROLL, **environment))
        plain = stack.enter_context(
            server("plain", STAFFROLL, **environment, DJANGO_SETTINGS_MODULE=PLAIN_SETTINGS)
        )

        def asking(
            path: str, plain_path: str, *, gzip: bool = False, seconds: float = options.seconds
        ) -> None:
            load(ours.port, path, seconds=seconds, gzip=gzip)
            load(plain.port, plain_path, seconds=seconds, gzip=gzip)

        def walking(name: str) -> None:
            for way in ("uid", "-uid"):
                walk(ours, f"/api/v1/{name}/?page_size=200&ordering={way}", options.pages)

        def searching() -> None:
            for endpoint in asked:
                if any(text in endpoint.name for _name, text in SEARCHES):
                    asking(endpoint.path, endpoint.plain)

        steps: dict[str, Callable[[], None]] = {
            "its first answers": lambda: asking(asked[0].path, asked[0].plain, seconds=0),
            "pages of 200": lambda: asking("/api/v1/credits/?page_size=200", "/credits/?page_size=200"),
            "searches": searching,
            whole.name: lambda: asking(whole.path, whole.plain),
            "the same, gzip": lambda: asking(whole.path, whole.plain, gzip=True),
            f"{2 * options.pages:,} pages of 200 each of people, cuts, works, credits (ours alone)": lambda: [
                walking(name) for name in ("contributors", "cuts", "productions", "credits")
            ] and None,
            "all of that once more": lambda: asking(whole.path, whole.plain),
        }  # fmt: skip
        for name, step in steps.items():
            step()
            memory = ours.memory()
            print(f"| {name} | {judged(f'{memory:.0f}', memory < GOAL)} | {plain.memory():.0f} |", flush=True)
    print(f"\nGoal: under {GOAL} MB")


if __name__ == "__main__":
    main()
