"""What all jobs that end with files have in common: how they are closed without any."""

from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from productions.domain.ledger import record_event
from productions.models import User
from productions.models.output import Job
from productions.vocabulary import ExportState

J = TypeVar("J", bound=Job)


def end(job: J, state: ExportState, *, error: str, now: datetime, by: User | None = None) -> J:
    """Close a job without files, and fence off whoever still works on it."""
    before = job.state
    job.state, job.error, job.finished_at, job.lease_until = state, error, now, None
    job.token += 1
    for name in job.WHILE_OPEN:
        setattr(job, name, None)
    job.save(update_fields=["state", "error", "finished_at", "lease_until", "token", *job.WHILE_OPEN])
    changes = {"state": [before, str(state)]}
    record_event(job, action=str(state), changes=changes, by=by, now=now, reason=error)
    return job


def give_up(job: J, *, now: datetime) -> J:
    """Close a job that was started as often as it may be."""
    error = _("It was stopped %d times before it could finish; look at the worker's log.")
    return end(job, ExportState.FAILED, error=error % job.attempts, now=now)
