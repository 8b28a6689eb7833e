"""What a worker of this site does at its broker: comes back soon, and looks then for what was left over."""

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


class SweepOnConnection(bootsteps.StartStopStep):
    """A worker that starts, or whose broker is back, sweeps at once: nobody could ring meanwhile."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, parent: Any) -> None:
        for periodic in settings.CELERY_BEAT_SCHEDULE.values():
            publish_task(periodic["task"], **periodic["options"])
