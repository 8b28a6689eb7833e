"""What the API does later. Each task fetches by key and makes one call; the row, not the message, is the job.

A task's name is written out: messages of the version before carry it, and so do the routes in the settings.
"""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from api.dumps.job import run_dump
from api.feed.webhooks import deliver_to_webhook
from productions.exports.services.dumps import list_waiting_dumps, request_nightly_dump
from productions.task_publisher import RING_SECONDS, publish_task
from productions.webhooks.services.webhook_queue import due_webhooks, mark_rung
from productions.worker_stop import defer_sigterm


# A dump may take hours where an export takes minutes; its lease, not the clock, says whether it is alive.
@shared_task(
    name="api.tasks.make_dump",
    soft_time_limit=settings.DUMP_MOST_SECONDS,
    time_limit=settings.DUMP_MOST_SECONDS + 60,
)
def make_dump(uid: str) -> None:
    """Make one dump's files, unless another worker is at it."""
    with defer_sigterm() as stopping:
        run_dump(UUID(uid), clock=timezone.now, stopping=stopping)


@shared_task(name="api.tasks.sweep_dumps")
def sweep_dumps() -> None:
    """Ask for the night's dump when it is time, and ring again for dumps that nobody works on."""
    request_nightly_dump(now=timezone.now())
    for uid in list_waiting_dumps():
        publish_task(make_dump.name, str(uid), expires=RING_SECONDS)


@shared_task(name="api.tasks.ring_webhooks")
def ring_webhooks() -> None:
    """Send to every webhook that is behind or to be tested, and that nobody sends to."""
    now = timezone.now()
    for uid in due_webhooks(now=now):
        if mark_rung(uid, now=now):
            publish_task(deliver_webhook.name, str(uid))


@shared_task(name="api.tasks.deliver_webhook")
def deliver_webhook(uid: str) -> None:
    """Give one webhook its turn, and ring for those whose turn it is then; it may be itself."""
    deliver_to_webhook(UUID(uid), clock=timezone.now)
    ring_webhooks()
