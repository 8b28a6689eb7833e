"""What is done with a file on the import page: planned, entered, or an import taken back; in a request or by a worker.

Whoever does it has the row's lease. What is stored for good is stored in one transaction with the end of the job, so that a worker that
is killed, or a job that is cancelled, leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from productions.imports.models import ImportAct, ImportBatch, ImportJob
from productions.imports.queries import ImportJobQuerySet
from productions.imports.services.entering import SheetRefused
from productions.imports.services.file_imports import (
    SentFile,
    enter_sent_file,
    plan_sent_file,
    read_sent_file,
)
from productions.imports.services.import_jobs import MAX_DIRECT_ROWS, announce_job, filter_free_jobs
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.page_plans import describe_page_plan
from productions.imports.services.said_files import (
    count_file_rows,
    keep_said,
    list_choice_answers,
    read_said_of_file,
)
from productions.imports.services.undoing import undo_import
from productions.imports.services.undone_import import UndoneImport
from productions.operations.services import leases
from productions.operations.services.heartbeats import keep_beating
from productions.operations.services.leases import Lease, LeaseLost
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal, Stale
from productions.users.models import User

Clock = Callable[[], datetime]
DIRECT_LEASE_SECONDS = 120
"""Longer than a request may last, which gives no signs of life."""
MAX_TOLD = 50
"""Sentences of a refusal that the page shows."""
MAX_LEFT = 500
"""Sentences about what an undo has left."""


class TooLargeHere(Exception):
    """The file has more rows than a request plans."""


def run_import_job(uid: UUID, *, clock: Clock) -> None:
    """Do what a job asks for, as a worker: with signs of life, and handed back when the worker is to end. Nothing where somebody has it."""
    seconds = settings.EXPORT_LEASE_SECONDS
    lease = take_job_lease(uid, seconds=seconds)
    if lease is None:
        return
    alive = partial(leases.extend_lease, filter_running_jobs(), lease, seconds=seconds)
    with keep_beating(alive, seconds=seconds / 3):
        do_job(lease, clock=clock)


def run_direct_job(job: ImportJob, *, clock: Clock) -> None:
    """Do what a job asks for, in the request that asked; a file that proves to be large is left to the workers."""
    lease = take_job_lease(job.uid, seconds=DIRECT_LEASE_SECONDS)
    if lease is not None:
        do_job(lease, clock=clock, most_rows=MAX_DIRECT_ROWS)


def take_job_lease(uid: UUID, *, seconds: float) -> Lease | None:
    """The lease of a job that nobody works on. One that was begun too often fails."""
    free = filter_free_jobs()
    lease = leases.acquire_lease(
        free.filter(attempts__lt=settings.EXPORT_MAX_ATTEMPTS),
        uid=uid,
        seconds=seconds,
        state=ExportState.RUNNING,
        step="",
    )
    if lease is None:
        give_up_spent_job(free.filter(uid=uid, attempts__gte=settings.EXPORT_MAX_ATTEMPTS))
    return lease


def give_up_spent_job(spent: ImportJobQuerySet[ImportJob]) -> None:
    """Fail a job that was begun too often, if it is one, with a sentence in the language of whoever asked."""
    for language in spent.values_list("language", flat=True):
        with translation.override(language):
            told = _("It was stopped several times before it could finish; look at the worker's log.")
        spent.update(state=ExportState.FAILED, told=[told], lease_until=None)


def do_job(lease: Lease, *, clock: Clock, most_rows: int | None = None) -> None:
    """Do the job of a lease, and say in its row how it ended."""
    acts = {ImportAct.PLAN: plan_job, ImportAct.ENTER: enter_job, ImportAct.UNDO: undo_job}
    job = (
        ImportJob.objects.select_related("production", "requested_by", "batch").filter(uid=lease.uid).first()
    )
    if job is None:
        return
    with translation.override(job.language):
        try:
            acts[ImportAct(job.act)](job, lease, clock=clock, most_rows=most_rows)
        except LeaseLost:
            return
        except TooLargeHere:
            hand_back_job(lease, is_large=True)
        except Refusal as refusal:
            fail_job(lease, refusal.reasons)
        except (SystemExit, KeyboardInterrupt):
            hand_back_job(lease)
            raise
        except Exception:
            fail_job(
                lease,
                [_("It stopped because of an error of the site; whoever runs it finds it in the log.")],
            )
            raise


def fail_job(lease: Lease, told: Sequence[str]) -> None:
    """End a job that came to nothing, with the sentences why; nothing where it is ours no more."""
    with suppress(LeaseLost):
        end_import_job(lease, state=ExportState.FAILED, told=list(told)[:MAX_TOLD])


def plan_job(job: ImportJob, lease: Lease, *, clock: Clock, most_rows: int | None) -> None:
    """Plan a file, and keep the plan for the page. Raises TooLargeHere, Refusal, LeaseLost."""
    store_page_plan(job, lease, read_job_file(job, lease, most_rows=most_rows), told=())


def read_job_file(job: ImportJob, lease: Lease, *, most_rows: int | None = None) -> SentFile:
    """The rows of the file. Raises TooLargeHere where they are more than `most_rows`."""
    tell_step(lease, step="read")
    data = bytes(job.content)
    said = read_said_of_file(job, data)
    file = read_sent_file(job.production, data, filename=job.filename, by=job.requested_by, said=said)
    rows = count_file_rows(file)
    tell_step(lease, step="compare", row_count=rows)
    if most_rows is not None and rows > most_rows:
        raise TooLargeHere
    return file


def store_page_plan(job: ImportJob, lease: Lease, file: SentFile, *, told: Sequence[str]) -> None:
    """Plan what was read, and end the job with that plan; `told` is why it was not entered."""
    try:
        plan = plan_answered(job, file)
    except Refusal as refusal:
        if "choices" not in refusal.fields:
            raise
        # What was answered fits no more, as when the person was merged meanwhile: all of it is asked again.
        told, job.answers = [*told, *refusal.reasons], keep_said(job.answers)
        plan = plan_answered(job, file)
    end_import_job(
        lease,
        answers=job.answers,
        act=ImportAct.PLAN,
        state=ExportState.DONE,
        plan=json.dumps(describe_page_plan(plan), ensure_ascii=False),
        plan_digest=plan.digest,
        told=list(told)[:MAX_TOLD],
    )


def plan_answered(job: ImportJob, file: SentFile) -> ImportPlan:
    """The plan with the answers that the row has. Raises Refusal."""
    answers = list_choice_answers(job)
    answered = partial(plan_sent_file, job.production, file, by=job.requested_by, answers=answers)
    return run_in_transaction(answered)


def enter_job(job: ImportJob, lease: Lease, *, clock: Clock, most_rows: int | None) -> None:
    """Enter a file as its plan says; where the plan is another one by now, or is refused, that is told with the new one."""
    file = read_job_file(job, lease)
    tell_step(lease, step="store")

    def work() -> None:
        _plan, batch = enter_sent_file(
            job.production,
            file,
            by=job.requested_by,
            now=clock(),
            answers=list_choice_answers(job),
            accepted=job.plan_digest,
        )
        end_import_job(lease, state=ExportState.DONE, batch=batch, content=b"", plan="", answers={}, told=[])

    try:
        run_in_transaction(work)
    except (Stale, SheetRefused) as refusal:
        store_page_plan(job, lease, file, told=refusal.reasons)


def undo_job(job: ImportJob, lease: Lease, *, clock: Clock, most_rows: int | None) -> None:
    """Take an import back, and keep what was taken back for the page."""
    batch = job.batch
    assert batch is not None
    tell_step(lease, step="undo")

    def work() -> None:
        undone = undo_import(batch, by=job.requested_by, now=clock(), reason=job.reason)
        counts = {"removed": undone.removed, "changed": undone.changed, "restored": undone.restored}
        outcome = counts | {"left": undone.left[:MAX_LEFT], "left_count": len(undone.left)}
        end_import_job(lease, state=ExportState.DONE, outcome=outcome, told=[])

    run_in_transaction(work)


def preview_undo(batch: ImportBatch, *, by: User, now: datetime) -> UndoneImport:
    """What taking an import back would do: it is done, and nothing of it is stored. Raises Refusal."""

    def work() -> UndoneImport:
        undone = undo_import(batch, by=by, now=now, reason=_("a look at what it would do"))
        transaction.set_rollback(True)
        return undone

    return run_in_transaction(work)


def filter_running_jobs() -> ImportJobQuerySet[ImportJob]:
    return ImportJob.objects.of_state(ExportState.RUNNING)


def tell_step(lease: Lease, **values: Any) -> None:
    """Say in the row what is done now. Raises LeaseLost when the job was cancelled, or is another's."""
    leases.update_held(filter_running_jobs(), lease, **values)


def end_import_job(lease: Lease, **values: Any) -> None:
    """End a job. Raises LeaseLost when it was cancelled, or is another's."""
    leases.update_held(filter_running_jobs(), lease, lease_until=None, step="", **values)


def hand_back_job(lease: Lease, **values: Any) -> None:
    """Let a worker begin anew at once; nothing when the lease is ours no more."""
    with suppress(LeaseLost):
        leases.release_lease(filter_running_jobs(), lease, state=ExportState.QUEUED, step="", **values)
        announce_job(lease.uid)
