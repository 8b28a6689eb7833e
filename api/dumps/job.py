"""The worker's one call: take a dump's lease, write the files, finish; and clear away what is of no use any more."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import connections

from api.dumps.making import Tell, write_dump
from productions.exports.services.dumps import (
    fail_dump,
    finish_dump,
    get_dumps_folder,
    hand_back_dump,
    report_dump,
    retire_dumps,
    take_dump,
)
from productions.exports.services.export_progress import Stopping, WorkerStops, never_stopping
from productions.models import Dump
from productions.operations.services.leases import Lease, LeaseLost
from productions.operations.services.transactions import repeat_crossed
from productions.shared.choices import ExportState
from productions.shared.disk import DISK_FULL
from productions.shared.sentences import Sentence

REPORT_INTERVAL_SECONDS = 0.5
"""Seconds between two reports at least."""


def run_dump(
    uid: UUID,
    *,
    clock: Callable[[], datetime],
    tell: Tell = lambda rows, total: None,
    stopping: Stopping = never_stopping,
) -> Dump | None:
    """Make the dump's files unless somebody works on it. `tell` hears of the rows too.

    Returns the finished or failed dump, or None when there was nothing to do, or it was taken away or handed back in the middle.
    """
    lease = take_dump(uid, now=clock())
    if lease is None:
        return None
    draft = get_dumps_folder() / f".{uid}.{lease.token}.part"
    try:
        delete_dead_attempts(lease)
        dump = write_and_finish(lease, draft, clock=clock, tell=tell, stopping=stopping)
    except LeaseLost:
        return None
    except WorkerStops:
        hand_back_dump(lease)
        return None
    except OSError as error:
        return fail_dump(lease, error=describe_disk_error(error), now=clock())
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    retire_dumps(now=clock())
    delete_dead_attempts(lease)
    return dump


def write_and_finish(
    lease: Lease, draft: Path, *, clock: Callable[[], datetime], tell: Tell, stopping: Stopping
) -> Dump:
    """Write the files into the folder `draft`, and make them the dump's. Raises LeaseLost, WorkerStops, OSError."""
    with open_progress_reporter(lease) as report:

        def told(rows: int, total: int) -> None:
            tell(rows, total)
            if stopping():
                raise WorkerStops
            report(rows / total if total else 1.0)

        manifest = write_dump(draft, now=clock(), tell=told)
    text, last = manifest.text().decode(), manifest.last_seq
    done = partial(
        finish_dump, lease, draft=draft, manifest=text, last_seq=last, size=manifest.size, now=clock()
    )
    return repeat_crossed(done)  # not the task: a dump may have taken hours


def describe_disk_error(error: OSError) -> Sentence:
    return Sentence(
        "The files could not be written (%(reason)s); free some space in %(folder)s and make the dump again.",
        reason=DISK_FULL.get(error.errno or 0) or error.strerror or str(error),
        folder=str(get_dumps_folder()),
    )


@contextmanager
def open_progress_reporter(lease: Lease) -> Iterator[Callable[[float], None]]:
    """Gives what reports the share that is done. Raises LeaseLost from it when the dump is ours no more.

    The snapshot keeps this thread's connection and cannot write, so reports go through a thread of their own.
    """
    last = 0.0

    def report(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_INTERVAL_SECONDS:
            last = time.monotonic()
            writer.submit(report_dump, lease, share=share).result()

    with ThreadPoolExecutor(1) as writer:
        try:
            yield report
        finally:
            writer.submit(connections.close_all).result()


def delete_dead_attempts(lease: Lease) -> None:
    """Delete what dead attempts at this dump left, and the folders of dumps that are no more to be had."""
    folder = get_dumps_folder()
    folder.mkdir(parents=True, exist_ok=True)
    ended = set(Dump.objects.exclude(state=ExportState.RUNNING).values_list("uid", flat=True))
    there = set(Dump.objects.with_files().values_list("uid", flat=True))
    for path in folder.iterdir():
        uid = parse_folder_uid(path.name)
        # A draft of a dump that runs may be another worker's; a folder with a plain name is whole.
        draft = path.name.startswith(".")
        ours = uid == lease.uid or uid in ended
        if ours and (draft or uid not in there):
            shutil.rmtree(path, ignore_errors=True)


def parse_folder_uid(name: str) -> UUID | None:
    """The dump that a folder is of; None for what is not ours."""
    try:
        return UUID(name.lstrip(".").partition(".")[0])
    except ValueError:
        return None
