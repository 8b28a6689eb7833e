"""What a worker of this site does: it comes back soon to its broker and looks then for what was left over. No other process loads it."""

from functools import partial
from typing import Any

from celery import bootsteps
from celery.worker.consumer import Consumer
from django.conf import settings

from productions.task_publisher import publish_task

RECONNECT_SECONDS = 1.0
"""Between two tries to reach the broker. Celery's own waits grow to half a minute."""


class PromptConsumer(Consumer):
    """Celery's consumer (`CELERY_WORKER_CONSUMER`), which is there again within a second of the broker's return."""

    def ensure_connected(self, conn: Any) -> Any:
        conn.ensure_connection = partial(
            conn.ensure_connection,
            interval_start=RECONNECT_SECONDS,
            interval_step=0,
            interval_max=RECONNECT_SECONDS,
        )
        return super().ensure_connected(conn)

    def call_soon_ack(self, p: Any, logger: Any, _errors: Any, *args: Any, **options: Any) -> Any:
        """Acknowledge a message; one that the broker did not get ends the connection, and the worker connects anew.

        Celery would log the error and go on: the message then counts as taken without end, and since a worker takes one at
        a time (`CELERY_WORKER_PREFETCH_MULTIPLIER`), it would read no other and not notice that its broker is away.
        """
        # celery-types does not know this method of celery 5.7
        return super().call_soon_ack(p, logger, (), *args, **options)  # type: ignore[misc]


class SweepOnConnection(bootsteps.StartStopStep):
    """A worker that starts, or whose broker is back, sweeps at once: nobody could ring meanwhile."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, parent: Any) -> None:
        for periodic in settings.CELERY_BEAT_SCHEDULE.values():
            publish_task(periodic["task"], **periodic["options"])
