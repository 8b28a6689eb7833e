"""A worker's sign of life: a row that it renews while it is connected to its broker and comes round in its loop.

A task would not do: it waits behind films. The database is asked by a thread of its own, so that one that does not answer keeps
nobody from working; the loop only says that it is alive.
"""

import logging
from threading import Event, Thread
from time import monotonic
from typing import Any

from celery import bootsteps
from django.db import DatabaseError, connection

from productions.operations.services.workers import SILENT_AFTER, leave_sign

logger = logging.getLogger(__name__)

SIGN_SECONDS = SILENT_AFTER.total_seconds() / 4
"""Between two signs."""

LOOP_SECONDS = 5
"""How often the loop says that it comes round; a sign is left only when it did so between the last one and this."""


class SignOfLife(bootsteps.StartStopStep):
    """A step of the consumer, so that it begins with each connection to the broker and ends with it."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.ended = Event()
        self.came_round = monotonic()
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        queues = [queue.name for queue in parent.task_consumer.queues]
        self.ended, self.came_round = Event(), monotonic()
        self.timer = parent.timer.call_repeatedly(LOOP_SECONDS, self.note_loop_turn)
        Thread(target=self.leave_signs, args=(parent.hostname, queues, self.ended), daemon=True).start()

    def stop(self, parent: Any) -> None:
        self.ended.set()
        if self.timer is not None:
            self.timer.cancel()

    def note_loop_turn(self) -> None:
        self.came_round = monotonic()

    def leave_signs(self, name: str, queues: list[str], ended: Event) -> None:
        """Until the connection ends. What the database does not take is told, and tried again the next time."""
        while not ended.is_set():
            if monotonic() - self.came_round <= SIGN_SECONDS:
                try:
                    leave_sign(name, queues)
                except DatabaseError as error:
                    logger.warning("The sign of life of %s could not be left: %s", name, error)
                finally:
                    connection.close()
            ended.wait(SIGN_SECONDS)
