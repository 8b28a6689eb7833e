"""Files on the import page, from the upload until they are entered: each act on one is asked for here, and done by `import_runs`.

The row is the job, the message a doorbell, as with exports (docs/decisions/0002). A small file is planned and entered in the request, a
large one by the workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.works import Production
from productions.imports.models import ImportAct, ImportBatch, ImportJob
from productions.interchange.sheets.workbook_limits import MAX_FILE_BYTES
from productions.operations.services import leases
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState, MembershipLevel
from productions.shared.intake_choices import PlanGroup
from productions.shared.models import NAME_LENGTH
from productions.shared.names import text_problem
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal, Stale, translate_for_reader
from productions.users import access
from productions.users.models import User

MAX_DIRECT_BYTES = 1_000_000
"""A larger file is planned and entered by the workers."""
MAX_DIRECT_ROWS = 2_000
"""So is one with more rows, and an import of more entries is taken back by them."""
WAITING_LIFETIME = timedelta(hours=24)
"""How long a file waits after somebody last did something with it."""
MAX_WAITING_FILES = 20
"""Of one account in one production."""
WAITING_FIELDS: dict[str, Any] = {"plan": "", "plan_digest": "", "step": ""}
"""What is not true any more once a file is to be planned again."""

import_queued = Signal()
"""Rings after the commit with `uid`: the site connects the queue to it (`registry.doorbells`)."""


def receive_file(production: Production, data: bytes, *, filename: str, by: User, now: datetime) -> ImportJob:
    """Keep a file that somebody brought to the page (editors), to be planned. Raises NotAllowed, Refusal."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    access.require_writing(by)
    if not data.strip():
        raise Refusal(_("There is nothing in it; choose a file, or paste the lines of a table."))
    if len(data) > MAX_FILE_BYTES:
        told = {"size": len(data) / 1_000_000, "most": MAX_FILE_BYTES // (1024 * 1024)}
        raise Refusal(
            _("The file has %(size).1f MB, and at most %(most)d MB are read; split it into several files.")
            % told
        )
    waiting = ImportJob.objects.filter(requested_by=by, production=production, batch=None)
    if waiting.count() >= MAX_WAITING_FILES:
        sentence = ngettext(
            "%d file of yours waits here; enter or discard it first.",
            "%d files of yours wait here; enter or discard some first.",
            MAX_WAITING_FILES,
        )
        raise Refusal(sentence % MAX_WAITING_FILES)
    return ImportJob.objects.create(
        production=production,
        requested_by=by,
        requested_at=now,
        expires_at=now + WAITING_LIFETIME,
        language=get_page_language(),
        filename=filename[-NAME_LENGTH:],
        digest=sha256(data).hexdigest(),
        size=len(data),
        content=data,
        is_large=len(data) > MAX_DIRECT_BYTES,
    )


def explain_file(
    job: ImportJob,
    *,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    worksheets: Sequence[str] | None = None,
    hidden_rows: bool | None = None,
) -> ImportJob:
    """Say how a file that waits is to be read, and what its choices are answered with; what is None stays. It is planned again."""
    given = {
        "answers": answers,
        "columns": columns,
        "worksheets": worksheets,
        "hidden_rows": hidden_rows,
    }
    said = {name: value for name, value in given.items() if value is not None}
    require_storable([*(answers or {}).items(), *(columns or {}).items(), worksheets or ()])
    return request_act(job, ImportAct.PLAN, now=now, **said, **WAITING_FIELDS)


def request_entering(job: ImportJob, *, accepted: str, now: datetime) -> ImportJob:
    """Ask that a file be entered as the plan of this digest says. Raises Stale where that is not the plan that the row has."""
    if not accepted or job.plan_digest != accepted:
        raise Stale(_("The plan is another one by now; look at it again, and accept that."))
    return request_act(job, ImportAct.ENTER, now=now)


def request_undo(batch: ImportBatch, *, by: User, now: datetime, reason: str) -> ImportJob:
    """Ask that an import be taken back (editors). Raises NotAllowed; Refusal where somebody is at it, or it was taken back before."""
    assert batch.production is not None
    access.require_level(by, batch.production, MembershipLevel.EDITOR)
    access.require_writing(by)
    if batch.undone_at is not None:
        raise Refusal(_("This import was taken back already."))
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why.")]})
    require_storable([[reason]])
    if ImportJob.objects.of_state(*OPEN_EXPORT_STATES).filter(batch=batch, act=ImportAct.UNDO).exists():
        raise Refusal(_("This import is being taken back right now."))
    return ImportJob.objects.create(
        production=batch.production,
        requested_by=by,
        requested_at=now,
        expires_at=now + WAITING_LIFETIME,
        act=ImportAct.UNDO,
        language=get_page_language(),
        filename=batch.filename,
        batch=batch,
        reason=reason,
        is_large=is_large_import(batch),
    )


def is_large_import(batch: ImportBatch) -> bool:
    """Whether it entered or changed more credits, cuts or placements than a request takes back."""
    figures = batch.figures
    touched = figures.get(PlanGroup.NEW, 0) + figures.get(PlanGroup.CHANGED, 0)
    return bool(max(figures.get("credits", 0), touched) > MAX_DIRECT_ROWS)


def require_storable(groups: Iterable[Iterable[str]]) -> None:
    """Raise Refusal for a text with a NUL character, which no form sends and PostgreSQL does not keep."""
    for text in chain.from_iterable(groups):
        if "\0" in text and (problem := text_problem(text, limit=len(text))):
            raise Refusal(translate_for_reader(problem))


def request_act(job: ImportJob, act: ImportAct, *, now: datetime, **values: Any) -> ImportJob:
    """Queue an act on a file, in the language of whoever asks. Raises Refusal while another one goes on."""
    free = ImportJob.objects.filter(pk=job.pk).exclude(state__in=OPEN_EXPORT_STATES)
    values |= {"act": act, "state": ExportState.QUEUED, "attempts": 0, "told": [], "lease_until": None}
    values |= {"language": get_page_language(), "expires_at": now + WAITING_LIFETIME}
    if not free.exclude(batch__isnull=False).update(**values):
        raise Refusal(_("Something else is being done with this file; wait until that is done."))
    job.refresh_from_db()
    return job


def queue_large(job: ImportJob) -> None:
    """Have the workers do what is to be done with a file."""
    transaction.on_commit(lambda: announce_job(job.uid))


def announce_job(uid: UUID) -> None:
    """Tell the queue. When the broker is away the row waits for the sweep."""
    import_queued.send_robust(sender=ImportJob, uid=uid)


def cancel_job(job: ImportJob) -> None:
    """Stop what is being done: whoever works on it stores nothing of it, since its token is old. Raises Refusal where it is done."""
    running = ImportJob.objects.filter(pk=job.pk, state__in=OPEN_EXPORT_STATES)
    ended = {"state": ExportState.CANCELLED, "token": F("token") + 1, "lease_until": None, "step": ""}
    if not running.update(**ended):
        raise Refusal(_("It was done already."))


def discard_file(job: ImportJob) -> None:
    """Forget a file; whoever works on it stores nothing of it."""
    ImportJob.objects.filter(pk=job.pk).delete()


def filter_free_jobs() -> Any:
    """Jobs that nobody works on: queued, or running under a lease that has run out."""
    return ImportJob.objects.filter(
        Q(state=ExportState.QUEUED) | Q(state=ExportState.RUNNING) & leases.has_run_out()
    )


def list_waiting_jobs() -> list[UUID]:
    """Those that nobody works on, oldest first."""
    return list(filter_free_jobs().order_by("requested_at", "pk").values_list("uid", flat=True)[:100])


def forget_import_jobs(*, now: datetime) -> int:
    """Delete what nobody has touched for a day; returns how many."""
    busy = Q(state=ExportState.RUNNING) & ~leases.has_run_out()
    return int(ImportJob.objects.filter(expires_at__lt=now).exclude(busy).delete()[0])


def drop_waiting_files(productions: Any, **signal: Any) -> int:
    """Delete the files that wait in these productions, where somebody withholds a name: they may hold it (H16)."""
    return int(ImportJob.objects.filter(production__in=productions).delete()[0])
