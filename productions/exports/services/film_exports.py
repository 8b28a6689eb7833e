"""What exports of films need beside others: they may take hours, and leave gigabytes behind where a worker dies."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from productions.exports.models import Export
from productions.operations.services.leases import Lease
from productions.rollkit.writer_registry import WRITERS

FILM_FORMATS = [name for name, writer in WRITERS.items() if writer.films]
TAKES_HOURS = Q(format__in=FILM_FORMATS) | Q(has_films=True)
"""Exports that may take hours: films, and packages with one."""


def is_film(uid: UUID) -> bool:
    """Whether an export may take hours."""
    return Export.objects.filter(TAKES_HOURS, uid=uid).exists()


def get_exports_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exports"


def name_draft(lease: Lease) -> str:
    """What a worker calls the file that it writes, in the folder of exports."""
    return f".{lease.uid}.{lease.token}.part"


def name_scratch(lease: Lease) -> str:
    """What it calls the file of a package before it is put into the ZIP."""
    return f".{lease.uid}.{lease.token}.file.part"


def delete_drafts(uid: UUID) -> None:
    """Delete what killed workers left half written, and take it from one that is still at it in vain."""
    for draft in get_exports_folder().glob(f".{uid}.*.part"):
        draft.unlink(missing_ok=True)
