"""Where the feed starts for a moment: its numbers are nearly in the order of their moments, so few rows are looked at.

An event carries the moment when its verb began and gets its number after its transaction, so a number may be older than
the one before it, but by no more than the longest transaction. Numbers are searched by halving, with that much slack, on
the index that they have; an index of moments would make every write dearer for a question that a mirror asks once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from api.http.last_modified import LOOK_BACK_SECONDS
from productions.ledger.services.ledger import read_newest_number
from productions.models import Event

LONGEST_TRANSACTION = timedelta(seconds=LOOK_BACK_SECONDS)


def find_number_before(moment: datetime) -> int:
    """The number after which the feed has everything of this moment and later; the newest one where there is nothing."""
    newest = read_newest_number()
    rows: Any = Event.objects.exclude(seq=None).order_by("seq")
    early, late = 0, newest + 1
    while late - early > 1:
        middle = (early + late) // 2
        seq, at = rows.filter(seq__gte=middle).values_list("seq", "at")[0]
        if at + LONGEST_TRANSACTION < moment:
            early = seq
        else:
            late = middle
    first = rows.filter(seq__gt=early, at__gte=moment).values_list("seq", flat=True)[:1]
    return int(next(iter(first), newest + 1)) - 1
