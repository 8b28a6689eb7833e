"""What changed in a sheet since a page was told of it last, and who else has it open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.entry.models import SheetVisitor
from productions.entry.services.cell_authors import get_user_name
from productions.entry.services.cells import EMPTY_CELL, CellKey, build_cells, describe_cell
from productions.entry.services.credit_facts import filter_place, read_facts
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.ledger.models import Event
from productions.operations.services.transactions import run_in_transaction
from productions.shared.models import CODE_LENGTH
from productions.shared.refusals import Refusal
from productions.users.models import User
from productions.vocabulary.models import Role

LATE_SECONDS = 300
"""An event may be committed so long after it was numbered: a request is over by then."""
AWAY_SECONDS = 20
"""A tab that has not asked for so long is not there any more; one asks every 5 seconds."""
MAX_TOLD_CELLS = 2_000
"""Of more changed cells the page loads the sheet again."""
MAX_READ_EVENTS = 5_000
MARKER_PATTERN = re.compile(
    r"t(?P<at>[0-9]{1,11})|(?P<low>[0-9]{1,18})\.(?P<high>[0-9]{1,18})\.(?P<count>[0-9]{1,9})"
)
CELL_TABLES = ("credit", "aiuse", "aideclaration")
CUT_TABLES = ("cut", "cutrelation")
MOVING_FIELDS = ("role", "cut", "last_cut", "episode")
"""Fields of a credit whose change takes it to other cells."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A tab (`visitor`) and where its cursor stands: the uid of a cut, and the code of a role."""

    visitor: UUID
    cut: UUID | None = None
    role: str = ""


def read_visit(body: dict[str, Any]) -> Visit:
    """Raises Refusal for what no page of ours sends."""
    try:
        cut = UUID(body["cut"]) if body.get("cut") else None
        visit = Visit(UUID(body["visitor"]), cut, body.get("role") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(_("This request cannot be read; reload the page.")) from error
    if not isinstance(visit.role, str) or len(visit.role) > CODE_LENGTH or "\0" in visit.role:
        raise Refusal(_("This request cannot be read; reload the page."))
    return visit


def tell_news(place: SheetPlace, *, after: str, visit: Visit, user: User, now: datetime) -> dict[str, Any]:
    """The news since the marker `after`, for whoever sees the sheet. A fixed number of queries."""
    others = run_in_transaction(lambda: keep_visit(place, visit, user=user, now=now))
    since, marker = find_since(place, after, now)
    cells, reload = find_changed_cells(place, since)
    return {"marker": marker, "cells": cells, "cuts_changed": reload, "others": others}


def keep_visit(place: SheetPlace, visit: Visit, *, user: User, now: datetime) -> list[dict[str, Any]]:
    """Note that the tab is here; returns the other tabs of this sheet, and forgets those that are gone."""
    gone = now - timedelta(seconds=AWAY_SECONDS)
    SheetVisitor.objects.filter(seen_at__lt=gone).delete()
    where = {"episode": place.episode, "cut": visit.cut, "role": visit.role, "seen_at": now}
    SheetVisitor.objects.update_or_create(
        production=place.production, user=user, visitor=visit.visitor, defaults=where
    )
    here = SheetVisitor.objects.filter(production=place.production, episode=place.episode)
    rows = here.exclude(user=user, visitor=visit.visitor).select_related("user").order_by("pk")
    return [
        {"name": get_user_name(row.user), "cut": str(row.cut) if row.cut else None, "role": row.role or None}
        for row in rows
    ]


def find_since(place: SheetPlace, after: str, now: datetime) -> tuple[int, str]:
    """After which event the news begin, and the next marker.

    Events are numbered before they are committed, so one may appear below the highest that was told. A marker therefore says up to where
    nothing can come any more (`low`), the highest that was told, and how many there were between the two: where that is another number by
    now, all from `low` on are told again. Raises Refusal. Two queries.
    """
    found = MARKER_PATTERN.fullmatch(after)
    if found is None:
        raise Refusal(_("This request cannot be read; reload the page."))
    events = Event.objects.filter(production=place.production).order_by()
    told_at = datetime.fromtimestamp(int(found["at"]), UTC) if found["at"] else now
    settled = min(told_at, now) - timedelta(seconds=LATE_SECONDS)
    settled_now = now - timedelta(seconds=LATE_SECONDS)
    lows = events.filter(at__lt=settled_now).aggregate(
        now=Max("pk"), then=Max("pk", filter=Q(at__lt=settled))
    )
    low, high = (int(found["low"]), int(found["high"])) if found["low"] else (lows["then"] or 0, 0)
    next_low = max(low, lows["now"] or 0)
    counted = events.filter(pk__gt=min(low, next_low)).aggregate(
        highest=Max("pk"),
        known=Count("pk", filter=Q(pk__gt=low, pk__lte=high)),
        left=Count("pk", filter=Q(pk__gt=next_low)),
    )
    is_whole = bool(found["low"]) and counted["known"] == int(found["count"])
    highest = max(high, counted["highest"] or 0, next_low)
    return (high if is_whole else low), f"{next_low}.{highest}.{counted['left']}"


def find_changed_cells(place: SheetPlace, since: int) -> tuple[list[dict[str, Any]], bool]:
    """The cells that changed after an event (its key), as they are now, and whether the whole sheet is to be loaded again."""
    events = Event.objects.filter(production=place.production, pk__gt=since)
    events = events.filter(entity_type__in=(*CELL_TABLES, *CUT_TABLES)).order_by("pk")
    rows = list(events.values_list("entity_type", "entity_uid", "changes")[: MAX_READ_EVENTS + 1])
    if len(rows) > MAX_READ_EVENTS or any(tells_of_cuts(table, changes) for table, _uid, changes in rows):
        return [], True
    if not rows:
        return [], False
    uids = {table: {uid for found, uid, _changes in rows if found == table} for table in CELL_TABLES}
    cuts = SheetCuts.read(place)
    keys = find_cells_of(place, cuts, uids)
    if len(keys) > MAX_TOLD_CELLS:
        return [], True
    cells = build_cells(read_facts(filter_place(place) & Q(role__in={key.role for key in keys})), cuts)
    codes = dict(Role.objects.filter(pk__in={key.role for key in keys}).values_list("pk", "code"))
    told = [
        describe_cell(cells.get(key, EMPTY_CELL), cut=str(cut.uid), role=codes[key.role])
        for key in keys
        if (cut := cuts.find(key.cut)) is not None
    ]
    return told, False


def tells_of_cuts(table: str, changes: dict[str, Any]) -> bool:
    """Whether an event changes the rows of the sheet, or takes a credit from one cell to another."""
    moves = [changes.get(name) for name in MOVING_FIELDS] if table == "credit" else []
    return table in CUT_TABLES or any(pair and pair[0] is not None for pair in moves)


def find_cells_of(place: SheetPlace, cuts: SheetCuts, uids: Mapping[str, set[UUID]]) -> list[CellKey]:
    """The cells of these credits, and of those with these AI uses and declarations; of removed ones too. One query."""
    about = Q(uid__in=uids["credit"])
    for table, model in (("aiuse", AIUse), ("aideclaration", AIDeclaration)):
        if uids[table]:
            about |= Q(pk__in=model.objects.filter(uid__in=uids[table]).values("credit"))
    rows = Credit.objects.filter(filter_place(place) & about).order_by("pk")
    found: dict[CellKey, None] = {}
    for first, last, role in rows.values_list("cut", "last_cut", "role"):
        for cut in cuts.list_between(first, last or first):
            found[CellKey(cut.pk, role)] = None
    return list(found)
