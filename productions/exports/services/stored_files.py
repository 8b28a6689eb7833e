"""Files that are given out are those that were made: a file that changed on disk is not, and is made again.

Each process reads a file once and compares its SHA-256, and again whenever it was touched; a film of 700 MB takes about a
second. What says that it was touched is the system's: inode, size, and the times of content and entry.
"""

import hashlib
import os
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock

from cachetools import LRUCache
from django.db import transaction
from django.utils.translation import gettext as _

from productions.exports.models import Dump, Export
from productions.exports.services.dumps import delete_folders, queue_dump
from productions.exports.services.export_files import NoFile
from productions.exports.services.exports import announce_export
from productions.exports.services.jobs import set_job_error
from productions.ledger.services.ledger import record_event
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState
from productions.shared.sentences import Sentence

FileMark = tuple[str, str, int, int, int, int]
"""Path and digest; inode, size in bytes, and when content and entry changed last, in nanoseconds."""
MAX_CACHED_MARKS = 10_000
INTACT_CACHE: LRUCache[FileMark, bool] = LRUCache(MAX_CACHED_MARKS)
"""Files that were found to be what they should be."""
INTACT_LOCK = Lock()
FILE_CHANGED = Sentence("The file was changed on disk after it was made, so it is made again.")


class FileChanged(NoFile):
    """The file on disk is another one than was made; it comes back."""


def is_intact(path: Path, *, size: int, digest: str) -> bool:
    """Whether the file has this size and SHA-256; it is read only where it was touched since it was read last."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if found.st_size != size:
            return False
        mark = (str(path), digest, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        with INTACT_LOCK:
            if INTACT_CACHE.get(mark):
                return True
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            return False
    with INTACT_LOCK:
        INTACT_CACHE[mark] = True
    return True


def require_intact(export: Export, path: Path, *, now: datetime) -> Path:
    """The file of a finished export, where it is the one that was made. Raises FileChanged, and has it made again."""
    if is_intact(path, size=export.size or 0, digest=export.digest):
        return path
    requeue_export(export, now=now)
    raise FileChanged(
        _(
            "The file was changed on disk after it was made, so it is not available. It is being made again; try again in a moment."
        )
    )


@transaction.atomic
def requeue_export(export: Export, *, now: datetime) -> None:
    """Queue a finished export anew under its own uid; its row says why. Nothing where somebody was first."""
    current = Export.objects.select_for_update().without_document().get(pk=export.pk)
    if current.state != ExportState.DONE or current.withdrawn_at or current.digest != export.digest:
        return
    current.state, current.finished_at = ExportState.QUEUED, None
    current.attempts, current.progress = 0, 0
    current.file, current.size, current.digest, current.files = "", None, "", []
    texts = set_job_error(current, FILE_CHANGED)
    current.save(
        update_fields=[
            *("state", "finished_at", "attempts", "progress"),
            *("file", "files", "size", "digest", *texts),
        ]
    )
    changes = {"state": [ExportState.DONE, ExportState.QUEUED]}
    record_event(current, action="damaged", changes=changes, by=None, now=now, reason=current.error)
    transaction.on_commit(partial(announce_export, current.uid))


@transaction.atomic
def replace_dump(dump: Dump, *, now: datetime) -> None:
    """Let go of a dump with a file that changed on disk, and ask for a new one where none is being made."""
    current = Dump.objects.select_for_update().get(pk=dump.pk)
    if current.dropped_at is not None:
        return
    current.dropped_at = now
    texts = set_job_error(current, FILE_CHANGED)
    current.save(update_fields=["dropped_at", *texts])
    changes = {"dropped_at": [None, now]}
    record_event(current, action="damaged", changes=changes, by=None, now=now, reason=current.error)
    transaction.on_commit(partial(delete_folders, [current.uid]))
    if not Dump.objects.filter(state__in=OPEN_EXPORT_STATES).exists():
        queue_dump(Dump(requested_at=now), by=None, now=now)
