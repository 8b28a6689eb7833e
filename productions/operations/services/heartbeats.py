"""Signs of life of a job that is made at one go, and so cannot give them itself."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connections

from productions.operations.services.leases import LeaseLost

logger = logging.getLogger(__name__)


@contextmanager
def keep_beating(beat: Callable[[], None], *, seconds: float) -> Iterator[None]:
    """Call `beat` every so many seconds, from a thread with a connection of its own, until the block ends.

    A beat that finds the lease lost is the last one: the job itself finds out at its next step.
    """
    ended = Event()

    def run() -> None:
        try:
            while not ended.wait(seconds):
                try:
                    beat()
                except DatabaseError as error:
                    logger.warning("A sign of life was not written (%s); the next one may be.", error)
        except LeaseLost:
            pass
        finally:
            connections.close_all()

    thread = Thread(target=run, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
