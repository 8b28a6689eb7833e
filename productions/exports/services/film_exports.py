"""What exports of films need beside others: they may take hours, and leave gigabytes behind where a worker dies."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from productions.exports.models import Export
from productions.rollkit.writer_registry import WRITERS

FILM_FORMATS = [name for name, writer in WRITERS.items() if writer.films]


def is_film(uid: UUID) -> bool:
    """Whether an export may take hours."""
    return Export.objects.filter(uid=uid, format__in=FILM_FORMATS).exists()


def get_exports_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exports"


def delete_drafts(uid: UUID) -> None:
    """Delete what killed workers left half written, and take it from one that is still at it in vain."""
    for draft in get_exports_folder().glob(f".{uid}.*.part"):
        draft.unlink(missing_ok=True)
