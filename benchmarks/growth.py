"""Growth: the same addresses on a small and on a large database, two sites at once, interleaved.

    BENCH_SMALL_DATABASE_URL=…_100k BENCH_DATABASE_URL=…_5m python -m benchmarks.growth [--rounds 3] [--seconds 1]

Prints milliseconds of an answer (medians over the rounds) and the ratio large : small of the medians and of the p99.
One connection asks at a time: with 8 the time is mostly that of the queue in front of the one process.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from functools import partial

from benchmarks.endpoints import STAFFROLL, endpoints, format_table_head, heading, interleave, judged, middle
from benchmarks.load import load, server
from benchmarks.sites import facts_of, large_url, site_environment, small_url

MEDIAN, P99 = 1.3, 2.0
"""The most that an answer may take longer on the large one."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    urls = {"small": small_url(), "large": large_url()}
    found = {name: facts_of(url) for name, url in urls.items()}
    print(heading(f"growth, {found['small'].credits:,} to {found['large'].credits:,} credits"))
    print(format_table_head("what | small, p50 / p99 ms | large, p50 / p99 ms | medians | goal | p99 | goal"))
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(server(name, STAFFROLL, **site_environment(url)))
            for name, url in urls.items()
        }
        for pair in zip(endpoints(found["small"]), endpoints(found["large"]), strict=True):
            asked = dict(zip(sites, pair, strict=True))
            seen = interleave(
                {
                    name: partial(
                        load, site.port, asked[name].path,
                        seconds=options.seconds, gzip=asked[name].gzip, connections=1,
                    )
                    for name, site in sites.items()
                },
                options.rounds,
            )  # fmt: skip
            small, large = (
                [middle(seen[name], part) for part in ("median", "p99")] for name in ("small", "large")
            )
            medians, p99 = large[0] / small[0], large[1] / small[1]
            print(
                f"| {pair[0].name} | {small[0]:.2f} / {small[1]:.2f} | {large[0]:.2f} / {large[1]:.2f} | "
                f"{judged(f'{medians:.2f}×', medians <= MEDIAN)} | {MEDIAN:g}× | "
                f"{judged(f'{p99:.2f}×', p99 <= P99)} | {P99:g}× |",
                flush=True,
            )


if __name__ == "__main__":
    main()
