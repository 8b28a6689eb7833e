"""Connects what the domain says to the queue: in every process of the site, since a web process imports no tasks by itself."""

from uuid import UUID

from productions.exports.services.dumps import dump_queued
from productions.exports.services.exports import export_queued
from productions.imports.services.import_jobs import import_queued
from productions.task_publisher import publish_later
from productions.tasks import ring_for_export, ring_for_import
from productions.webhooks.services.webhooks import ping_requested


def ring_for_dump(uid: UUID, **kwargs: object) -> None:
    """Tell the workers of a new dump; by the task's name, since its module loads what only workers need."""
    publish_later("api.tasks.make_dump", str(uid))


def ring_for_ping(uid: UUID, **kwargs: object) -> None:
    """Tell the workers that a webhook is to be tested."""
    publish_later("api.tasks.deliver_webhook", str(uid))


def connect_doorbells() -> None:
    """Called once by the app config."""
    export_queued.connect(ring_for_export, dispatch_uid="ring_for_export")
    import_queued.connect(ring_for_import, dispatch_uid="ring_for_import")
    dump_queued.connect(ring_for_dump, dispatch_uid="ring_for_dump")
    ping_requested.connect(ring_for_ping, dispatch_uid="ring_for_ping")
