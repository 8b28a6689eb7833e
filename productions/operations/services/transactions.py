"""One transaction for all that a door does at once; where the database takes it back for another's sake, it is done again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils.translation import gettext as _

from productions.operations.services.database_errors import Trouble, classify_error
from productions.shared.refusals import NotNow
from productions.shared.time_limits import TimeLimitExceeded

T = TypeVar("T")

MAX_ATTEMPTS = 4
"""How often a transaction is begun that others keep crossing."""
PAUSE_SECONDS = 0.05
"""About how long before the second attempt, doubled before each further one; two that crossed must not meet again."""
RETRY_AFTER_SECONDS = {Trouble.AWAY: 5, Trouble.BUSY: 2, Trouble.CROSSED: 1}
"""Seconds after which it is worth asking again."""


def run_in_transaction(work: Callable[[], T], *, attempts: int = MAX_ATTEMPTS) -> T:
    """Do `work` in one transaction, again where it met a deadlock or another's change; returns what it returns.

    `work` reads what it changes by itself: what an attempt that was taken back left in memory is not true. Where it
    cannot, give `attempts=1`. Raises NotNow where the database is busy or away; inside another transaction nothing is
    repeated, since that one was taken back as a whole.
    """

    def work_whole() -> T:
        with transaction.atomic():
            return work()

    if connection.in_atomic_block:
        return work_whole()
    try:
        return repeat_crossed(work_whole, attempts=attempts)
    except (Error, TimeLimitExceeded) as error:
        trouble = classify_error(error)
        if trouble is None:
            raise
        raise make_not_now(trouble) from error


def repeat_crossed(work: Callable[[], T], *, attempts: int = MAX_ATTEMPTS) -> T:
    """Do `work`, which begins its transactions by itself, again where one met a deadlock or another's change.

    For whatever may be done twice. Every other error of the database, and the last of `attempts`, is raised as it is. Inside a
    transaction nothing is repeated.
    """
    for attempt in range(1, attempts + 1):
        try:
            return work()
        except Error as error:
            if (
                connection.in_atomic_block
                or classify_error(error) is not Trouble.CROSSED
                or attempt == attempts
            ):
                raise
        time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
    raise AssertionError("unreachable")


def make_not_now(trouble: Trouble) -> NotNow:
    """The sentence for whoever waits, and when to ask again."""
    sentences = {
        Trouble.AWAY: _("The database does not answer; try again in a moment."),
        Trouble.BUSY: _(
            "Somebody else is saving right now, so nothing of yours has been saved yet; try again in a moment."
        ),
        Trouble.CROSSED: _(
            "Others changed the same entries at the same time, and nothing of yours was saved; try again."
        ),
        Trouble.LATE: _("This took longer than %d s; request less at a time.") % settings.REQUEST_SECONDS,
        Trouble.TOO_LONG: _("This took longer than %d s; request less at a time.")
        % settings.STATEMENT_SECONDS,
    }
    seconds = RETRY_AFTER_SECONDS.get(trouble, settings.STATEMENT_SECONDS)
    return NotNow(sentences[trouble], wait=timedelta(seconds=seconds))
