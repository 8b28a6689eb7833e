"""What stands against storing planned cells, each with its sentences and, where there is one, the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import read_registered_systems
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.bulk_changes import find_refusal
from productions.credits.services.bulk_credits import find_refused
from productions.credits.services.credits import set_credit_values
from productions.credits.services.doubles import get_credit_identity
from productions.entry.services.cell_pieces import KeptPiece
from productions.entry.services.cell_plans import PlannedCell, PlannedText, Values
from productions.entry.services.cell_requests import Fix
from productions.entry.services.credit_facts import JOINER
from productions.shared.choices import AIState, CreditState, MembershipLevel
from productions.users import access
from productions.users.models import User


def check_plans(production: Production, plans: Sequence[PlannedCell], *, by: User, now: datetime) -> None:
    """Refuse the cells that a rule refuses, each for itself. A fixed number of queries."""
    check_doubled(plans)
    check_new(production, [plan for plan in plans if plan.read.is_open], now=now)
    check_changed(plans, now=now)
    check_removed(production, plans, by=by)
    for plan in plans:
        if not plan.read.is_open and not plan.read.outcome.fixes:
            plan.read.outcome.fixes += list_usual_fixes(plan)


def list_usual_fixes(plan: PlannedCell) -> list[Fix]:
    """What a refused cell offers where nothing better is known: to leave it as it was."""
    cell = plan.read.cell
    return [Fix(_("Leave it as it was"), text=cell.text)] if cell.text else []


def check_new(production: Production, plans: Iterable[PlannedText], *, now: datetime) -> None:
    rows: list[Values] = []
    owners: list[PlannedText] = []
    for plan in plans:
        rows += plan.new
        owners += [plan] * len(plan.new)
    if not rows:
        return
    for refused in find_refused(production, rows, today=localdate(now)):
        owners[refused.index].read.refuse(*refused.refusal.reasons)


def check_changed(plans: Iterable[PlannedText], *, now: datetime) -> None:
    systems = read_registered_systems()
    for plan in plans:
        for credit, values in plan.changed:
            refusal = find_refusal(credit, values, today=localdate(now), systems=systems)
            if refusal is not None:
                plan.read.refuse(*refusal.reasons)
            elif credit.ai_recorded and values.get("contributor", credit.contributor) is None:
                plan.read.refuse(describe_ai_obstacle(credit))


def check_doubled(plans: Iterable[PlannedCell]) -> None:
    """Refuse a cell in which somebody would stand twice."""
    for plan in plans:
        if not plan.changed and len(plan.new) < 2:
            continue  # what is new is looked for in the database already
        trials = []
        for credit, values in plan.changed:
            trial = copy(credit)
            set_credit_values(trial, values)
            trials.append(trial)
        drafts = [Credit(production=values["cut"].production, **values) for values in plan.new]
        counted = Counter(map(get_credit_identity, (*trials, *drafts)))
        names = [each.credited_as for each in (*trials, *drafts) if counted[get_credit_identity(each)] > 1]
        if any(names):
            plan.read.refuse(_("“%s” stands twice in this cell.") % next(filter(None, names)))
            plan.read.outcome.fixes.append(Fix(_("Enter them once"), text=write_once(plan)))


def write_once(plan: PlannedCell) -> str:
    """The text of the cell as it was sent, each name once."""
    texts = {each.facts.pk: each.text for each in plan.read.cell.credits}
    written = []
    for part in plan.read.parts:
        if isinstance(part, KeptPiece):
            written.append(texts[part.credit])
        else:
            row = part.row
            written.append(f"{row.name}（{row.affiliation}）" if row.affiliation else row.name)
    return JOINER.join(dict.fromkeys(written))


def check_removed(production: Production, plans: Iterable[PlannedText], *, by: User) -> None:
    confirmed = [plan for plan in plans if any(credit.state != CreditState.DRAFT for credit in plan.removed)]
    is_approver = bool(confirmed) and access.may_act(by, production, MembershipLevel.APPROVER)
    for plan in plans:
        for credit in plan.removed:
            if credit.ai_recorded or credit.ai_declared != AIState.NOT_ASKED:
                plan.read.refuse(describe_ai_obstacle(credit))
            elif credit.state != CreditState.DRAFT and not is_approver:
                told = {"name": credit.credited_as or credit.get_absence_reason_display()}
                plan.read.refuse(_("“%(name)s” is confirmed here; an approver may take it out.") % told)


def describe_ai_obstacle(credit: Credit) -> str:
    """Why a credit with something said of AI is not taken out by emptying a cell."""
    told = {"name": credit.credited_as or credit.get_absence_reason_display()}
    return (
        _("Whether AI was used is said of “%(name)s” here; take that back on the credit's own page first.")
        % told
    )
