"""How long work may take: whoever answers somebody who waits sets an end, and long loops look at the clock between two steps.

For loops that ask the database nothing; `productions.operations.services.deadlines` stops those that do.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

DEADLINE: ContextVar[float | None] = ContextVar("ends", default=None)
"""When the work of this thread ends, by the monotonic clock; None for what may take its time."""


class TimeLimitExceeded(Exception):
    """The work has lasted longer than it may."""


@contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Give what this thread does until the end of the block so many seconds."""
    token = DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        DEADLINE.reset(token)


def lift_limit() -> None:
    """Let this work end whenever it does, however little time it had."""
    DEADLINE.set(None)


def is_over() -> bool:
    """Whether the work has lasted as long as it may."""
    ends = DEADLINE.get()
    return ends is not None and time.monotonic() > ends


def stop_at_deadline(steps: Iterable[T]) -> Iterator[T]:
    """The steps of a long loop; raises TimeLimitExceeded before the first one that begins beyond the end."""
    for step in steps:
        if is_over():
            raise TimeLimitExceeded
        yield step
