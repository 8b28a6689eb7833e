"""What all jobs that end with files have in common: how they are closed without any."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from productions.exports.models import Job
from productions.ledger.services.ledger import record_event
from productions.shared.choices import ExportState
from productions.shared.reader_texts import build_sentence_columns
from productions.shared.sentences import Sentence
from productions.users.models import User

J = TypeVar("J", bound=Job)


def end_job(
    job: J, state: ExportState, *, now: datetime, error: Sequence[Sentence] = (), by: User | None = None
) -> J:
    """Close a job without files, and fence off whoever still works on it.

    `error` is the reason, and what would do instead; the row has both in every language of the site.
    """
    before = job.state
    job.state, job.finished_at, job.lease_until = state, now, None
    texts = set_job_error(job, *error)
    job.token += 1
    for name in job.WHILE_OPEN:
        setattr(job, name, None)
    ended = ["state", *texts, "finished_at", "lease_until", "token"]
    job.save(update_fields=[*ended, *job.WHILE_OPEN])
    changes = {"state": [before, str(state)]}
    record_event(job, action=str(state), changes=changes, by=by, now=now, reason=job.error)
    return job


def set_job_error(job: Job, *error: Sentence) -> tuple[str, ...]:
    """Write the sentences into the row, which is not saved; returns the columns. Without a sentence they are empty."""
    texts = build_sentence_columns(type(job), "error", *error)
    for name, text in texts.items():
        setattr(job, name, text)
    return tuple(texts)


def give_up_job(job: J, *, now: datetime) -> J:
    """Close a job that was started as often as it may be."""
    error = Sentence(
        "It was stopped %(times)d time before it could finish; look at the worker's log.",
        "It was stopped %(times)d times before it could finish; look at the worker's log.",
        "times",
        times=job.attempts,
    )
    return end_job(job, ExportState.FAILED, error=[error], now=now)
