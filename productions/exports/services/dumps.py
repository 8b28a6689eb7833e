"""Dumps of the public registry: a row is the job, a message only a doorbell.

What a dump holds is the API's affair (`api.dumps`); here is when one is made, by whom, and which keep their files.
"""

import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.exports.models import Dump
from productions.exports.queries import DumpQuerySet
from productions.exports.services.jobs import end_job, give_up_job, set_job_error
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import create_entity
from productions.operations.services import leases
from productions.operations.services.leases import Lease, LeaseLost
from productions.operations.services.name_lock import share_names
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.users import access
from productions.users.models import User

logger = logging.getLogger(__name__)
FIRST_RETRY_WAIT = timedelta(minutes=10)
"""Before a night's dump that failed is tried again; 10, 20, 40 and 80 minutes, so all in one night."""
dump_queued = Signal()
"""Rings after the commit with `uid`: the site connects the queue to it (`registry.doorbells`)."""


def get_dumps_folder() -> Path:
    """Where the folders of all dumps are, each under its uid; those that begin with a dot are not finished."""
    return Path(settings.MEDIA_ROOT) / "dumps"


@transaction.atomic
def request_dump(*, by: User | None, now: datetime) -> Dump:
    """Ask for a dump now (superusers only). Raises NotAllowed, and Refusal while another one is being made."""
    access.require_superuser(by)
    if Dump.objects.filter(state__in=OPEN_EXPORT_STATES).exists():
        raise Refusal(_("A dump is already being made; wait for it, or cancel it first."))
    return queue_dump(Dump(requested_by=by, requested_at=now), by=by, now=now)


@transaction.atomic
def request_nightly_dump(*, now: datetime) -> Dump | None:
    """Ask for the dump of the night when its hour has come, once a night; later too, where no worker was there.

    One that failed is asked for again when it is time (`find_next_try`).
    """
    local = timezone.localtime(now)
    if local.hour < settings.DUMP_HOUR:
        return None
    tonight = Dump.objects.select_for_update().filter(night=local.date()).first()
    if tonight is None:
        return queue_dump(Dump(requested_at=now, night=local.date()), by=None, now=now)
    again = find_next_try(tonight)
    return ask_again(tonight, now=now) if again is not None and again <= now else None


def find_next_try(dump: Dump) -> datetime | None:
    """When a night's dump that failed is tried again; None for one that is not.

    As often as a dump may be started, each time after twice as long, unless another dump is whole or under way by then.
    """
    newer = Dump.objects.filter(requested_at__gt=dump.requested_at)
    newer = newer.filter(state__in=[*OPEN_EXPORT_STATES, ExportState.DONE])
    failed = dump.night is not None and dump.state == ExportState.FAILED and dump.finished_at is not None
    if not failed or dump.attempts >= settings.EXPORT_MAX_ATTEMPTS or newer.exists():
        return None
    assert dump.finished_at is not None
    wait: timedelta = FIRST_RETRY_WAIT * 2 ** max(dump.attempts - 1, 0)
    return dump.finished_at + wait


def ask_again(dump: Dump, *, now: datetime) -> Dump:
    """Queue a dump that failed once more; its attempts go on counting."""
    dump.state, dump.progress, dump.finished_at = ExportState.QUEUED, 0, None
    texts = set_job_error(dump)
    dump.save(update_fields=["state", "progress", "finished_at", *texts])
    changes = {"state": [ExportState.FAILED, ExportState.QUEUED]}
    record_event(dump, action="requested again", changes=changes, by=None, now=now)
    transaction.on_commit(lambda: dump_queued.send_robust(sender=Dump, uid=dump.uid))
    return dump


def find_failed_night() -> Dump | None:
    """The newest night's dump, if it failed and no whole one came after it: staff are told."""
    newest = Dump.objects.exclude(night=None).order_by("-night").first()
    if newest is None or newest.state != ExportState.FAILED:
        return None
    whole = Dump.objects.filter(state=ExportState.DONE, requested_at__gt=newest.requested_at)
    return None if whole.exists() else newest


def queue_dump(dump: Dump, *, by: User | None, now: datetime) -> Dump:
    create_entity(dump, by=by, now=now, action="requested")
    # When the broker is away the row waits for the sweep, so failing here loses nothing.
    transaction.on_commit(lambda: dump_queued.send_robust(sender=Dump, uid=dump.uid))
    return dump


def list_waiting_dumps() -> list[UUID]:
    """Dumps that nobody works on, oldest first."""
    return list(filter_free_dumps().order_by("requested_at", "pk").values_list("uid", flat=True)[:10])


def filter_free_dumps() -> DumpQuerySet[Dump]:
    return Dump.objects.filter(
        Q(state=ExportState.QUEUED) | Q(state=ExportState.RUNNING) & leases.has_run_out()
    )


def filter_running_dumps() -> DumpQuerySet[Dump]:
    return Dump.objects.filter(state=ExportState.RUNNING)


@transaction.atomic
def take_dump(uid: UUID, *, now: datetime) -> Lease | None:
    """Take the dump's lease, or None when it is finished or somebody works on it. The last attempt failed: it fails."""
    share_names()
    lease = leases.acquire_lease(
        filter_free_dumps().filter(attempts__lt=settings.EXPORT_MAX_ATTEMPTS),
        uid=uid,
        seconds=settings.DUMP_LEASE_SECONDS,
        state=ExportState.RUNNING,
        progress=0,
    )
    spent = filter_free_dumps().filter(uid=uid).first() if lease is None else None
    if spent is not None:
        log_failure(give_up_job(spent, now=now))
    return lease


def report_dump(lease: Lease, *, share: float) -> None:
    """Store the percentage and lengthen the lease. Raises LeaseLost when it is ours no more."""
    seconds = settings.DUMP_LEASE_SECONDS
    leases.extend_lease(filter_running_dumps(), lease, seconds=seconds, progress=round(share * 100))


@transaction.atomic
def finish_dump(lease: Lease, *, draft: Path, manifest: str, last_seq: int, size: int, now: datetime) -> Dump:
    """Mark the dump done and put its folder in its place, if the lease is still ours. Raises LeaseLost."""
    leases.update_held(
        filter_running_dumps(),
        lease,
        state=ExportState.DONE,
        progress=100,
        lease_until=None,
        finished_at=now,
        manifest=manifest,
        last_seq=last_seq,
        size=size,
    )
    dump = Dump.objects.get(uid=lease.uid)
    changes = {"state": [ExportState.RUNNING, ExportState.DONE], "last_seq": [None, last_seq]}
    record_event(dump, action="finished", changes=changes, by=None, now=now)
    # Last, so that the folder is still beside its place when the database takes the rest back.
    draft.rename(get_dumps_folder() / str(lease.uid))
    return dump


@transaction.atomic
def fail_dump(lease: Lease, *, error: Sentence, now: datetime) -> Dump | None:
    """Mark the dump failed with a sentence for people, if the lease is still ours."""
    dump = leases.filter_held(filter_running_dumps(), lease).first()
    return log_failure(end_job(dump, ExportState.FAILED, error=[error], now=now)) if dump else None


def log_failure(dump: Dump) -> Dump:
    logger.error("Dump %s failed at its try %d: %s", dump.uid, dump.attempts, dump.error)
    return dump


def hand_back_dump(lease: Lease) -> None:
    """Let another worker begin anew at once; nothing when the lease is ours no more."""
    with suppress(LeaseLost):
        leases.release_lease(filter_running_dumps(), lease, state=ExportState.QUEUED, progress=0)
        dump_queued.send_robust(sender=Dump, uid=lease.uid)


@transaction.atomic
def cancel_dump(dump: Dump, *, by: User | None, now: datetime) -> Dump:
    """Stop a dump (superusers only): a worker in the middle of it notices at its next slice and leaves nothing."""
    access.require_superuser(by)
    current = Dump.objects.select_for_update().get(pk=dump.pk)
    if current.state not in OPEN_EXPORT_STATES:
        raise Refusal(_("This dump is already %s.") % current.get_state_display())
    return end_job(current, ExportState.CANCELLED, now=now, by=by)


@transaction.atomic
def retire_dumps(*, now: datetime) -> list[UUID]:
    """Let go of all finished dumps but the newest DUMPS_KEPT; whose files may be deleted now."""
    kept = Dump.objects.with_files().values_list("pk", flat=True)[: settings.DUMPS_KEPT]
    old = list(Dump.objects.with_files().exclude(pk__in=list(kept)))
    for dump in old:
        dump.dropped_at = now
        dump.save(update_fields=["dropped_at"])
        record_event(dump, action="retired", changes={"dropped_at": [None, now]}, by=None, now=now)
    return [dump.uid for dump in old]


@transaction.atomic
def withdraw_dumps(*, now: datetime) -> None:
    """Somebody withheld their name: what was dumped before is given out no more, and a new dump takes its place.

    A dump that is being made begins anew, and whoever works on it is fenced off.
    """
    open_dumps = Dump.objects.filter(state__in=OPEN_EXPORT_STATES)
    open_dumps.update(state=ExportState.QUEUED, token=F("token") + 1, lease_until=None)
    withdrawn = list(Dump.objects.with_files())
    for dump in withdrawn:
        # Names could be tried against the digests of its files.
        dump.withdrawn, dump.dropped_at, dump.manifest = True, now, ""
        dump.save(update_fields=["withdrawn", "dropped_at", "manifest"])
        record_event(dump, action="withdrawn", changes={"dropped_at": [None, now]}, by=None, now=now)
    transaction.on_commit(partial(delete_folders, [dump.uid for dump in withdrawn]))
    if withdrawn and not Dump.objects.filter(state__in=OPEN_EXPORT_STATES).exists():
        queue_dump(Dump(requested_at=now), by=None, now=now)


def delete_folders(uids: Sequence[UUID]) -> None:
    """Delete the files of dumps."""
    for uid in uids:
        shutil.rmtree(get_dumps_folder() / str(uid), ignore_errors=True)
