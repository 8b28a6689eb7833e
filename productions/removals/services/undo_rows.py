"""The rows of an undo: each gets back its values of before, and what was changed since is left as it is and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.credits.services.withheld_names import restore_person
from productions.ledger.models import Redirect
from productions.ledger.services.ledger import find_production_of
from productions.ledger.services.writing import change_each, change_entity, mark_restored
from productions.operations.services.database_errors import is_unique_conflict
from productions.people.models.private_details import ContributorDetails
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import UndoableKind
from productions.shared.models import Record, Removable
from productions.shared.refusals import Refusal
from productions.shared_entries.models import Undoable
from productions.shared_entries.services.undoables import NO_TABLES, read_kept_values
from productions.users import access
from productions.users.models import User
from productions.wishes.models.wishes import Wish

VIEWER, EDITOR = MembershipLevel.VIEWER, MembershipLevel.EDITOR
Values = Mapping[str, list[Any]]
"""A row's columns with what they were before and after the act."""
FOLLOWING = frozenset(
    {
        ("credit", "contributor"), ("credit", "affiliation"), ("credit", "contracted_by"), ("aiuse", "validated_by"),
        ("aideclaration", "declared_by"), ("groupmembership", "group"), ("groupmembership", "member"), ("trackerid", "contributor"),
    }
)  # fmt: skip
"""Links that a merge moves: by table and column."""
UNDONE_ACTIONS: Mapping[UndoableKind, str] = {
    UndoableKind.MERGE: "merge undone",
    UndoableKind.REMOVAL: "removal undone",
    UndoableKind.KIND: "correction undone",
    UndoableKind.SPLIT: "split undone",
}
"""What the ledger calls it when a row gets its values of before."""


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that the undo did not touch, and why, in one sentence."""

    entity_type: str
    uid: str
    why: str


@dataclass(slots=True)
class Undone:
    """What an undo did: the entry that is back, and what was left."""

    entry: Any
    left: list[LeftRow] = field(default_factory=list)

    def tell(self, row: Record, why: str, *, by: User | None) -> None:
        """Tell of a row that was left, where `by` may read it: drafts and private details of others are none of theirs."""
        production = find_production_of(row)
        level = EDITOR if isinstance(row, ContributorDetails) else VIEWER
        if production is None or access.may_act(by, production, level):
            self.left.append(LeftRow(row._meta.model_name or "", str(row.uid), why))


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
        if table not in NO_TABLES:
            by_table.setdefault(table, {})[key] = values
    how = {"by": by, "now": now, "action": UNDONE_ACTIONS[UndoableKind(undoable.kind)], "reason": reason}
    for table, lines in by_table.items():
        model: Any = apps.get_model("productions", table)
        rows = [row for row in lock_rows(model, lines) if row != besides]
        ready = []
        for row in rows:
            if why := explain_change_since(row, lines[row.pk]):
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


def explain_change_since(row: Any, values: Values) -> str:
    """Why the row is left; an empty string where it still is as the act left it."""
    now = read_kept_values(row)
    # A column that is not kept any more, in the lines of an earlier version, follows others.
    if all(now.get(name, new) == new for name, (_old, new) in values.items()):
        return ""
    if isinstance(row, Credit) and row.withheld_statement_id is not None:
        return _("Its name has been withheld since.")
    return _("It has been changed since.")


def put_back_rows(model: Any, rows: list[Any], lines: Mapping[int, Values], how: dict[str, Any]) -> None:
    """Rows of one table, by the way in which the table is written."""
    if not rows:
        return
    if model is Redirect:
        for row in rows:
            Redirect.objects.filter(pk=row.pk).update(**read_old_values(model, lines[row.pk]))
    elif removed := [row for row in rows if "removed_at" in lines[row.pk]]:
        # After those that moved: they make room.
        put_back_rows(model, [row for row in rows if row not in removed], lines, how)
        for row in removed:
            follow_merges(row, by=how["by"], now=how["now"], reason=how["reason"])
            mark_restored(row, by=how["by"], now=how["now"], reason=how["reason"])
    elif model is Wish:
        for row in rows:
            values = read_old_links(model, [row], lines)[row.pk]
            change_entity(row, values | ({"end_reason": ""} if "ended_at" in values else {}), **how)
    else:
        old = read_old_links(model, rows, lines)
        try:
            with transaction.atomic():
                change_each(rows, partial(put_back_row, old=old), **how)
        except IntegrityError as error:
            if not is_unique_conflict(error):
                raise
            raise Refusal(
                _("Something else has taken the place of what would be restored; remove that first.")
            ) from error


def put_back_row(row: Any, old: Mapping[int, Mapping[str, Any]]) -> None:
    """One row in memory. A credit that the act withheld is named again as it says itself that it was."""
    values = dict(old[row.pk])
    if isinstance(row, Credit) and "withheld_statement" in values and values["withheld_statement"] is None:
        restore_person(row, person=values["contributor"])
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


def follow_merges(entry: Removable, *, by: User | None, now: datetime, reason: str) -> None:
    """An entry whose person or studio was merged while it was removed comes back with the entry that stands."""
    values = {}
    for table, name in sorted(FOLLOWING):
        person = getattr(entry, name) if table == entry._meta.model_name else None
        while person is not None and person.merged_into is not None:
            values[name] = person = person.merged_into
    if values:
        change_entity(entry, values, by=by, now=now, action="merged", reason=reason)
