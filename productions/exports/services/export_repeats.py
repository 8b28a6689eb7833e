"""An issue that is exported again as it was before: where the program sets or writes it otherwise since, the notes say so."""

from django.utils.timezone import localtime

from productions.exports.models import Export
from productions.rollkit.roll_catalogue import say_text
from productions.shared.choices import ExportState

ORDERED_FIELDS = ("formats", "delivery", "fonts", "logos", "approvals")
"""What a file is made of, besides its document, format and language."""


def list_change_notes(export: Export, digest: str) -> list[str]:
    """What is told first of a file with this digest: that the same order gave another one the last time; otherwise nothing."""
    before = find_export_before(export)
    if before is None or before.finished_at is None or before.digest == digest:
        return []
    day = localtime(before.finished_at).date().isoformat()
    return [say_text(export.language, "notes.changed_file", date=day)]


def find_export_before(export: Export) -> Export | None:
    """The last file that was made of this issue by the same order; none of a working copy, of which nothing was issued. One query."""
    if export.release_id is None:
        return None
    made = Export.objects.filter(
        release=export.release_id,
        format=export.format,
        language=export.language,
        document=export.document,
        state=ExportState.DONE,
    ).exclude(digest="")
    listed = made.without_document().order_by("-finished_at", "-pk")
    return next((each for each in listed if is_same_order(each, export)), None)


def is_same_order(first: Export, second: Export) -> bool:
    return all(getattr(first, name) == getattr(second, name) for name in ORDERED_FIELDS)
