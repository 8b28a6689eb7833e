"""Storing changed cells: each whole or not at all, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.billing import append_to_billing
from productions.credits.services.bulk_changes import change_credits
from productions.credits.services.bulk_credits import enter_credits
from productions.entry.services.cell_authors import find_authors
from productions.entry.services.cell_checks import check_plans
from productions.entry.services.cell_dittos import repeat_above
from productions.entry.services.cell_people import CellPeople
from productions.entry.services.cell_plans import PlannedCell, PlannedText, plan_cell
from productions.entry.services.cell_reading import ReadCell, read_changes, refuse_cell
from productions.entry.services.cell_requests import (
    MAX_CELL_CHARACTERS,
    CellChange,
    ChangeOutcome,
    SentChange,
)
from productions.entry.services.cells import EMPTY_CELL, CellKey, CutCell, build_cells, describe_cell
from productions.entry.services.credit_facts import read_facts
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.entry.services.undone_people import list_named_keys, remove_undone_people
from productions.operations.services.name_lock import share_names
from productions.operations.services.transactions import run_in_transaction
from productions.people.services.named_contributors import store_drafted_people
from productions.removals.services.credit_removal import remove_credits
from productions.shared.choices import MembershipLevel
from productions.shared.names import text_problem
from productions.shared.refusals import Refusal, translate_for_reader
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

Results = list[dict[str, Any]]


def save_cells(place: SheetPlace, sent: Sequence[SentChange], *, by: User, now: datetime) -> Results:
    """Store the changes (editors), and tell of each cell as it is then, in their order.

    A fixed number of queries, unless somebody else enters the same at the same time. Raises NotAllowed, NotNow.
    """
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    return run_in_transaction(partial(save_once, place, sent, by=by, now=now))


def save_once(place: SheetPlace, sent: Sequence[SentChange], *, by: User, now: datetime) -> Results:
    """The same, in the transaction that is open."""
    share_names()
    cuts, changes, outcomes = find_cells(place, sent)
    lock_cuts(changes)
    changes = repeat_above(place, cuts, changes)
    cells = read_asked_cells(place, cuts, changes)
    read = store_changes(place.production, changes, cells, by=by, now=now)
    outcomes |= {each.change.line: each.outcome for each in read}
    after = read_asked_cells(place, cuts, changes)
    by_line = {change.line: change for change in changes}
    return [
        describe_result(change, by_line.get(line), after.get(line, EMPTY_CELL), outcomes[line])
        for line, change in enumerate(sent, start=1)
    ]


def describe_result(
    sent: SentChange, change: CellChange | None, cell: CutCell, outcome: ChangeOutcome
) -> dict[str, Any]:
    cut, role = (str(change.cut.uid), change.role.code) if change else (sent.cut, sent.role)
    return {**describe_cell(cell, cut=cut, role=role), **outcome.describe()}


def find_cells(
    place: SheetPlace, sent: Sequence[SentChange]
) -> tuple[SheetCuts, list[CellChange], dict[int, ChangeOutcome]]:
    """The changes of cells that there are, and by line why the others are refused. Two queries."""
    cuts = SheetCuts.read(place)
    by_uid = {str(cut.uid): cut for cut in cuts.cuts}
    codes = {change.role for change in sent if "\0" not in change.role}  # PostgreSQL takes no such text
    roles = {role.code: role for role in Role.objects.filter(code__in=codes)}
    changes: dict[CellKey, CellChange] = {}
    outcomes: dict[int, ChangeOutcome] = {}
    for line, change in enumerate(sent, start=1):
        cut, role = by_uid.get(change.cut), roles.get(change.role)
        if cut is None:
            outcomes[line] = refuse_change(_("This cut is not in this sheet any more; reload the page."))
        elif role is None:
            outcomes[line] = refuse_change(_("This role is not in the vocabulary; reload the page."))
        elif "\0" in change.text and (problem := text_problem(change.text, limit=len(change.text))):
            outcomes[line] = refuse_change(translate_for_reader(problem))
        elif len(change.text) > MAX_CELL_CHARACTERS:
            outcomes[line] = refuse_change(_("A cell holds at most %d characters.") % MAX_CELL_CHARACTERS)
        elif CellKey(cut.pk, role.pk) in changes:
            outcomes[line] = refuse_change(_("The cell stands twice in one request; send it once."))
        else:
            found = CellChange(line, cut, role, change)
            changes[found.key] = found
    return cuts, list(changes.values()), outcomes


def refuse_change(reason: str) -> ChangeOutcome:
    return ChangeOutcome("refused", [reason])


def lock_cuts(changes: Iterable[CellChange]) -> None:
    """Let one after the other change the cells of a cut: an empty cell has no row that could be locked."""
    keys = {change.cut.pk for change in changes}
    rows = Cut.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk"))


def read_asked_cells(place: SheetPlace, cuts: SheetCuts, changes: Sequence[CellChange]) -> dict[int, CutCell]:
    """The changed cells as they are now, by the line of their change. One query."""
    roles = {change.role.pk for change in changes}
    within = Q(cut__in={change.cut.pk for change in changes}) | Q(last_cut__isnull=False)
    here = Q(production=place.production, episode=place.episode, cut__isnull=False, role__in=roles)
    cells = build_cells(read_facts(here & within), cuts)
    return {change.line: cells.get(change.key, EMPTY_CELL) for change in changes}


def store_changes(
    production: Production,
    changes: Sequence[CellChange],
    cells: Mapping[int, CutCell],
    *,
    by: User,
    now: datetime,
) -> list[ReadCell]:
    """Plan, check and store the changes of cells that were read under the lock of their cuts; each by itself where they fail together."""
    try:
        with transaction.atomic():
            return store_together(production, changes, cells, by=by, now=now)
    except Refusal as refusal:
        if len(changes) == 1:
            (change,) = changes
            return [refuse_cell(change, cells[change.line], refusal.reasons)]
    alone = [store_changes(production, [change], cells, by=by, now=now) for change in changes]
    return [read for (read,) in alone]


def store_together(
    production: Production,
    changes: Sequence[CellChange],
    cells: Mapping[int, CutCell],
    *,
    by: User,
    now: datetime,
) -> list[ReadCell]:
    """The same at once. Raises Refusal where the names or the database say only then that something is wrong."""
    read, people = read_changes(production, changes, cells, by=by)
    credits = lock_credits(cells[change.line] for change in changes)
    plans = [plan_cell(each, people, credits) for each in read if each.is_open]
    mark_conflicts(read, plans)
    tried = [plan for plan in plans if plan.read.is_open and not plan.is_empty]
    check_plans(production, tried, by=by, now=now)
    good = [plan for plan in tried if plan.read.is_open]
    store_plans(production, good, people, by=by, now=now)
    for plan in good:
        tell_new_people(plan, people)
    return read


def lock_credits(cells: Iterable[CutCell]) -> dict[int, Credit]:
    """The credits of these cells, locked, by key. One query."""
    keys = {credit.facts.pk for cell in cells for credit in cell.credits}
    rows = Credit.objects.select_for_update(of=("self",)).with_links().filter(pk__in=keys)
    return {credit.pk: credit for credit in rows.order_by("pk")}


def mark_conflicts(read: Iterable[ReadCell], plans: Iterable[PlannedCell]) -> None:
    """Cells that somebody changed since they were seen are not touched, unless what was wanted stands there already."""
    settled = {plan.read.change.line for plan in plans if plan.is_empty}
    late = [
        each
        for each in read
        if each.change.sent.revision != each.cell.revision
        and each.change.line not in settled
        and each.outcome.status != "refused"
    ]
    authors = find_authors([each.change for each in late])
    for each in late:
        each.outcome = ChangeOutcome("conflict", by=authors.get(each.change.key, ""))


def store_plans(
    production: Production, plans: Sequence[PlannedCell], people: CellPeople, *, by: User, now: datetime
) -> None:
    """Store them together. Raises Refusal where one of them is refused all the same, and nothing is stored then."""
    new = [values for plan in plans for values in plan.new]
    changed = [change for plan in plans for change in plan.changed]
    removed = [credit for plan in plans for credit in plan.removed]
    undone = list_undone_names((plan, plan.read.change.sent.undoes) for plan in plans)
    store_drafted_people(people.drafted, find_stand_ins(plans), production=production, by=by, now=now)
    if removed:
        reason = _("It was taken out of its cell in the cut sheet.")
        remove_credits(removed, by=by, now=now, reason=reason)
    if changed:
        change_credits(production, changed, by=by, now=now)
    if new:
        append_to_billing(production, enter_credits(production, new, by=by, now=now), by=by, now=now)
    remove_undone_people(production, undone, by=by, now=now)


def list_undone_names(plans: Iterable[tuple[PlannedText, bool]]) -> list[tuple[Any, int]]:
    """Whom the credits name that are taken out or changed by what undoes; each plan with whether it does."""
    undoing = [plan for plan, undoes in plans if undoes]
    credits = [
        credit for plan in undoing for credit in (*plan.removed, *(each for each, _values in plan.changed))
    ]
    return list_named_keys(credits)


def find_stand_ins(plans: Iterable[PlannedText]) -> set[int]:
    """The keys of those who are stood in for and whom these cells name."""
    values = [each for plan in plans for each in (*plan.new, *(changed for _credit, changed in plan.changed))]
    links = [each.get(name) for each in values for name in ("contributor", "affiliation")]
    return {link.pk for link in links if link is not None and link.pk < 0}


def tell_new_people(plan: PlannedText, people: CellPeople) -> None:
    """Tell which names of a cell are entries that are new."""
    made = {id(one) for some in people.drafted.directory.people.values() for one in some}
    values = [*plan.new, *(changed for _credit, changed in plan.changed)]
    links = [each.get(name) for each in values for name in ("contributor", "affiliation")]
    names = dict.fromkeys(link.name for link in links if link is not None and id(link) in made)
    plan.read.outcome.notes += [_("“%s” is a new entry.") % name for name in names]
