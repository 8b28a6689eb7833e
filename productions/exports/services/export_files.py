"""Files of finished exports: what they are called, whether they are there, and which are deleted after their time."""

import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from productions.exports.models import Export
from productions.exports.queries import ExportQuerySet
from productions.exports.services.export_writing import get_export_suffix
from productions.exports.services.exports import request_export
from productions.exports.services.film_exports import get_exports_folder, name_draft, name_scratch
from productions.ledger.services.ledger import record_event
from productions.operations.services import leases
from productions.releases.models.releases import Release
from productions.rollkit.document.sealed import read_stored_digest
from productions.rollkit.file_names import build_file_stem, format_package_name, format_stored_roll_name
from productions.rollkit.screen_spec import parse_screen_spec
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal
from productions.users.models import User

DAY_SECONDS = 86_400
STRAY_FILE_SECONDS = DAY_SECONDS // 2
"""How long a file is left alone whose row does not know it: twice what a film may take."""
MAX_FILES_AT_ONCE = 500


class NoFile(Refusal):
    """The export has no file to give out. `gone`: it had one, which does not come back."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.status = 410 if gone else 409
        """As HTTP says it."""


def get_export_filename(export: Export) -> str:
    """What the file is called where people keep it: by title, episode, edition, issue and language.

    On screen also by what it was made from, so that a time line finds the movie beside it (`productions.rollkit.file_names`).
    """
    stem = format_stored_roll_name(export.document, export.language)
    if export.delivery:
        made_from = read_stored_digest(export.document)
        stem = build_file_stem(stem, made_from, export.language, parse_screen_spec(export.delivery))
    if export.is_package:
        return format_package_name(stem, export.formats)
    return f"{stem}.{get_export_suffix(export)}"


def get_export_path(export: Export) -> Path:
    """Where the finished file is. Raises NoFile when there is none, or when it may be given out no more."""
    if export.withdrawn_at is not None:
        raise NoFile(
            _(
                "This file named somebody who has since withheld their name, so it is no longer available; export it again."
            )
        )
    if export.dropped_at is not None:
        raise NoFile(
            _("This file was deleted because its retention period is over; export it again."), gone=True
        )
    path = Path(settings.MEDIA_ROOT) / export.file
    if export.state != ExportState.DONE or not path.is_file():
        raise NoFile(_("The file is missing; export it again."))
    return path


def request_again(export: Export, *, by: User | None, now: datetime) -> Export:
    """Ask for the same once more: of its issue, or of the working copy as it is today. Raises as `request_export`."""
    return request_export(
        export.production,
        format="" if export.is_package else export.format,
        formats=export.formats,
        by=by,
        now=now,
        episode=export.episode,
        edition=export.edition,
        release=export.release,
        language=export.language,
        delivery=export.delivery,
    )


def filter_spent_exports() -> ExportQuerySet[Export]:
    """Whose file's time is over: made of a working copy, or of an issue that a newer one took the place of, so long ago.

    What is made of the newest issue stays, however old. By the database's clock, for one that is ahead would delete too much.
    """
    before = leases.add_seconds_to_now(-settings.EXPORTS_KEPT_DAYS * DAY_SECONDS)
    newer = Release.objects.alias(part=Coalesce("episode_id", 0)).filter(
        production=OuterRef("release__production"),
        part=Coalesce(OuterRef("release__episode_id"), 0),
        edition=OuterRef("release__edition"),
        number__gt=OuterRef("release__number"),
        issued_at__lt=before,
    )
    there = Export.objects.filter(state=ExportState.DONE, withdrawn_at=None, dropped_at=None)
    return there.filter(Q(release=None) | Exists(newer), finished_at__lt=before)


def retire_exports(*, now: datetime) -> int:
    """Delete the files whose time is over, and say so on their rows; returns how many."""
    if not settings.EXPORTS_KEPT_DAYS:
        return 0
    spent = list(filter_spent_exports().without_document()[:MAX_FILES_AT_ONCE])
    for export in spent:
        retire_export(export, now=now)
    return len(spent)


@transaction.atomic
def retire_export(export: Export, *, now: datetime) -> None:
    export.dropped_at = now
    export.save(update_fields=["dropped_at"])
    record_event(export, action="retired", changes={"dropped_at": [None, now]}, by=None, now=now)
    path = Path(settings.MEDIA_ROOT) / export.file
    transaction.on_commit(partial(path.unlink, missing_ok=True))


def delete_stray_files() -> int:
    """Delete what no row knows and nobody wrote to for STRAY_SECONDS: halves of dead workers, files of lost rows. Returns how many."""
    found, files = 0, list_old_files()
    while paths := list(islice(files, MAX_FILES_AT_ONCE)):
        rows = Export.objects.filter(uid__in=[uid for uid, _path in paths])
        known = set()
        for uid, state, token, file, dropped_at in rows.values_list(
            "uid", "state", "token", "file", "dropped_at"
        ):
            if state == ExportState.RUNNING:
                lease = leases.Lease(uid, token)
                known |= {name_draft(lease), name_scratch(lease)}
            if state == ExportState.DONE and dropped_at is None:
                known.add(Path(file).name)
        for _uid, path in paths:
            if path.name not in known:
                path.unlink(missing_ok=True)
                found += 1
    return found


def list_old_files() -> Iterator[tuple[UUID, Path]]:
    """Files named as exports are, with the uid of the export; others in the folder are not ours."""
    folder = get_exports_folder()
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            uid = UUID(path.name.removeprefix(".").partition(".")[0])
            if path.stat().st_mtime < time.time() - STRAY_FILE_SECONDS:
                yield uid, path
        except (ValueError, FileNotFoundError):
            continue
