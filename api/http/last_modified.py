"""Last-Modified: when anything in the registry changed last, which no answer can be younger than.

That is the moment of the ledger's newest event, read in the list's own query. An event carries the moment when its verb
began and is seen when its transaction is committed, so for `LOOK_BACK_SECONDS` seconds a moment is not settled: an older
transaction may still be open. Until then an answer carries a moment that no later one can have, and only its ETag can
be asked about. The software's start counts as a change too, since a new version may show other members.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

LOOK_BACK_SECONDS = 900
"""Seconds: longer than any transaction of ours."""
STARTED = int(time.time())
"""When this process started, in seconds of Unix time."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """`stamp` to send as Last-Modified (seconds of Unix time), and whether a reader's own stamp may be compared with it."""

    stamp: int
    settled: bool


def assess_freshness(moment: int | None, *, now: float) -> Freshness:
    """How an answer stands whose newest event is of this moment; None where the ledger has none."""
    changed = max(moment or 0, STARTED)
    if changed < now - LOOK_BACK_SECONDS:
        return Freshness(changed, True)
    return Freshness(changed - LOOK_BACK_SECONDS - 1, False)
