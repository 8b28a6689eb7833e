"""The same verbs, later. Each task fetches by key and makes one call; the row, not the message, is the job."""

from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from productions.domain.answers import forget_answers
from productions.domain.export_queue import waiting_exports
from productions.domain.exports import export_queued, run_next_export
from productions.domain.films import is_film
from productions.domain.ledger import number_events
from productions.domain.productions import publish_due


@shared_task
def make_export(uid: str) -> None:
    """Make the file on paper whose turn it is. The message says that there is one more to make, not which."""
    run_next_export(clock=timezone.now, films=False)


# A film may take hours; its lease, not the clock, says whether it is alive.
@shared_task(soft_time_limit=settings.FILM_MOST_SECONDS, time_limit=settings.FILM_MOST_SECONDS + 60)
def make_film(uid: str) -> None:
    """Make the file whose turn it is, a film or not: paper of others need not wait for all films that were asked for before."""
    run_next_export(clock=timezone.now, films=True)


@shared_task
def sweep() -> None:
    """Ring again for exports that nobody works on, number the ledger's new events, forget old answers."""
    for uid in waiting_exports(now=timezone.now()):
        ring_worker(uid)
    number_events()
    forget_answers(now=timezone.now())


@shared_task
def publish() -> None:
    """Make those productions public whose moment has come."""
    publish_due(now=timezone.now())


@receiver(export_queued)
def ring_worker(uid: UUID, **kwargs: Any) -> None:
    (make_film if is_film(uid) else make_export).delay(str(uid))


@worker_ready.connect
def sweep_at_start(**kwargs: Any) -> None:
    """A worker that starts looks first for what was left over."""
    sweep.delay()
    publish.delay()
