"""What all jobs that end with files have in common: how they are closed without any."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from productions.exports.models import Job
from productions.ledger.services.ledger import record_event
from productions.shared.choices import ExportState
from productions.shared.refusals import translate_to_japanese
from productions.shared.sentences import Sentence
from productions.users.models import User

J = TypeVar("J", bound=Job)


def end_job(
    job: J, state: ExportState, *, now: datetime, error: Sequence[Sentence] = (), by: User | None = None
) -> J:
    """Close a job without files, and fence off whoever still works on it.

    `error` is the reason, and what would do instead; the row has both in English and Japanese.
    """
    before = job.state
    job.state, job.finished_at, job.lease_until = state, now, None
    job.error, job.error_ja = " ".join(map(str, error)), "\n・".join(map(translate_to_japanese, error))
    job.token += 1
    for name in job.WHILE_OPEN:
        setattr(job, name, None)
    ended = ["state", "error", "error_ja", "finished_at", "lease_until", "token"]
    job.save(update_fields=[*ended, *job.WHILE_OPEN])
    changes = {"state": [before, str(state)]}
    record_event(job, action=str(state), changes=changes, by=by, now=now, reason=job.error)
    return job


def give_up_job(job: J, *, now: datetime) -> J:
    """Close a job that was started as often as it may be."""
    error = Sentence(
        "It was stopped %(times)d time before it could finish; look at the worker's log.",
        "It was stopped %(times)d times before it could finish; look at the worker's log.",
        "times",
        times=job.attempts,
    )
    return end_job(job, ExportState.FAILED, error=[error], now=now)
