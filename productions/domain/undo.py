"""Taking back a merge or a removal: everything comes back as before, by one call (H15).

What the act changed is in its `Undoable`. A row that was changed since in the same column is left as it is now and told.
The ledger and the issued releases only go on: the undo has events of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.ai_state import lock_credit, settle_ai_state
from productions.domain.contributors import copy_name
from productions.domain.disputes import reopen_claims
from productions.domain.ledger import production_of, record_event
from productions.domain.name_lock import hold_names
from productions.domain.private_details import part_private_details
from productions.domain.removal import require_may_remove
from productions.domain.renditions import renew_renditions
from productions.domain.shared_entries import require_right
from productions.domain.undoables import JOINED, kept_values
from productions.domain.wishes import restore
from productions.domain.withholding import keep_wish, productions_of
from productions.domain.writing import change, change_each, mark_restored
from productions.intake_vocabulary import SharedAct, UndoableKind
from productions.models import (
    AIDeclaration,
    AIUse,
    Contributor,
    ContributorDetails,
    ContributorName,
    Credit,
    Redirect,
    Undoable,
    User,
    Wish,
)
from productions.models.base import Record, Removable
from productions.refusals import Refusal
from productions.vocabulary import AIState, MembershipLevel

Values = Mapping[str, list[Any]]
VIEWER, EDITOR = MembershipLevel.VIEWER, MembershipLevel.EDITOR
WITHHELD = "withheld_statement_id"


@dataclass(frozen=True, slots=True)
class Left:
    """A row that the undo did not touch, and why, in one sentence."""

    entity_type: str
    uid: str
    why: str


@dataclass(slots=True)
class Undone:
    """What an undo did: the entry that is back, and what was left."""

    entry: Any
    left: list[Left] = field(default_factory=list)

    def tell(self, row: Record, why: str, *, by: User | None) -> None:
        """Tell of a row that was left, where `by` may read it: drafts and private details of others are none of theirs."""
        production = production_of(row)
        level = EDITOR if isinstance(row, ContributorDetails) else VIEWER
        if production is None or access.may(by, production, level):
            self.left.append(Left(row._meta.model_name or "", str(row.uid), why))


def undoable_of(entry: Record, kind: UndoableKind) -> Undoable | None:
    """The act of this kind that stands on the entry, or None."""
    found = Undoable.objects.filter(
        kind=kind, entity_type=entry._meta.model_name, entity_uid=entry.uid, undone_at=None
    )
    return found.first()


@transaction.atomic
def undo_merge(duplicate: Contributor, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Make two entries of one again, as they were before `duplicate` was merged; its uid leads to itself.

    Credits, affiliations, AI uses, declarations, identifiers, names and wishes that moved go back. What was entered since stays
    where it is. Who may merge the two may undo it. Raises Refusal, NotAllowed, ProposalNeeded.
    """
    require_undo_reason(reason)
    into = still_merged_into(duplicate)
    require_right(by, duplicate, SharedAct.UNDO_MERGE, also=into, reason=reason)
    hold_names()  # before any row is locked, as who enters names does
    duplicate = Contributor.objects.select_for_update(of=("self",)).get(pk=duplicate.pk)
    into = still_merged_into(duplicate)
    undoable = undoable_of(duplicate, UndoableKind.MERGE)
    if undoable is None:
        raise Refusal(_("It was merged before merges could be undone; move its credits one by one."))
    if into.removed_at is not None:
        raise Refusal(_("The entry that it was merged into was merged or removed since; undo that first."))
    undone = Undone(duplicate)
    wishes = Wish.objects.filter(pk__in=keys_of(undoable, Wish))
    places = {production for wish in wishes for production in productions_of(wish)}
    refuse_lost_primary(undoable, into)
    before = count_shown(into)
    mark_restored(duplicate, by=by, now=now, reason=reason, action="merge undone")
    put_back(undoable, undone, by=by, now=now, reason=reason)
    joined = [(key, added) for table, key, added in undoable.lines if table == JOINED]
    for details in part_private_details(joined, duplicate, by=by, now=now, reason=reason):
        undone.tell(details, _("It was changed since."), by=by)
    # What goes back is told of where it goes: the entry that loses it is told of too, for its history, and for mirrors
    # where it is shown otherwise.
    changes = {
        name: [before[name], count] for name, count in count_shown(into).items() if before[name] != count
    }
    record_event(into, action="merge undone", changes=changes, by=by, now=now, reason=reason)
    for person in (duplicate, into):
        copy_name(person)
    places |= {production for wish in wishes.all() for production in productions_of(wish)}
    for wish in Wish.objects.withholding().filter(person__in=(duplicate, into)).order_by("pk"):
        keep_wish(wish, by=by, now=now)
    credits = Credit.objects.filter(pk__in=keys_of(undoable, Credit)).with_names()
    at = (undoable.done_at, undoable.done_at)
    reopen_claims(credits.select_for_update(of=("self",)), between=at, by=by, now=now, reason=reason)
    for production in sorted(places, key=lambda each: each.pk):
        renew_renditions(production, now=now)
    mark_undone(undoable, by=by, now=now)
    return undone


def count_shown(person: Contributor) -> dict[str, int]:
    """How many names and identifiers of the entry anybody may see, by the member that shows them."""
    return {
        "names": person.names.live().of_everybody().count(),
        "external_ids": person.external_ids.live().count(),
    }


def still_merged_into(duplicate: Contributor) -> Contributor:
    """The entry that it is merged into by now. Raises Refusal."""
    into = Contributor.objects.filter(merged=duplicate).first()
    if into is None:
        raise Refusal(_("This entry is not merged."))
    return into


def refuse_lost_primary(undoable: Undoable, into: Contributor) -> None:
    """Raise Refusal where a name that goes back became the primary one of the other entry, or was removed as its own primary."""
    moved = {
        key: values for table, key, values in undoable.lines if table == ContributorName._meta.model_name
    }
    names = ContributorName.objects.filter(pk__in=moved, contributor=into)
    if names.live().filter(primary=True).exists():
        raise Refusal(
            _("A name that would go back is the primary name by now; make another one primary first.")
        )
    for name in names.exclude(removed_at=None):
        if moved[name.pk].get("primary", [False])[0]:
            raise Refusal(_("The primary name that would go back was removed since; undo that first."))


@transaction.atomic
def undo_removal(entry: Removable, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Bring a removed entry back, with the AI uses and declarations that were removed with it.

    Who may remove it may undo it. Raises Refusal when what it belongs to is removed, or something took its place;
    NotAllowed, ProposalNeeded.
    """
    require_undo_reason(reason)
    require_may_remove(entry, by, reason, SharedAct.UNDO_REMOVAL)
    hold_names()  # before any row is locked, as who enters names does
    entry = type(entry)._base_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.removed_at is None:
        raise Refusal(_("This entry is not removed."))
    if isinstance(entry, Contributor) and entry.merged_into is not None:
        raise Refusal(_("This entry was merged; undo the merge."))
    undoable, at = undoable_of(entry, UndoableKind.REMOVAL), entry.removed_at
    refuse_absent_owner(entry)
    follow_merges(entry, by=by, now=now, reason=reason)
    mark_restored(entry, by=by, now=now, reason=reason)
    undone = Undone(entry)
    if undoable is not None:
        put_back(undoable, undone, by=by, now=now, reason=reason, besides=entry)
        mark_undone(undoable, by=by, now=now)
        if isinstance(entry, Credit):
            # also those that somebody accepted while the credit was gone
            reopen_claims([entry], between=(undoable.done_at, now), by=by, now=now, reason=reason)
    elif isinstance(entry, Credit):  # removed before removals could be undone: what went at the same moment
        for part in (*entry.ai_uses.filter(removed_at=at), *entry.ai_declarations.filter(removed_at=at)):
            mark_restored(part, by=by, now=now, reason=reason)
    settle_restored(entry)
    entry.refresh_from_db()
    return undone


def require_undo_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is undone.")]}, rule="H8")


def refuse_absent_owner(entry: Removable) -> None:
    """Raise Refusal where something that the entry belongs to is removed itself."""
    for column in entry._meta.concrete_fields:
        if not isinstance(column, models.ForeignKey) or column.name in ("entered_for", "merged_into"):
            continue
        owner = getattr(entry, column.name)
        merged = (entry._meta.model_name, column.name) in FOLLOWING and owner and owner.merged_into_id
        if isinstance(owner, Removable) and owner.removed_at is not None and not merged:
            raise Refusal(
                _("What it belongs to was removed too (%s); undo that first.") % column.verbose_name
            )


FOLLOWING = frozenset(
    {("credit", "contributor"), ("credit", "affiliation"), ("aiuse", "validated_by"), ("aideclaration", "declared_by")}
)  # fmt: skip
"""Links that a merge moves: by table and column."""


def follow_merges(entry: Removable, *, by: User | None, now: datetime, reason: str) -> None:
    """An entry whose person or studio was merged while it was removed comes back with the entry that stands."""
    values = {}
    for table, name in sorted(FOLLOWING):
        person = getattr(entry, name) if table == entry._meta.model_name else None
        while person is not None and person.merged_into is not None:
            values[name] = person = person.merged_into
    if values:
        change(entry, values, by=by, now=now, action="merged", reason=reason)


def settle_restored(entry: Removable) -> None:
    """Bring the columns of the credit up to date. Raises Refusal where “none” and a recorded use would stand together (H14)."""
    if not isinstance(entry, Credit | AIUse | AIDeclaration):
        return
    credit = lock_credit(entry if isinstance(entry, Credit) else entry.credit)
    none = credit.ai_declarations.live().filter(answer=AIState.NONE)
    if none.exists() and credit.ai_uses.live().exists():
        raise Refusal(
            _(
                "“No AI” is declared for this credit and an AI use is recorded: only one of the two can stand."
            ),
            rule="H14",
        )
    settle_ai_state(credit)


def keys_of(undoable: Undoable, model: type[models.Model]) -> list[int]:
    """The rows of a table among the lines."""
    return [key for table, key, _values in undoable.lines if table == model._meta.model_name]


def mark_undone(undoable: Undoable, *, by: User | None, now: datetime) -> None:
    """The act stands no longer."""
    Undoable.objects.filter(pk=undoable.pk).update(undone_by=by, undone_at=now)


def put_back(
    undoable: Undoable,
    undone: Undone,
    *,
    by: User | None,
    now: datetime,
    reason: str,
    besides: Record | None = None,
) -> None:
    """Give the rows of the lines their values of before, table by table; what was changed since is left and told."""
    by_table: dict[str, dict[int, Values]] = {}
    for table, key, values in undoable.lines:
        if table != JOINED:
            by_table.setdefault(table, {})[key] = values
    action = "merge undone" if undoable.kind == UndoableKind.MERGE else "removal undone"
    how = {"by": by, "now": now, "action": action, "reason": reason}
    for table, lines in by_table.items():
        model: Any = apps.get_model("productions", table)
        rows = [row for row in lock_rows(model, lines) if row != besides]
        ready = []
        for row in rows:
            if why := changed_since(row, lines[row.pk]):
                undone.tell(row, why, by=by)
            else:
                ready.append(row)
        put_back_rows(model, ready, lines, how)


def lock_rows(model: Any, lines: Mapping[int, Values]) -> list[Any]:
    """The rows, locked in the order of their keys, with their links read."""
    links = [column.name for column in model._meta.concrete_fields if column.is_relation]
    rows = model._base_manager.filter(pk__in=list(lines))
    rows = rows.select_related(*links) if links else rows
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def changed_since(row: Any, values: Values) -> str:
    """Why the row is left; an empty string where it still is as the act left it."""
    now = kept_values(row)
    if all(now[name] == new for name, (_old, new) in values.items()):
        return ""
    if isinstance(row, Credit) and row.withheld_statement_id is not None:
        return _("Its name was withheld since.")
    return _("It was changed since.")


def put_back_rows(model: Any, rows: list[Any], lines: Mapping[int, Values], how: dict[str, Any]) -> None:
    """Rows of one table, by the way in which the table is written."""
    if not rows:
        return
    if model is Redirect:
        for row in rows:
            Redirect.objects.filter(pk=row.pk).update(**read_old_values(model, lines[row.pk]))
    elif "removed_at" in lines[rows[0].pk]:
        for row in rows:
            follow_merges(row, by=how["by"], now=how["now"], reason=how["reason"])
            mark_restored(row, **how)
    elif model is Wish:
        for row in rows:
            values = read_old_links(model, [row], lines)[row.pk]
            change(row, values | ({"end_reason": ""} if "ended_at" in values else {}), **how)
    else:
        old = read_old_links(model, rows, lines)
        try:
            with transaction.atomic():
                change_each(rows, partial(put_back_row, old=old), **how)
        except IntegrityError as error:
            raise Refusal(
                _("Something else stands in the place of what would come back; remove that first.")
            ) from error


def put_back_row(row: Any, old: Mapping[int, Mapping[str, Any]]) -> None:
    """One row in memory. A credit that the act withheld is named again as it says itself that it was."""
    values = dict(old[row.pk])
    if isinstance(row, Credit) and "withheld_statement" in values and values["withheld_statement"] is None:
        restore(row, person=values["contributor"])
    for name, value in values.items():
        setattr(row, name, value)


def read_old_values(model: Any, values: Values) -> dict[str, Any]:
    """The values of before, as the columns have them."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: columns[name].to_python(old) for name, (old, _new) in values.items()}


def read_old_links(model: Any, rows: Iterable[Any], lines: Mapping[int, Values]) -> dict[int, dict[str, Any]]:
    """The values of before by row, with the entries that links lead to: one query for each kind of them."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    old = {row.pk: read_old_values(model, lines[row.pk]) for row in rows}
    wanted: dict[Any, set[int]] = {}
    for values in old.values():
        for name, value in values.items():
            if columns[name].is_relation and value is not None:
                wanted.setdefault(columns[name].related_model, set()).add(value)
    found = {related: related._base_manager.in_bulk(keys) for related, keys in wanted.items()}
    return {
        key: {
            columns[name].name: found[columns[name].related_model][value]
            if columns[name].is_relation and value is not None
            else value
            for name, value in values.items()
        }
        for key, values in old.items()
    }
