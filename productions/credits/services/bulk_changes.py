"""Changing many credits at once by the rules of `update_credit`, all or none, every problem told."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from productions.ai.services.name_rules import read_registered_systems
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.bulk_credits import RowRefusal, RowsRefused
from productions.credits.services.credit_checks import check_credit
from productions.credits.services.credits import set_credit_values, update_credit
from productions.ledger.services.checking import find_broken_rules
from productions.ledger.services.writing import change_each
from productions.operations.services.name_lock import share_names
from productions.shared.choices import AIState, CreditState, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

CHANGED_ALONE = frozenset({"role", "episode", "last_episode", "cut", "last_cut", "edition"})
"""What other entries may hang on: such a change is made by itself."""
NAMES_ALONE = frozenset({"credited_as"})
"""From another name nothing follows for what was declared or for a joint line, which keep to the person and the work."""
PLAIN_STATES = (CreditState.DRAFT, CreditState.CONFIRMED)
"""The states in which nothing follows from another person: no claim disputes the credit, and nobody confirmed it as theirs."""


@transaction.atomic
def change_credits(
    production: Production,
    changes: Sequence[tuple[Credit, Mapping[str, Any]]],
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> None:
    """Give each credit its values (those of `credits.update_credit`); editors. Raises NotAllowed, and RowsRefused by the place in `changes`.

    Changes of what a credit says and of its person cost the same few queries for any number. Those of its scope, and of credits that are
    disputed, withheld, declared or in a joint line, are made one by one. Two that would be the same credit are a plain Refusal.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    share_names()
    wanted = {credit.pk: (index, values) for index, (credit, values) in enumerate(changes)}
    rows = Credit.objects.select_for_update(of=("self",)).with_links().filter(pk__in=wanted).order_by("pk")
    locked = list(rows)
    withheld = read_withholding_wishes(production)
    together = [credit for credit in locked if may_change_together(credit, wanted[credit.pk][1], withheld)]
    systems = read_registered_systems()
    refused = [
        RowRefusal(wanted[credit.pk][0], problem)
        for credit in together
        if (problem := find_refusal(credit, wanted[credit.pk][1], today=localdate(now), systems=systems))
    ]
    chosen = {credit.pk for credit in together}
    alone = [(credit, *wanted[credit.pk]) for credit in locked if credit.pk not in chosen]
    refused += change_one_by_one(alone, by=by, now=now, reason=reason)
    if refused:
        raise RowsRefused(sorted(refused, key=lambda row: row.index))
    change_each(
        together,
        lambda credit: set_credit_values(credit, wanted[credit.pk][1]),
        by=by,
        now=now,
        reason=reason,
    )


def change_one_by_one(
    changes: Sequence[tuple[Credit, int, Mapping[str, Any]]], *, by: User | None, now: datetime, reason: str
) -> list[RowRefusal]:
    """Give each credit its values by itself; what is refused, by the number that comes with it."""
    refused = []
    for credit, index, values in changes:
        try:
            update_credit(credit, by=by, now=now, reason=reason, **values)
        except Refusal as refusal:
            refused.append(RowRefusal(index, refusal))
    return refused


def may_change_together(credit: Credit, values: Mapping[str, Any], withheld: Collection[int]) -> bool:
    """Whether nothing else follows from the change. `withheld`: the keys of those who are not named in the production."""
    if values.keys() <= NAMES_ALONE:
        return credit.state != CreditState.DISPUTED and credit.withheld_statement_id is None
    if not {"contributor", "kind"}.isdisjoint(values):
        person = values.get("contributor")
        if credit.state not in PLAIN_STATES or (person is not None and person.pk in withheld):
            return False
    return (
        not CHANGED_ALONE & values.keys()
        and credit.state != CreditState.DISPUTED
        and credit.withheld_statement_id is None
        and credit.joint_line_id is None
        and credit.ai_declared == AIState.NOT_ASKED
    )


def find_refusal(
    credit: Credit, values: Mapping[str, Any], *, today: date, systems: frozenset[str]
) -> Refusal | None:
    """Why the changed credit, which keeps its edition, would be refused, or None."""
    trial = copy(credit)
    set_credit_values(trial, values)
    try:
        check_credit(trial, editions=None, today=today, systems=systems)
    except Refusal as refusal:
        return refusal
    return find_broken_rules(trial)
