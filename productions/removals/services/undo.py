"""Taking back a merge or a removal: everything comes back as before, by one call (H15).

What the act changed is in its `Undoable`. A row that was changed since in the same column is left as it is now and told.
The ledger and the issued releases only go on: the undo has events of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from productions.cast.models import Character
from productions.claims.services.disputes import reopen_claims
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.credits.services.ai_state import lock_credit, settle_ai_state
from productions.ledger.models import Redirect
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import mark_restored
from productions.operations.services.name_lock import hold_names
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.contributors import copy_name
from productions.people.services.private_details import part_private_details
from productions.releases.services.renditions import renew_renditions
from productions.removals.services.doubled_credits import leave_billing_places
from productions.removals.services.removal import require_may_remove
from productions.removals.services.undo_rows import FOLLOWING, Undone, follow_merges, put_back
from productions.segments.models import EpisodePart
from productions.segments.services import check_cut_range
from productions.shared.choices import AIState
from productions.shared.intake_choices import SharedAct, UndoableKind
from productions.shared.models import Record, Removable
from productions.shared.refusals import Refusal
from productions.shared_entries.models import Undoable
from productions.shared_entries.services.shared_entries import require_right
from productions.shared_entries.services.undoables import BILLED_PLACES, JOINED_DETAILS, name_undoable
from productions.users.models import User
from productions.wishes.models.wishes import Wish
from productions.withholding.services.withholding import keep_wish, list_wish_productions


def find_undoable(entry: Record, kind: UndoableKind) -> Undoable | None:
    """The act of this kind that stands on the entry, or None."""
    found = Undoable.objects.filter(
        kind=kind, entity_type=name_undoable(entry, kind), entity_uid=entry.uid, undone_at=None
    )
    return found.first()


def require_undoable_merge(duplicate: Record, into: Removable) -> Undoable:
    """The merge of the entry into another one that stands. Raises Refusal."""
    undoable = find_undoable(duplicate, UndoableKind.MERGE)
    if undoable is None:
        raise Refusal(_("It was merged before merges could be undone; move its credits one by one."))
    if into.removed_at is not None:
        raise Refusal(
            _("The entry that it was merged into has since been merged or removed; undo that first.")
        )
    return undoable


def reopen_merged_claims(undoable: Undoable, *, by: User | None, now: datetime, reason: str) -> None:
    """Open the claims again that the merge closed."""
    credits = Credit.objects.filter(pk__in=list_undoable_keys(undoable, Credit)).with_names()
    at = (undoable.done_at, undoable.done_at)
    locked = credits.select_for_update(of=("self",)).order_by("pk")
    reopen_claims(locked, between=at, by=by, now=now, reason=reason)


@transaction.atomic
def undo_merge(duplicate: Contributor, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Make two entries of one again, as they were before `duplicate` was merged; its uid leads to itself.

    Credits, affiliations, AI uses, declarations, identifiers, names and wishes that moved go back. What was entered since stays
    where it is. Who may merge the two may undo it. Raises Refusal, NotAllowed, ProposalNeeded.
    """
    require_undo_reason(reason)
    into = find_merge_target(duplicate)
    require_right(by, duplicate, SharedAct.UNDO_MERGE, also=into, reason=reason)
    hold_names()  # before any row is locked, as who enters names does
    duplicate = Contributor.objects.select_for_update(of=("self",)).get(pk=duplicate.pk)
    into = find_merge_target(duplicate)
    undoable = require_undoable_merge(duplicate, into)
    undone = Undone(duplicate)
    wishes = Wish.objects.filter(pk__in=list_undoable_keys(undoable, Wish))
    places = {production for wish in wishes for production in list_wish_productions(wish)}
    refuse_lost_primary(undoable, into)
    before = count_shown(into)
    mark_restored(duplicate, by=by, now=now, reason=reason, action="merge undone")
    put_back(undoable, undone, by=by, now=now, reason=reason)
    settle_parts(undoable)
    placed = [(key, places) for table, key, places in undoable.lines if table == BILLED_PLACES]
    leave_billing_places(placed, by=by, now=now, reason=reason)
    joined = [(key, added) for table, key, added in undoable.lines if table == JOINED_DETAILS]
    for details in part_private_details(joined, duplicate, by=by, now=now, reason=reason):
        undone.tell(details, _("It has been changed since."), by=by)
    tell_loss(into, before, by=by, now=now, reason=reason, action="merge undone")
    for person in (duplicate, into):
        copy_name(person)
    places |= {production for wish in wishes.all() for production in list_wish_productions(wish)}
    for wish in Wish.objects.withholding().filter(person__in=(duplicate, into)).order_by("pk"):
        keep_wish(wish, by=by, now=now)
    reopen_merged_claims(undoable, by=by, now=now, reason=reason)
    for production in sorted(places, key=lambda each: each.pk):
        renew_renditions(production, now=now)
    mark_undone(undoable, by=by, now=now)
    return undone


def settle_parts(undoable: Undoable) -> None:
    """Bring the credits up to date whose AI uses and declarations moved to others or went, and came back."""
    keys = set[int]()
    for model in (AIUse, AIDeclaration):
        moved = [values for table, _key, values in undoable.lines if table == model._meta.model_name]
        keys.update(key for values in moved for key in values.get("credit_id", ()))
        rows: Any = model._base_manager.filter(pk__in=list_undoable_keys(undoable, model))
        keys.update(rows.values_list("credit", flat=True) if moved else ())
    for credit in Credit.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        settle_ai_state(credit)


def tell_loss(
    contributor: Contributor,
    before: dict[str, int],
    *,
    by: User | None,
    now: datetime,
    reason: str,
    action: str,
) -> None:
    """What moves is told of where it goes; the entry that loses it is told of too, for its history, and for mirrors where it is shown otherwise."""
    after = count_shown(contributor)
    changes = {name: [count, after[name]] for name, count in before.items() if count != after[name]}
    record_event(contributor, action=action, changes=changes, by=by, now=now, reason=reason)


def count_shown(person: Contributor) -> dict[str, int]:
    """How many names and identifiers of the entry anybody may see, by the member that shows them."""
    return {
        "names": person.names.live().of_everybody().count(),
        "external_ids": person.external_ids.live().count(),
    }


def find_merge_target(duplicate: Contributor) -> Contributor:
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
            _("A name that would be moved back is now the primary name; make another one primary first.")
        )
    for name in names.exclude(removed_at=None):
        if moved[name.pk].get("primary", [False])[0]:
            raise Refusal(_("The primary name that would be moved back has been removed; undo that first."))


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
    if isinstance(entry, Character) and Redirect.objects.standing().filter(from_uid=entry.uid).exists():
        raise Refusal(_("This entry was merged; undo the merge."))
    undoable, at = find_undoable(entry, UndoableKind.REMOVAL), entry.removed_at
    refuse_absent_owner(entry)
    if isinstance(entry, EpisodePart):
        check_cut_range(entry, entry.first_cut, entry.last_cut)
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


def list_undoable_keys(undoable: Undoable, model: type[models.Model]) -> list[int]:
    """The rows of a table among the lines."""
    return [key for table, key, _values in undoable.lines if table == model._meta.model_name]


def mark_undone(undoable: Undoable, *, by: User | None, now: datetime) -> None:
    """The act stands no longer."""
    Undoable.objects.filter(pk=undoable.pk).update(undone_by=by, undone_at=now)
