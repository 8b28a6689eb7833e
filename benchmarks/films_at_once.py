"""Two films at once beside each of them alone, by a real worker, and the memory of its processes.

    python -m benchmarks.films_at_once [--names 120] [--rounds 2] [--raster 1920x1080]

A worker for the queue of films as compose has it (`--concurrency 2`), on a database and a broker that are files of a temporary folder. Films are
asked for as the pages do. *Work* is processor time of all its processes; *memory* is their proportional size (PSS: what two of them share
counts once), sampled while films are made; *resident* is the sum of what each has, which counts shared pages as often as they are there.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.own_site import set_up_own_site

FOLDER = set_up_own_site("films", CELERY_BROKER_URL="", REDIS_URL="")

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.endpoints import format_table_head, heading, judged  # noqa: E402
from benchmarks.processes import measure_memory, measure_work  # noqa: E402
from benchmarks.rolls import fill_production  # noqa: E402
from productions.exports.services.exports import request_export  # noqa: E402
from productions.management.processes import worker_command  # noqa: E402
from productions.models import Export, Production  # noqa: E402

GOAL, MEMORY_GOAL = 1.1, 700
"""Times the sum of both alone; MB of 10**6 bytes."""
SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Made:
    """Seconds until the last film was there, processor seconds, and the largest memory meanwhile in MB."""

    seconds: float
    work: float
    shared: float
    resident: float


@contextmanager
def film_worker() -> Iterator[int]:
    """The number of the worker's process, which is ended with all below it."""
    log = Path(FOLDER.name) / "worker.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            worker_command("--queues", "long"), stdout=out, stderr=out, start_new_session=True
        )
    try:
        while b" ready." not in log.read_bytes():
            if process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(SAMPLE_SECONDS)
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def make_films(worker: int, production: Production, rasters: Sequence[str]) -> Made:
    """Ask for films and wait for all of them."""
    begun, worked = time.perf_counter(), measure_work(worker)
    asked = [
        request_export(production, format="mp4", by=None, now=timezone.now(), delivery={"raster": raster}).pk
        for raster in rasters
    ]
    largest = [0.0, 0.0]
    waiting = asked
    while waiting:
        time.sleep(SAMPLE_SECONDS)
        largest = [max(pair) for pair in zip(largest, measure_memory(worker), strict=True)]
        found = dict(Export.objects.filter(pk__in=asked).values_list("pk", "state"))
        if failed := [pk for pk, state in found.items() if state == "failed"]:
            raise SystemExit(f"Export {failed} failed.")
        waiting = [pk for pk, state in found.items() if state != "done"]
    shared, resident = largest
    return Made(time.perf_counter() - begun, measure_work(worker) - worked, shared, resident)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--raster", default="1920x1080")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    production = fill_production(options.names, title="見本の作品")
    alone: list[Made] = []
    both: list[Made] = []
    with film_worker() as worker:
        make_films(worker, production, [options.raster])  # what is loaded once
        idle = measure_memory(worker)
        for _round in range(options.rounds):
            alone.append(make_films(worker, production, [options.raster]))
            both.append(make_films(worker, production, [options.raster] * 2))
            alone.append(make_films(worker, production, [options.raster]))
    seconds, work = (2 * median(getattr(each, name) for each in alone) for name in ("seconds", "work"))
    print(heading(f"films of {options.names} names at {options.raster} by a worker with two processes"))
    print(format_table_head("what | seconds | work, s | memory, MB | resident, MB"))
    print(
        f"| two, one after another | {seconds:.1f} | {work:.1f} | {max(each.shared for each in alone):.0f} | {max(each.resident for each in alone):.0f} |"
    )
    together = median(each.seconds for each in both)
    worked = median(each.work for each in both)
    shared = max(each.shared for each in both)
    print(
        f"| two at once | {together:.1f} | {worked:.1f} | {judged(f'{shared:.0f}', shared < MEMORY_GOAL)} | {max(each.resident for each in both):.0f} |"
    )
    print(
        f"| that, of the sum of both | {judged(f'{together / seconds:.2f}×', together <= GOAL * seconds)} | {worked / work:.2f}× | | |"
    )
    print(f"\nthe worker afterwards, idle: {idle[0]:.0f} MB, resident {idle[1]:.0f} MB")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
