"""What the API does later. Each task fetches by key and makes one call; the row, not the message, is the job."""

from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from api.dump.job import run_dump
from api.webhooks import deliver
from productions.domain.deliveries import due_webhooks, mark_rung
from productions.domain.dumps import dump_queued, request_nightly_dump, waiting_dumps
from productions.domain.webhooks import ping_requested


# A dump may take hours where an export takes minutes; its lease, not the clock, says whether it is alive.
@shared_task(soft_time_limit=settings.DUMP_MOST_SECONDS, time_limit=settings.DUMP_MOST_SECONDS + 60)
def make_dump(uid: str) -> None:
    """Make one dump's files, unless another worker is at it."""
    run_dump(UUID(uid), clock=timezone.now)


@shared_task
def sweep_dumps() -> None:
    """Ask for the night's dump when it is time, and ring again for dumps that nobody works on."""
    request_nightly_dump(now=timezone.now())
    for uid in waiting_dumps(now=timezone.now()):
        make_dump.delay(str(uid))


@receiver(dump_queued)
def ring_worker(uid: UUID, **kwargs: Any) -> None:
    make_dump.delay(str(uid))


@worker_ready.connect
def sweep_at_start(**kwargs: Any) -> None:
    """A worker that starts looks first for what was left over."""
    sweep_dumps.delay()


@shared_task
def ring_webhooks() -> None:
    """Send to every webhook that is behind or to be tested, and that nobody sends to."""
    now = timezone.now()
    for uid in due_webhooks(now=now):
        if mark_rung(uid, now=now):
            deliver_webhook.delay(str(uid))


@shared_task
def deliver_webhook(uid: str) -> None:
    """Give one webhook its turn, and ring for those whose turn it is then; it may be itself."""
    deliver(UUID(uid), clock=timezone.now)
    ring_webhooks()


@receiver(ping_requested)
def ring_for_ping(uid: UUID, **kwargs: Any) -> None:
    deliver_webhook.delay(str(uid))
