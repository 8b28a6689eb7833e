"""The productions of a user, those first in which somebody worked last, and what of them is ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery

from productions.catalogue.models.works import Production
from productions.exports.models import Export
from productions.ledger.models import Event
from productions.releases.models.releases import Release
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState
from productions.users.models import User

READY_FOR = timedelta(days=7)
"""How long a finished export is told of to whoever asked for it."""


@dataclass(frozen=True, slots=True)
class MyExports:
    """Exports of one production: how many of one's own are ready and when the last of them was; the formats of those that go on."""

    ready: int = 0
    ready_since: datetime | None = None
    open_formats: frozenset[str] = frozenset()


NO_EXPORTS = MyExports()


def list_my_productions(user: User, *, limit: int) -> list[Production]:
    """Those that the user is a member of (a superuser: all), newest work first, with what `is_past_steps` asks. One query."""
    newest = Event.objects.filter(production=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    mine = Production.objects.visible_to(user).annotate(
        worked=Subquery(newest),
        released_done=Exists(Release.objects.filter(production=OuterRef("pk"))),
        exported_done=Exists(Export.objects.filter(production=OuterRef("pk"), state=ExportState.DONE)),
    )
    return list(mine.order_by(F("worked").desc(nulls_last=True), "-pk")[:limit])


def read_my_exports(productions: Iterable[Production], user: User, *, now: datetime) -> dict[int, MyExports]:
    """What is ready and what goes on in these productions, by key. One query."""
    own = Q(
        requested_by=user, state=ExportState.DONE, dropped_at=None, withdrawn_at=None,
        finished_at__gte=now - READY_FOR,
    )  # fmt: skip
    seen = Export.objects.visible_to(user).filter(production__in=[each.pk for each in productions])
    rows = seen.filter(own | Q(state__in=OPEN_EXPORT_STATES)).order_by()
    found: dict[int, MyExports] = {}
    counted = rows.values_list("production", "state", "format").annotate(Count("pk"), Max("finished_at"))
    for key, state, format, count, finished in counted:
        before = found.get(key, NO_EXPORTS)
        if state == ExportState.DONE:
            since = max(filter(None, (before.ready_since, finished)))
            found[key] = MyExports(before.ready + count, since, before.open_formats)
        else:
            found[key] = MyExports(before.ready, before.ready_since, before.open_formats | {format})
    return found
