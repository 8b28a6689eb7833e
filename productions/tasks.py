"""The same verbs, later. Each task fetches by key and makes one call; the row, not the message, is the job.

A task's name is written out: messages of the version before carry it, and so do the routes in the settings.
"""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from productions.accounts.services.idempotency_store import forget_answers
from productions.catalogue.services.productions import publish_due
from productions.exports.services.export_files import delete_stray_files, retire_exports
from productions.exports.services.export_queue import list_waiting_exports
from productions.exports.services.exports import run_next_export
from productions.exports.services.film_exports import is_film
from productions.imports.services.import_jobs import forget_import_jobs, list_waiting_jobs
from productions.imports.services.import_runs import run_import_job
from productions.ledger.services.ledger import number_events
from productions.releases.services.release_readings import make_missing_readings
from productions.statistics.services.record_statistics import count_record, is_count_due
from productions.task_publisher import RING_SECONDS, publish_later, publish_task
from productions.worker_stop import defer_sigterm


@shared_task(name="productions.tasks.make_export")
def make_export(uid: str) -> None:
    """Make the file on paper whose turn it is. The message says that there is one more to make, not which."""
    with defer_sigterm() as stopping:
        run_next_export(clock=timezone.now, films=False, stopping=stopping)


# A film may take hours; its lease, not the clock, says whether it is alive.
@shared_task(
    name="productions.tasks.make_film",
    soft_time_limit=settings.FILM_MOST_SECONDS,
    time_limit=settings.FILM_MOST_SECONDS + 60,
)
def make_film(uid: str) -> None:
    """Make the film whose turn it is."""
    with defer_sigterm() as stopping:
        run_next_export(clock=timezone.now, films=True, stopping=stopping)


@shared_task(name="productions.tasks.run_import")
def run_import(uid: str) -> None:
    """Plan or enter a large file of the import page, or take an import back."""
    run_import_job(UUID(uid), clock=timezone.now)


# What counts gives signs of life beside it, so its lease says whether it is alive.
@shared_task(
    name="productions.tasks.count_record",
    soft_time_limit=settings.COUNT_MOST_SECONDS,
    time_limit=settings.COUNT_MOST_SECONDS + 60,
)
def count_public_record() -> None:
    """Count the figures of the whole record, unless they are new or another worker is at it."""
    count_record()


@shared_task(name="productions.tasks.sweep")
def sweep() -> None:
    """Ring again for exports and files that nobody works on and for figures that are old, number the ledger's new events, forget old
    answers and files, make what releases lack."""
    waiting = [(task_of(uid), uid) for uid in list_waiting_exports()]
    waiting += [(str(run_import.name), uid) for uid in list_waiting_jobs()]
    for name, uid in waiting:
        if not publish_task(name, str(uid), expires=RING_SECONDS):
            break
    if is_count_due():
        publish_task(str(count_public_record.name), expires=RING_SECONDS)
    forget_import_jobs(now=timezone.now())
    number_events()
    forget_answers()
    make_missing_readings()


@shared_task(name="productions.tasks.clear_exports")
def clear_exports() -> None:
    """Delete exported files whose time is over, and those that no row knows."""
    retire_exports(now=timezone.now())
    delete_stray_files()


@shared_task(name="productions.tasks.publish")
def publish() -> None:
    """Make those productions public whose moment has come."""
    publish_due(now=timezone.now())


def task_of(uid: UUID) -> str:
    """The name of the task that makes an export."""
    return str((make_film if is_film(uid) else make_export).name)


def ring_for_export(uid: UUID, **kwargs: object) -> None:
    """Tell the workers of a new export: what listens to `exports.export_queued`."""
    publish_later(task_of(uid), str(uid))


def ring_for_import(uid: UUID, **kwargs: object) -> None:
    """Tell the workers of a file of the import page: what listens to `import_jobs.import_queued`."""
    publish_later(str(run_import.name), str(uid))
