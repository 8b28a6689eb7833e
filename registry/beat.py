"""The beat: which periodic messages are due, said by one of however many beats there are.

Celery's own keeps the time of each last message in a file, by a clock that can be set: a beat that once ran ahead was silent
until that time had come. This one keeps no file and counts by a clock that only goes on; a worker that starts sweeps anyway.
Several (`worker --beat` on more than one machine) share a lease in the database, so that one of them sends.
"""

import logging
import os
import socket
from time import monotonic
from typing import Any
from uuid import uuid4

from celery import beat
from django.db import DatabaseError, connection

from productions.operations.services.beats import give_lease_back, take_beat_lease

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5
"""How often a beat asks at the least whether the lease is its own."""

LEASE_SECONDS = 12
"""When another one may take over from a beat that was killed."""


def get_interval_seconds(entry: Any) -> float:
    """What lies between two messages of an entry."""
    return float(entry.schedule.seconds)


class Scheduler(beat.Scheduler):
    """`CELERY_BEAT_SCHEDULER`. The entries of the settings are intervals in seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.holder = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"
        self.due: dict[str, float] = {}
        super().__init__(*args, **kwargs)

    def install_default_entries(self, data: Any) -> None:
        """None: no results are kept, so there are none to clean up."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due, if it is ours to send; gives the seconds until the next look."""
        for name, entry in self.schedule.items():
            self.due.setdefault(name, monotonic() + get_interval_seconds(entry))
        if not self.may_send():
            return LOOK_SECONDS
        for name, entry in self.schedule.items():
            if monotonic() >= self.due[name]:
                # From now on, not from when it was due: after a long sleep each is sent once.
                self.due[name] = monotonic() + get_interval_seconds(entry)
                self.apply_entry(entry, producer=self.producer)
        return max(0.0, min(LOOK_SECONDS, *(due - monotonic() for due in self.due.values())))

    def may_send(self) -> bool:
        """Whether the lease is ours. Without a database there is no work either."""
        try:
            return take_beat_lease(self.holder, seconds=LEASE_SECONDS)
        except DatabaseError as error:
            logger.warning("beat: the database does not say whose turn it is to send: %s", error)
            connection.close()
            return False

    def close(self) -> None:
        """Let the next one in at once."""
        try:
            give_lease_back(self.holder)
        except DatabaseError as error:
            logger.warning("beat: the lease could not be given back, and ends by itself: %s", error)
        super().close()
