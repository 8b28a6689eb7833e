"""Tells a job that its worker is to end, so that it hands its row back instead of holding it until its lease runs out.

SIGTERM to the worker (`docker stop`) is seen by its first process alone, which says it to the others by a byte that they share;
SIGTERM to all of them reaches the job's process itself, which would end in the middle of a frame.
"""

import mmap
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.signals import worker_process_shutdown, worker_shutting_down

from productions.task_publisher import publish_before_exit

STOP_FLAG = mmap.mmap(-1, 1)
"""Mapped before the worker's processes fork; 1 once the worker is to end."""


@worker_shutting_down.connect
def tell_processes(**kwargs: Any) -> None:
    """In the first process."""
    STOP_FLAG[0] = 1


@worker_process_shutdown.connect
def ring_before_exit(**kwargs: Any) -> None:
    """In the others: what was handed back has rung for the next worker, before this process is gone."""
    publish_before_exit()


class Stopping:
    """Whether the job at hand should stop. Called as often as the job likes."""

    def __init__(self) -> None:
        self.signalled = False

    def __call__(self) -> bool:
        return self.signalled or STOP_FLAG[0] == 1

    def note(self, signum: int, frame: Any) -> None:
        self.signalled = True


@contextmanager
def defer_sigterm() -> Iterator[Stopping]:
    """While a job is at work SIGTERM is kept in mind, and has its usual effect after it."""
    stopping = Stopping()
    if threading.current_thread() is not threading.main_thread():  # only that one may handle signals
        yield stopping
        return
    before = signal.signal(signal.SIGTERM, stopping.note)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGTERM, before)
        if stopping.signalled:
            publish_before_exit()
            signal.raise_signal(signal.SIGTERM)
