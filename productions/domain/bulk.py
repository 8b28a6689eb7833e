"""Entering many credits at once: the same rules as one by one (H11), all or nothing, every problem told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.ai_uses import check_validator
from productions.domain.credits import check_credit, fill_credit
from productions.domain.many import cast, uncollected
from productions.domain.naming import registered_systems
from productions.domain.writing import check, create_many, prepare
from productions.models import AIUse, Credit, Production, User
from productions.refusals import Refusal
from productions.vocabulary import CreditState, MembershipLevel


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Row `index` (from 0) of a bulk entry, and the sentences that say why it was refused."""

    index: int
    refusal: Refusal


class RowsRefused(Refusal):
    """Nothing was entered, because of `rows`."""

    def __init__(self, rows: Sequence[RefusedRow]) -> None:
        self.rows = rows
        super().__init__(*(reason for row in rows for reason in row.refusal.reasons))


@transaction.atomic
def enter_credits(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    state: CreditState = CreditState.DRAFT,
    reason: str = "",
) -> list[Credit]:
    """Many new credits of one production, all or none.

    Each row has the values of `credits.enter_credit` and may have `ai_uses`, a list of the values of
    `ai_uses.record_ai_use`. `state` may be confirmed when the source is already published. Raises RowsRefused
    with every refused row. Costs a fixed number of queries for any number of good rows.
    """
    access.require(by, production, MembershipLevel.EDITOR)
    with uncollected():
        return enter_all(production, rows, by=by, now=now, state=state, reason=reason)


def enter_all(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    state: CreditState,
    reason: str,
) -> list[Credit]:
    """Check every row, then insert them all with their events."""
    systems = registered_systems()
    refused: list[RefusedRow] = []
    credits: list[Credit] = []
    uses: list[list[AIUse]] = []
    common = {"production": production, "state": state}
    drafts = cast(Credit, [{**row, **common} for row in map(without_uses, rows)])
    for index, (credit, row) in enumerate(zip(drafts, rows, strict=True)):
        fill_credit(credit)
        credits.append(credit)
        uses.append([AIUse(credit=credit, **value) for value in row.get("ai_uses", ())])
        try:
            prepare(credit)
            check_credit(credit, systems=systems)
            for use in uses[-1]:
                prepare(use)
                check_validator(use)
        except Refusal as refusal:
            refused.append(RefusedRow(index, refusal))
    if refused:
        raise RowsRefused(refused)
    try:
        with transaction.atomic():
            create_many(credits, by=by, now=now, reason=reason)
            create_many([use for group in uses for use in group], by=by, now=now, reason=reason)
    except IntegrityError as error:
        raise RowsRefused(find_violations(credits, uses)) from error
    return credits


def without_uses(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of the credit itself."""
    return {name: row[name] for name in row if name != "ai_uses"} if "ai_uses" in row else row


def find_violations(credits: Sequence[Credit], uses: Sequence[Sequence[AIUse]]) -> list[RefusedRow]:
    """Which rows break a constraint: only asked when the database has refused the lot.

    Rows that are good are inserted in turn, so that a row that doubles an earlier one is found, and then
    everything is taken back.
    """
    refused = []
    with transaction.atomic():
        for index, (credit, group) in enumerate(zip(credits, uses, strict=True)):
            credit.pk = None
            try:
                check(credit)
                credit.save(force_insert=True)
                for use in group:
                    use.pk = None
                    use.credit = credit
                    check(use)
            except Refusal as refusal:
                refused.append(RefusedRow(index, refusal))
        transaction.set_rollback(True)
    return refused or [
        RefusedRow(0, Refusal(_("Somebody else entered the same credits at the same moment; try again.")))
    ]
