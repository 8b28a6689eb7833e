"""Whether anybody works on exports of a format."""

from collections.abc import Iterable

from django.conf import settings

from productions.exports.services.film_exports import FILM_FORMATS
from productions.operations.services.workers import Silence, find_silence


def find_export_silence(formats: Iterable[str]) -> Silence | None:
    """What keeps exports of these formats waiting: some queue of theirs that no worker has taken from for a minute."""
    queues = {get_export_queue(format) for format in formats}
    return find_silence(queues) if queues else None


def get_export_queue(format: str) -> str:
    """The queue in which exports of a format wait, as the settings route them; by default Celery's own."""
    task = "productions.tasks.make_film" if format in FILM_FORMATS else "productions.tasks.make_export"
    return str(getattr(settings, "CELERY_TASK_ROUTES", {}).get(task, {}).get("queue", "celery"))
