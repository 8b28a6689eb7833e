"""Whether a credit list changed since a page was told of it last, and who else is here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from productions.credits.services.billing import read_version
from productions.entry.services.credit_list_rows import EVERY_EDITION, compute_marker, read_list_rows
from productions.entry.services.sheet_news import Visit, keep_visit
from productions.entry.services.sheet_places import SheetPlace
from productions.operations.services.transactions import run_in_transaction
from productions.users.models import User


def tell_list_news(place: SheetPlace, *, visit: Visit, user: User, now: datetime) -> dict[str, Any]:
    """The marker of the list as it is now, and the other tabs of it and of the cut sheet. A fixed number of queries.

    `visit` names a row where that of the cut sheet names a cut.
    """
    others = run_in_transaction(lambda: keep_visit(place, visit, user=user, now=now))
    version = read_version(place.production, place.episode, EVERY_EDITION)
    return {"marker": compute_marker(version, read_list_rows(place)), "others": others}
