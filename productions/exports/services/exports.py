"""Exports: a row is the job, a message only a doorbell.

A worker takes the row's lease (`leases`), up to a number of attempts.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.exports.formats import PACKAGE
from productions.exports.models import Export
from productions.exports.queries import ExportQuerySet
from productions.exports.services.export_orders import (
    freeze_roll,
    list_ordered_formats,
    require_export_room,
)
from productions.exports.services.export_progress import (
    Clock,
    FrameProgress,
    ProgressReporter,
    Stopping,
    Tell,
    WorkerStops,
    never_stopping,
    tell_nobody,
)
from productions.exports.services.export_queue import filter_free_exports, list_next_exports
from productions.exports.services.export_repeats import list_change_notes
from productions.exports.services.export_writing import WrittenExport, get_export_suffix, write_export
from productions.exports.services.film_exports import (
    FILM_FORMATS,
    delete_drafts,
    get_exports_folder,
    name_draft,
    name_scratch,
)
from productions.exports.services.jobs import end_job, give_up_job
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import create_entity
from productions.operations.services import leases
from productions.operations.services.heartbeats import keep_beating
from productions.operations.services.leases import Lease, LeaseLost
from productions.operations.services.name_lock import share_names
from productions.operations.services.transactions import repeat_crossed
from productions.releases.models.releases import Release
from productions.releases.services.roll_requests import read_roll_document
from productions.rollkit.errors import RollRefused
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState, MembershipLevel
from productions.shared.disk import DISK_FULL
from productions.shared.reader_texts import build_sentence_columns
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.shared.site_languages import WORK_LANGUAGE
from productions.users import access
from productions.users.models import User

export_queued = Signal()
"""Rings after the commit with `uid`: the site connects the queue to it (`registry.doorbells`); the domain knows no queue."""


@transaction.atomic
def request_export(
    production: Production,
    *,
    format: str = "",
    formats: Sequence[str] = (),
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    edition: str = "",
    release: Release | None = None,
    language: str = WORK_LANGUAGE,
    delivery: Mapping[str, Any] | None = None,
) -> Export:
    """Ask for a file of `release`, or of the working copy when there is none (editors only): in one `format`, or a package of `formats`.

    What is exported is frozen now, with who approved it, so a retry gives the same bytes. `delivery` are the plain values of a
    `productions.rollkit.screen_spec.ScreenSpec`, for formats on screen; what is absent is as usual, the rate the
    production's. Its template is a name, a name with a version, or whole. Of a package all can be made, or nothing is. Raises NotAllowed,
    TooMany, Refusal.
    """
    ordered = list_ordered_formats(format, formats)
    access.require_level(by, production, MembershipLevel.VIEWER if release else MembershipLevel.EDITOR)
    access.require_writing(by)
    require_export_room(by, now=now)
    share_names()
    if release is not None:
        episode, edition = release.episode, release.edition
    roll = read_roll_document(production, episode=episode, edition=edition, release=release)
    frozen = freeze_roll(
        production, edition, roll, ordered, language=language, delivery=delivery or {}, packed=bool(formats)
    )
    export = Export(
        production=production,
        episode=episode,
        edition=edition,
        release=release,
        format=PACKAGE if formats else format,
        formats=list(ordered) if formats else [],
        has_films=any(each in FILM_FORMATS for each in ordered),
        language=language,
        **frozen,
        requested_by=by,
        requested_at=now,
    )
    create_entity(export, by=by, now=now, action="requested")
    transaction.on_commit(lambda: announce_export(export.uid))
    return export


def announce_export(uid: UUID) -> None:
    """Tell the queue. When the broker is away the row waits for the sweep, so failing here loses nothing."""
    export_queued.send_robust(sender=Export, uid=uid)


@transaction.atomic
def take_export_lease(uid: UUID, *, now: datetime) -> Lease | None:
    """Take the export's lease, or None when it is finished or somebody works on it.

    One UPDATE decides, so of two workers one wins. After EXPORT_MAX_ATTEMPTS the export fails.
    """
    lease = leases.acquire_lease(
        filter_free_exports().filter(attempts__lt=settings.EXPORT_MAX_ATTEMPTS),
        uid=uid,
        seconds=settings.EXPORT_LEASE_SECONDS,
        state=ExportState.RUNNING,
        progress=0,
        frames=None,
        frames_done=None,
        seconds_left=None,
    )
    if lease is not None:
        return lease
    spent = filter_free_exports().filter(uid=uid).without_document().first()
    if spent is not None:
        give_up_job(spent, now=now)
        transaction.on_commit(partial(delete_drafts, uid))
    return None


def run_next_export(*, clock: Clock, films: bool, stopping: Stopping = never_stopping) -> Export | None:
    """Make the film, or the file on paper, whose turn it is. None when there is nothing to do, or it was lost or handed back."""
    if stopping():
        return None
    for uid in list_next_exports(films=films):
        if (lease := take_export_lease(uid, now=clock())) is not None:
            return make_export_file(lease, clock=clock, stopping=stopping)
    return None


def run_export(uid: UUID, *, clock: Clock, tell: Tell = tell_nobody) -> Export | None:
    """Make the file of one export, whoever's turn it is. `tell` hears of every frame of a film.

    Returns the finished or failed export, or None when there was nothing to do, or it was lost.
    """
    lease = take_export_lease(uid, now=clock())
    return None if lease is None else make_export_file(lease, clock=clock, tell=tell)


def make_export_file(
    lease: Lease, *, clock: Clock, tell: Tell = tell_nobody, stopping: Stopping = never_stopping
) -> Export | None:
    """Write the file of a leased export beside its place, move it there, finish. None when the lease was lost or handed back."""
    uid = lease.uid
    export = Export.objects.select_related("production", "episode", "release").get(uid=uid)
    folder = get_exports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    delete_drafts(uid)
    draft = folder / name_draft(lease)
    reporter = ProgressReporter(partial(report_export, lease), clock, tell, stopping)
    seconds = settings.EXPORT_LEASE_SECONDS
    alive = partial(leases.extend_lease, filter_running_exports(), lease, seconds=seconds)
    try:
        with keep_beating(alive, seconds=seconds / 3):
            made = write_export(export, draft, scratch=folder / name_scratch(lease), reporter=reporter)
        done = partial(finish_export, export, lease, draft=draft, made=made, now=clock())
        return repeat_crossed(done)  # not the task: a film may have taken hours
    except RollRefused as error:
        return fail_export(lease, error=error.sentences, now=clock())
    except LeaseLost:
        return None
    except WorkerStops:
        hand_back_export(lease)
        return None
    except (SystemExit, KeyboardInterrupt):
        hand_back_export(lease)
        raise
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        told = Sentence(
            "The file could not be written (%(why)s): free some space in %(folder)s and export it again.",
            why=DISK_FULL[error.errno],
            folder=str(folder),
        )
        return fail_export(lease, error=[told], now=clock())
    finally:
        draft.unlink(missing_ok=True)
        (folder / name_scratch(lease)).unlink(missing_ok=True)


def hand_back_export(lease: Lease) -> None:
    """Let another worker begin anew at once; nothing when the lease is ours no more."""
    with suppress(LeaseLost):
        leases.release_lease(
            filter_running_exports(), lease, state=ExportState.QUEUED, progress=0, seconds_left=None
        )
        announce_export(lease.uid)


def report_export(lease: Lease, *, share: float, frames: FrameProgress | None = None) -> None:
    """Store the percentage and the frames, and lengthen the lease. Raises LeaseLost when it is ours no more."""
    leases.extend_lease(
        filter_running_exports(),
        lease,
        seconds=settings.EXPORT_LEASE_SECONDS,
        progress=round(share * 100),
        **(frames.columns() if frames else {}),
    )


def filter_running_exports() -> ExportQuerySet[Export]:
    return Export.objects.filter(state=ExportState.RUNNING)


@transaction.atomic
def finish_export(export: Export, lease: Lease, *, draft: Path, made: WrittenExport, now: datetime) -> Export:
    """Put the file in its place and mark the export done, if the lease is still ours."""
    name = f"exports/{export.uid}.{get_export_suffix(export)}"
    leases.update_held(
        filter_running_exports(),
        lease,
        state=ExportState.DONE,
        progress=100,
        frames_done=F("frames"),
        seconds_left=None,
        lease_until=None,
        finished_at=now,
        file=name,
        size=draft.stat().st_size,
        digest=made.digest,
        notes=[*list_change_notes(export, made.digest), *made.notes],
        files=list(made.files),
        **build_sentence_columns(Export, "error"),
    )
    export.refresh_from_db()
    changes = {"state": [ExportState.RUNNING, ExportState.DONE], "digest": ["", export.digest]}
    record_event(export, action="finished", changes=changes, by=None, now=now)
    # Last, so that the file is still beside its place when the database takes the rest back.
    os.replace(draft, Path(settings.MEDIA_ROOT) / name)
    return export


@transaction.atomic
def fail_export(lease: Lease, *, error: Sequence[Sentence], now: datetime) -> Export | None:
    """Mark the export failed with sentences for people, if the lease is still ours."""
    export = leases.filter_held(filter_running_exports(), lease).without_document().first()
    return end_job(export, ExportState.FAILED, error=error, now=now) if export else None


@transaction.atomic
def cancel_export(export: Export, *, by: User | None, now: datetime) -> Export:
    """Stop an export: a worker in the middle of it notices at its next step and leaves nothing behind."""
    access.require_level(by, export.production, MembershipLevel.EDITOR)
    current = Export.objects.select_for_update().without_document().get(pk=export.pk)
    if current.state not in OPEN_EXPORT_STATES:
        raise Refusal(_("This export is already %s.") % current.get_state_display())
    transaction.on_commit(lambda: delete_drafts(current.uid))
    return end_job(current, ExportState.CANCELLED, now=now, by=by)
