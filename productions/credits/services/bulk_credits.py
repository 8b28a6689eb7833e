"""Entering many credits at once: the same rules as one by one (H11), all or nothing, every problem told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import read_registered_systems
from productions.catalogue.models.works import Production
from productions.catalogue.services.editions import KnownEditions
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.services.ai_uses import blank_late_validators, check_validator
from productions.credits.services.credit_checks import check_credit
from productions.credits.services.credits import fill_credit
from productions.credits.services.doubles import find_known_credits, get_credit_identity, make_doubled_refusal
from productions.credits.services.portrayals import draft_portrayals
from productions.credits.services.withheld_names import keep_wishes
from productions.ledger.services.bulk_insert import make_instances, pause_garbage_collection
from productions.ledger.services.checking import check_entity, find_broken_rules, prepare_entity
from productions.ledger.services.stand_ins import forget_key
from productions.ledger.services.writing import create_many
from productions.operations.services.database_errors import is_unique_conflict
from productions.operations.services.name_lock import share_names
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.refusals import Refusal
from productions.shared.time_limits import stop_at_deadline
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

CREDIT_PARTS = ("ai_uses", "portrayals")
"""The values of a row that are not the credit's own, but entries that hang on it."""


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """Row `index` (from 0) of a bulk entry, and the sentences that say why it was refused."""

    index: int
    refusal: Refusal


class RowsRefused(Refusal):
    """Nothing was entered, because of `rows`."""

    def __init__(self, rows: Sequence[RowRefusal]) -> None:
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

    Each row has the values of `credits.enter_credit`, `portrayals` too, and may have `ai_uses`, a list of the values of
    `ai_uses.record_ai_use`. `state` may be confirmed when the source is already published. Raises RowsRefused
    with every refused row. Costs a fixed number of queries for any number of rows, good or bad.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    share_names()
    with pause_garbage_collection():
        entries, refused = draft_rows(production, rows, state=state, today=localdate(now))
        if refused:
            refused += split_storable(entries)[1]
        else:
            refused = insert_all(entries, by=by, now=now, reason=reason)
    if refused:
        raise RowsRefused(sort_refused(refused))
    blank_late_names(production, entries)
    return [entry.credit for entry in entries]


@transaction.atomic
def enter_good_credits(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    state: CreditState = CreditState.DRAFT,
    reason: str = "",
) -> tuple[dict[int, Credit], list[RowRefusal]]:
    """The same, but the good rows are entered whatever the others are: credits by row, and what was refused."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    share_names()
    with pause_garbage_collection():
        entries, refused = draft_rows(production, rows, state=state, today=localdate(now))
        refused += insert_good(entries, by=by, now=now, reason=reason)
    bad = {row.index for row in refused}
    good = [entry for entry in entries if entry.index not in bad]
    blank_late_names(production, good)
    return {entry.index: entry.credit for entry in good}, sort_refused(refused)


def find_refused(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    state: CreditState = CreditState.DRAFT,
    new_systems: Collection[str] = (),
    today: date | None = None,
) -> list[RowRefusal]:
    """The rows that `enter_credits` would refuse now (`today`). Nothing is written or locked, and nobody's right is asked.

    `new_systems`: the folded names of AI systems that would be registered by then.
    """
    with pause_garbage_collection():
        entries, refused = draft_rows(production, rows, state=state, new_systems=new_systems, today=today)
        return sort_refused([*refused, *split_storable(entries)[1]])


def sort_refused(refused: Iterable[RowRefusal]) -> list[RowRefusal]:
    return sorted(refused, key=lambda row: row.index)


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A checked row that waits for the database: a credit with its AI uses and its characters."""

    index: int
    credit: Credit
    uses: list[AIUse]
    portrayals: list[Portrayal] = field(default_factory=list)


def draft_rows(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    state: CreditState,
    new_systems: Collection[str] = (),
    today: date | None,
) -> tuple[list[DraftEntry], list[RowRefusal]]:
    """Unsaved entries of the rows that pass every check that needs no constraint, and the others' refusals."""
    systems, wishes = read_registered_systems().union(new_systems), read_withholding_wishes(production)
    editions = KnownEditions(production)
    refused: list[RowRefusal] = []
    entries: list[DraftEntry] = []
    drafts = make_instances(Credit, rows, besides=CREDIT_PARTS, production=production, state=state)
    for index, (credit, row) in enumerate(stop_at_deadline(zip(drafts, rows, strict=True))):
        fill_credit(credit)
        credit.ai_recorded = bool(row.get("ai_uses"))
        entry = DraftEntry(
            index, credit, [AIUse(credit=credit, **values) for values in row.get("ai_uses", ())]
        )
        try:
            prepare_entity(credit)
            check_credit(credit, editions=editions, today=today, systems=systems)
            for use in entry.uses:
                prepare_entity(use)
                check_validator(use)
            entry.portrayals.extend(draft_portrayals(credit, row.get("portrayals", ())))
        except Refusal as refusal:
            refused.append(RowRefusal(index, refusal))
        else:
            entries.append(entry)
    keep_wishes((entry.credit for entry in entries), wishes)
    for entry in entries:
        if entry.credit.withheld_statement_id is not None:
            entry.portrayals.clear()  # the character would tell who is meant (H16)
    doubles = refuse_withheld_doubles(entries)
    bad = {row.index for row in doubles}
    return [entry for entry in entries if entry.index not in bad], [*refused, *doubles]


def blank_late_names(production: Production, entries: Iterable[DraftEntry]) -> None:
    """Blank what the ledger was just told of validators who withhold their name. One query, none where nobody validated anything."""
    if uses := [use for entry in entries for use in entry.uses if use.validated_by_id]:
        blank_late_validators(uses, withheld=read_withholding_wishes(production))


def refuse_withheld_doubles(entries: Iterable[DraftEntry]) -> list[RowRefusal]:
    """Those of people who are not named and have the same credit already, or by an entry before: the database does not see whose they are."""
    held = [entry for entry in entries if entry.credit.withheld_statement_id is not None]
    known = find_known_credits(entry.credit for entry in held)
    refused = []
    for entry in held:
        if (key := get_credit_identity(entry.credit)) in known:
            refused.append(RowRefusal(entry.index, make_doubled_refusal()))
        elif find_broken_rules(entry.credit) is None and key is not None:
            known.add(key)
    return refused


def split_storable(entries: Sequence[DraftEntry]) -> tuple[list[DraftEntry], list[RowRefusal]]:
    """The entries that may be stored, and the others with every sentence that `check_entity` has for them.

    One query for any number, and one more where names are withheld. Of two that double one another the first may be stored.
    """
    known = find_known_credits(entry.credit for entry in entries)
    stored = frozenset(known)
    good: list[DraftEntry] = []
    refused: list[RowRefusal] = []
    for entry in stop_at_deadline(entries):
        broken = next(filter(None, map(find_broken_rules, (entry.credit, *entry.uses))), None)
        key = get_credit_identity(entry.credit)
        if key in known and (broken is None or key in stored):
            twice = make_doubled_refusal()
            broken = Refusal(*broken.general, *twice.general, fields=broken.fields) if broken else twice
        if broken is None:
            good.append(entry)
            if key is not None:
                known.add(key)
        else:
            refused.append(RowRefusal(entry.index, broken))
    return good, refused


def insert_all(
    entries: Sequence[DraftEntry], *, by: User | None, now: datetime, reason: str
) -> list[RowRefusal]:
    """Insert the entries with their events, in their order; or none, and every one that is refused."""
    if try_insert(entries, by=by, now=now, reason=reason):
        return []
    return split_storable(entries)[1] or insert_halves(entries, by=by, now=now, reason=reason)


def insert_good(
    entries: Sequence[DraftEntry], *, by: User | None, now: datetime, reason: str
) -> list[RowRefusal]:
    """Insert the entries that may be stored with their events, in their order; returns the others."""
    if try_insert(entries, by=by, now=now, reason=reason):
        return []
    good, refused = split_storable(entries)
    if refused and try_insert(good, by=by, now=now, reason=reason):
        return refused
    return [*refused, *insert_halves(good, by=by, now=now, reason=reason)]


def try_insert(entries: Sequence[DraftEntry], *, by: User | None, now: datetime, reason: str) -> bool:
    """Insert all of the entries with their events; False where the database refuses, and then there is none."""
    try:
        with transaction.atomic():
            create_many([entry.credit for entry in entries], by=by, now=now, reason=reason)
            create_many([use for entry in entries for use in entry.uses], by=by, now=now, reason=reason)
            voiced = [portrayal for entry in entries for portrayal in entry.portrayals]
            create_many(voiced, by=by, now=now, reason=reason)
    except (IntegrityError, DataError):
        for entry in entries:
            forget_keys(entry)
        return False
    return True


def insert_halves(
    entries: Sequence[DraftEntry], *, by: User | None, now: datetime, reason: str
) -> list[RowRefusal]:
    """Insert what the database lets in and return the rest, where only it knows why: somebody else enters the same just now.

    What it refuses is halved until the bad row stands alone.
    """
    if len(entries) <= 1:
        return [RowRefusal(entry.index, find_violation(entry)) for entry in entries]
    half = len(entries) // 2
    refused = []
    for part in (entries[:half], entries[half:]):
        if not try_insert(part, by=by, now=now, reason=reason):
            refused += insert_halves(part, by=by, now=now, reason=reason)
    return refused


def forget_keys(entry: DraftEntry) -> None:
    """What was taken back has no keys any more."""
    for entity in (entry.credit, *entry.uses, *entry.portrayals):
        forget_key(entity)
    parts: tuple[AIUse | Portrayal, ...] = (*entry.uses, *entry.portrayals)
    for part in parts:
        part.credit = entry.credit


def find_violation(entry: DraftEntry) -> Refusal:
    """Which constraint the row breaks, in its own sentence."""
    try:
        check_entity(entry.credit)
        with transaction.atomic():
            entry.credit.save(force_insert=True)
            for use in entry.uses:
                use.credit = entry.credit
                check_entity(use)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal
    except IntegrityError as error:
        if not is_unique_conflict(error):
            raise
    return Refusal(_("Somebody else entered the same credits at the same time; try again."))
