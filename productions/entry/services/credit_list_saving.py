"""Storing changed rows of a credit list: each whole or not at all, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.credits.services.billing import hold_orders
from productions.entry.services.cell_authors import get_user_name
from productions.entry.services.cell_checks import check_changed, check_new, check_removed
from productions.entry.services.cell_people import CellPeople
from productions.entry.services.cell_reading import read_sent_texts
from productions.entry.services.cell_requests import ChangeOutcome
from productions.entry.services.cell_saving import tell_new_people
from productions.entry.services.credit_list_plans import (
    PlannedRow,
    ReadRow,
    list_pieces,
    plan_row,
    read_role,
    start_row,
)
from productions.entry.services.credit_list_requests import SentRow, count_credits, may_be_new
from productions.entry.services.credit_list_rows import (
    ListRow,
    describe_list_row,
    describe_state,
    filter_list,
    make_row,
    read_list_rows,
)
from productions.entry.services.credit_list_storing import store_rows
from productions.entry.services.sheet_places import SheetPlace
from productions.imports.services.sheet_lookups import index_roles
from productions.ledger.models import Event
from productions.operations.services.name_lock import share_names
from productions.operations.services.transactions import run_in_transaction
from productions.releases.services.roll_characters import NOBODY, read_characters
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MIN_CREDITS_OF_ROW = 40
"""So many are looked for at least of one new row whose name is several: they have the uids behind that of the row."""


def save_list(place: SheetPlace, sent: Sequence[SentRow], *, by: User, now: datetime) -> dict[str, Any]:
    """Store the rows (editors); returns their `results` in their order, and the list as it is then (`describe_state`).

    A fixed number of queries, but for changes of roles and characters, and unless somebody else enters the same at the same time.
    Raises NotAllowed, NotNow.
    """
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    return run_in_transaction(partial(save_list_once, place, sent, by=by, now=now))


@dataclass(frozen=True, slots=True)
class KnownRows:
    """The rows that a request is about, locked, and what became of those that are not there any more."""

    rows: Mapping[UUID, ListRow]
    gone: Mapping[UUID, tuple[int, bool]]
    """By uid the key of the production, and whether the credit was removed."""
    positions: Mapping[int, int]
    """Of the last credit of each role, by key."""


def save_list_once(place: SheetPlace, sent: Sequence[SentRow], *, by: User, now: datetime) -> dict[str, Any]:
    """The same, in the transaction that is open."""
    share_names()
    hold_orders(place.production)
    known = lock_list_rows(place, sent, now=now)
    outcomes: dict[int, ChangeOutcome] = {}
    lines: dict[int, SentRow] = {}
    keys: set[UUID] = set()
    for line, each in enumerate(sent, start=1):
        outcome = find_row_obstacle(place, each, known, is_double=each.key in keys, now=now)
        keys.add(each.key)
        if outcome is None:
            lines[line] = each
        else:
            outcomes[line] = outcome
    outcomes |= {read.line: read.outcome for read in save_rows(place, lines, known, by=by, now=now)}
    tell_authors(sent, outcomes)
    rows = read_list_rows(place)
    shown = {row.credit.uid: describe_list_row(row, place) for row in rows}
    results = [
        describe_row_result(each, shown.get(each.key), outcomes[line])
        for line, each in enumerate(sent, start=1)
    ]
    return {"results": results, **describe_state(place, rows)}


def describe_row_result(
    sent: SentRow, row: Mapping[str, Any] | None, outcome: ChangeOutcome
) -> dict[str, Any]:
    """The row as it is now with what became of the change; `gone` where there is none (any more)."""
    now: Mapping[str, Any] = {"uid": str(sent.key), "revision": "", "gone": True} if row is None else row
    return {"key": str(sent.key), **now, **outcome.describe()}


def lock_list_rows(place: SheetPlace, sent: Sequence[SentRow], *, now: datetime) -> KnownRows:
    """Five queries."""
    wanted = {each.key for each in sent} | {each.after for each in sent if each.after is not None}
    families = {
        UUID(int=each.key.int + index)
        for each in sent
        if not each.revision and may_be_new(each.key, now=now)
        for index in range(max(MIN_CREDITS_OF_ROW, count_credits(each)))
    }
    rows = filter_list(place).filter(uid__in=wanted | families)
    locked = list(rows.select_for_update(of=("self",)).with_links().order_by("pk"))
    voiced = read_characters(filter_list(place).filter(pk__in=[credit.pk for credit in locked]))
    found = {credit.uid: make_row(credit, voiced.get(credit.pk, NOBODY), place) for credit in locked}
    missing = wanted - found.keys()
    others = Credit.objects.filter(uid__in=missing).values_list("uid", "production_id", "removed_at")
    gone = {uid: (production, removed_at is not None) for uid, production, removed_at in others}
    last = filter_list(place).order_by().values("role").annotate(last=Max("position"))
    return KnownRows(found, gone, {each["role"]: each["last"] for each in last})


def find_row_obstacle(
    place: SheetPlace, sent: SentRow, known: KnownRows, *, is_double: bool, now: datetime
) -> ChangeOutcome | None:
    """What becomes of a change of which nothing is tried; None for the others."""
    if is_double:
        return ChangeOutcome("refused", [_("The row stands twice in one request; send it once.")])
    if sent.key in known.rows:
        return None
    production, is_removed = known.gone.get(sent.key, (None, False))
    if production == place.production.pk and is_removed:
        return ChangeOutcome("saved") if sent.removed else ChangeOutcome("conflict")
    if production is None and sent.removed and not sent.revision:
        return ChangeOutcome("saved")  # a new row that never came to be
    if production is None and not sent.revision and may_be_new(sent.key, now=now):
        return None
    return ChangeOutcome("refused", [_("This row is not in this list any more; reload the page.")])


def save_rows(
    place: SheetPlace, lines: Mapping[int, SentRow], known: KnownRows, *, by: User, now: datetime
) -> list[ReadRow]:
    """Read, plan, check and store the rows, by their lines; each by itself where they fail together."""
    try:
        with transaction.atomic():
            return save_together(place, lines, known, by=by, now=now)
    except Refusal as refusal:
        if len(lines) == 1:
            ((line, sent),) = lines.items()
            read = start_row(line, sent, known.rows.get(sent.key))
            read.refuse(*refusal.reasons)
            return [read]
    alone = [save_rows(place, {line: sent}, known, by=by, now=now) for line, sent in lines.items()]
    return [read for (read,) in alone]


def save_together(
    place: SheetPlace, lines: Mapping[int, SentRow], known: KnownRows, *, by: User, now: datetime
) -> list[ReadRow]:
    """The same at once. Raises Refusal where the names or the database say only then that something is wrong."""
    production = place.production
    read = [start_row(line, sent, known.rows.get(sent.key)) for line, sent in lines.items()]
    plans, people = plan_rows(place, read, known, by=by)
    mark_late_rows(read, plans)
    tried = [plan for plan in plans if plan.read.is_open and not plan.is_empty]
    check_new(production, tried, now=now)
    check_changed(tried, now=now)
    check_removed(production, tried, by=by)
    good = [plan for plan in tried if plan.read.is_open]
    store_rows(place, good, people, by=by, now=now)
    for plan in good:
        tell_new_people(plan, people)
    return read


def plan_rows(
    place: SheetPlace, read: Sequence[ReadRow], known: KnownRows, *, by: User
) -> tuple[list[PlannedRow], CellPeople]:
    """What storing the rows would do, and whom they name."""
    roles = index_roles()
    kept = [each for each in read if not each.sent.removed]
    pieces = {}
    for each in kept:
        if each.row is not None and each.row.lock:
            if each.changes_anything:
                each.refuse(each.row.lock)
        else:
            read_role(each, roles)
        pieces[each.line] = list_pieces(each) if each.is_open else []
    people = read_sent_texts(place.production, kept, pieces, roles=roles, by=by)
    plans = [
        plan_row(
            each,
            people,
            place=place,
            around=find_row_above(each.sent, {one.sent.key: one.sent for one in read}, known),
            position=known.positions.get(each.roles[0].pk, 0),
            known=known.rows,
        )
        for each in kept
        if each.is_open and each.roles
    ]
    for each in read:
        if each.sent.removed and each.row is not None:
            if each.row.lock:
                each.refuse(each.row.lock)
            else:
                plans.append(PlannedRow(each, removed=[each.row.credit]))
    return plans, people


def find_row_above(sent: SentRow, together: Mapping[UUID, SentRow], known: KnownRows) -> ListRow | None:
    """The row that stands above a new one, past others that are new."""
    above = sent.after
    for _step in range(len(together) + 1):
        if above is None or above in known.rows:
            break
        above = together[above].after if above in together else None
    return known.rows.get(above) if above is not None else None


def mark_late_rows(read: Iterable[ReadRow], plans: Iterable[PlannedRow]) -> None:
    """Rows that somebody changed since they were seen are not touched, unless what was wanted stands there already."""
    settled = {plan.read.line for plan in plans if plan.is_empty}
    for each in read:
        if each.is_late and each.line not in settled and each.outcome.status != "refused":
            each.outcome = ChangeOutcome("conflict")


def tell_authors(sent: Sequence[SentRow], outcomes: Mapping[int, ChangeOutcome]) -> None:
    """Say who changed each row that was not stored because somebody did. One query, and none without any."""
    late = {
        each.key: outcomes[line]
        for line, each in enumerate(sent, start=1)
        if outcomes[line].status == "conflict"
    }
    if not late:
        return
    events = Event.objects.filter(entity_uid__in=late, actor__isnull=False).order_by("pk")
    for event in events.select_related("actor"):
        if event.actor is not None:
            late[event.entity_uid].by = get_user_name(event.actor)
