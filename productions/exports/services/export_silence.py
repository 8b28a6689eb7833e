"""Whether anybody works on exports that wait."""

from collections.abc import Iterable

from django.conf import settings

from productions.exports.services.film_exports import FILM_FORMATS
from productions.operations.services.workers import Silence, find_silence

WaitingKind = tuple[str, bool]
"""What tells the queue of an export: its `format`, and whether it `has_films`."""


def find_export_silence(waiting: Iterable[WaitingKind]) -> Silence | None:
    """What keeps these exports waiting: some queue of theirs that no worker has taken from for a minute."""
    queues = {get_export_queue(format, has_films) for format, has_films in waiting}
    return find_silence(queues) if queues else None


def get_export_queue(format: str, has_films: bool = False) -> str:
    """The queue in which an export waits, as the settings route it; by default Celery's own."""
    long = has_films or format in FILM_FORMATS
    task = "productions.tasks.make_film" if long else "productions.tasks.make_export"
    return str(getattr(settings, "CELERY_TASK_ROUTES", {}).get(task, {}).get("queue", "celery"))
