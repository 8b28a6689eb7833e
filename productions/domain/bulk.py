"""Entering many credits at once: the same rules as one by one (H11), all or nothing, every problem told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.ai_uses import check_validator
from productions.domain.checking import check, prepare
from productions.domain.credits import check_credit, fill_credit, refuse_doubled
from productions.domain.many import cast, uncollected
from productions.domain.name_lock import share_names
from productions.domain.naming import registered_systems
from productions.domain.redaction import blank_late_validators
from productions.domain.wishes import keep_wishes, withheld_in
from productions.domain.writing import create_many
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
    entered, refused = enter_good_credits(production, rows, by=by, now=now, state=state, reason=reason)
    if refused:
        raise RowsRefused(refused)
    return list(entered.values())


@transaction.atomic
def enter_good_credits(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    state: CreditState = CreditState.DRAFT,
    reason: str = "",
) -> tuple[dict[int, Credit], list[RefusedRow]]:
    """The same, but the good rows are entered whatever the others are: credits by row, and what was refused."""
    access.require(by, production, MembershipLevel.EDITOR)
    share_names()
    with uncollected():
        entries, refused = draft_rows(production, rows, state=state)
        refused += insert_good(entries, by=by, now=now, reason=reason)
    bad = {row.index for row in refused}
    good = [entry for entry in entries if entry.index not in bad]
    blank_late_validators((use for entry in good for use in entry.uses), withheld=withheld_in(production))
    entered = {entry.index: entry.credit for entry in good}
    return entered, sorted(refused, key=lambda row: row.index)


@dataclass(frozen=True, slots=True)
class Entry:
    """A checked row that waits for the database: a credit with its AI uses."""

    index: int
    credit: Credit
    uses: list[AIUse]


def draft_rows(
    production: Production, rows: Sequence[Mapping[str, Any]], *, state: CreditState
) -> tuple[list[Entry], list[RefusedRow]]:
    """Unsaved entries of the rows that pass every check that needs no constraint, and the others' refusals."""
    systems, wishes = registered_systems(), withheld_in(production)
    refused: list[RefusedRow] = []
    entries: list[Entry] = []
    drafts = cast(Credit, [without_uses(row) for row in rows], production=production, state=state)
    for index, (credit, row) in enumerate(zip(drafts, rows, strict=True)):
        fill_credit(credit)
        credit.ai_recorded = bool(row.get("ai_uses"))
        entry = Entry(index, credit, [AIUse(credit=credit, **values) for values in row.get("ai_uses", ())])
        try:
            prepare(credit)
            check_credit(credit, systems=systems)
            for use in entry.uses:
                prepare(use)
                check_validator(use)
        except Refusal as refusal:
            refused.append(RefusedRow(index, refusal))
        else:
            entries.append(entry)
    keep_wishes((entry.credit for entry in entries), wishes)
    return without_doubled(entries, refused), refused


def without_doubled(entries: Sequence[Entry], refused: list[RefusedRow]) -> list[Entry]:
    """The entries less those whose person, not named by them, has the same credit already; they join the refused."""
    good = []
    for entry in entries:
        try:
            refuse_doubled(entry.credit)
        except Refusal as refusal:
            refused.append(RefusedRow(entry.index, refusal))
        else:
            good.append(entry)
    return good


def without_uses(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of the credit itself."""
    return {name: row[name] for name in row if name != "ai_uses"} if "ai_uses" in row else row


def insert_good(entries: Sequence[Entry], *, by: User | None, now: datetime, reason: str) -> list[RefusedRow]:
    """Insert the entries with their events, in their order; returns those that break a constraint.

    What the database refuses is halved until the bad row stands alone, so few bad rows among many cost little, and
    of two that double one another the first stands.
    """
    if not entries:
        return []
    try:
        with transaction.atomic():
            create_many([entry.credit for entry in entries], by=by, now=now, reason=reason)
            create_many([use for entry in entries for use in entry.uses], by=by, now=now, reason=reason)
    except (IntegrityError, DataError):
        for entry in entries:
            forget_key(entry)
        if len(entries) == 1:
            return [RefusedRow(entries[0].index, violation(entries[0]))]
        half = len(entries) // 2
        return [
            *insert_good(entries[:half], by=by, now=now, reason=reason),
            *insert_good(entries[half:], by=by, now=now, reason=reason),
        ]
    return []


def forget_key(entry: Entry) -> None:
    """What was taken back has no keys any more."""
    for entity in (entry.credit, *entry.uses):
        entity.pk = None
        entity._state.adding = True
    for use in entry.uses:
        use.credit = entry.credit


def violation(entry: Entry) -> Refusal:
    """Which constraint the row breaks, in its own sentence."""
    try:
        check(entry.credit)
        with transaction.atomic():
            entry.credit.save(force_insert=True)
            for use in entry.uses:
                use.credit = entry.credit
                check(use)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal
    except IntegrityError:
        pass
    return Refusal(_("Somebody else entered the same credits at the same moment; try again."))
