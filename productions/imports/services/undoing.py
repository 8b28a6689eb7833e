"""An import taken back as one batch: what it entered goes, what it changed is as before, what it removed comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from productions.cast.models import Character
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.credits import update_credit
from productions.imports.models import ImportBatch, ImportRow
from productions.imports.services.catalogue_entering import undo_catalogue
from productions.imports.services.undoing_cuts import undo_cut_list, undo_placements
from productions.imports.services.undone_import import UndoneImport, read_old_value, tell_changed_since
from productions.ledger.models import Event
from productions.ledger.services.writing import change_entity
from productions.removals.services.credit_removal import remove_credits
from productions.removals.services.people_removal import remove_unused_people
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_removal
from productions.shared.choices import PERSONAL_MARK, CreditState, MembershipLevel
from productions.shared.intake_choices import ImportKind, ImportOutcome
from productions.shared.models import Removable
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.songs.models import Song
from productions.users import access
from productions.users.models import User

MADE_TABLES: tuple[type[Removable], ...] = (Song, Character)
"""What is entered beside credits and people, in the order in which it is taken back."""


def find_import(uid: UUID, *, by: User | None) -> ImportBatch | None:
    """The import with this uid, of those whose productions `by` edits, and of catalogues that `by` entered; None where there is none."""
    batch = ImportBatch.objects.filter(uid=uid).select_related("production").first()
    if batch is None:
        return None
    if batch.production is None:
        try:
            require_entered(batch, by)
        except NotAllowed:
            return None
        return batch
    return batch if access.may_act(by, batch.production, MembershipLevel.EDITOR) else None


def require_entered(batch: ImportBatch, by: User | None) -> None:
    """Raise NotAllowed unless `by` entered the catalogue, or may do everything."""
    if batch.imported_by is None:
        access.require_superuser(by)
    else:
        access.require_own(by, batch.imported_by)


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: User | None, now: datetime, reason: str) -> UndoneImport:
    """Take back an import (editors; approvers where its credits are confirmed by now).

    A credit that somebody changed since is left as it is, and told, as is one that `by` may not remove. People, characters and songs
    that it entered go where nothing else stands on them. Raises NotAllowed; Refusal where it was taken back before.
    """
    production = batch.production
    if production is None:
        require_entered(batch, by)
    else:
        access.require_level(by, production, MembershipLevel.EDITOR)
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at is not None:
        raise Refusal(_("This import was taken back already."))
    undone = UndoneImport()
    if production is None:
        undo_catalogue(batch, undone, by=by, now=now, reason=reason)
    else:
        UNDOERS[ImportKind(batch.kind)](batch, production, undone, by=by, now=now, reason=reason)
    change_entity(batch, {"undone_at": now, "undone_by": by}, by=by, now=now, action="undone", reason=reason)
    return undone


def undo_credits(
    batch: ImportBatch,
    production: Production,
    undone: UndoneImport,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Take back a file of credits, and the songs, characters and people that it entered."""
    rows = list(batch.rows.exclude(credit=None).order_by("pk"))
    take_back_entered(batch, production, rows, undone, by=by, now=now, reason=reason)
    for row in rows:
        if row.outcome == ImportOutcome.UPDATED:
            change_back(batch, row, undone, by=by, now=now, reason=reason)
        elif row.outcome == ImportOutcome.REMOVED:
            restore(row, undone, by=by, now=now, reason=reason)
    for model in MADE_TABLES:
        remove_unused(model, batch.made.get(model._meta.model_name or "", ()), by=by, now=now, reason=reason)
    remove_unused_people(production, batch.made.get("contributor", ()), by=by, now=now, reason=reason)


def take_back_entered(
    batch: ImportBatch,
    production: Production,
    rows: Sequence[ImportRow],
    undone: UndoneImport,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Remove the credits that the import entered, but for those that are changed, or confirmed by an approver, since."""
    keys = [row.credit_id for row in rows if row.outcome == ImportOutcome.CREATED and row.credit_id]
    credits = Credit.objects.current().filter(pk__in=keys).with_links().select_for_update(of=("self",))
    taken = []
    changed = find_changed_since(batch, keys)
    may_approve = access.may_act(by, production, MembershipLevel.APPROVER)
    for credit in credits.order_by("pk"):
        if credit.state != CreditState.DRAFT and not may_approve:
            undone.left.append(_("“%s” is confirmed; an approver removes it.") % credit)
        elif credit.uid in changed:
            undone.left.append(tell_changed_since(credit))
        else:
            taken.append(credit)
    remove_credits(taken, by=by, now=now, reason=reason)
    undone.removed = len(taken)


def find_changed_since(batch: ImportBatch, keys: Sequence[int]) -> set[UUID]:
    """The credits of which the ledger tells anything but the import itself and that they were confirmed. One query."""
    uids = Credit.objects.filter(pk__in=keys).values("uid")
    later = Event.objects.filter(entity_uid__in=uids).exclude(at=batch.imported_at)
    return set(later.exclude(action=CreditState.CONFIRMED).values_list("entity_uid", flat=True))


def change_back(
    batch: ImportBatch, row: ImportRow, undone: UndoneImport, *, by: User | None, now: datetime, reason: str
) -> None:
    """Give a credit the values of before, as its event of the import has them."""
    credit = Credit.objects.current().with_links().filter(pk=row.credit_id or 0).first()
    if credit is None:
        return
    events = list(Event.objects.filter(entity_uid=credit.uid).order_by("-pk")[:2])
    event = next((each for each in events if each.at == batch.imported_at), None)
    if event is None or events[0] != event:
        undone.left.append(tell_changed_since(credit))
        return
    whole = event.changes | event.personal
    if any(PERSONAL_MARK in pair for pair in whole.values()):
        undone.left.append(_("“%s” is withheld since; it stays.") % credit)
        return
    values = {
        name: read_old_value(Credit, name, old) for name, (old, _new) in whole.items() if name in CHANGEABLE
    }
    update_credit(credit, by=by, now=now, reason=reason, **values)
    undone.changed += 1


CHANGEABLE = frozenset(
    {
        "credited_as", "name_breaks", "printed_as", "affiliation", "contracted_by", "last_episode", "last_cut", "role_as_printed",
        "role_as_printed_language", "character_as_printed", "character_as_printed_language", "dub_language", "edition",
        "headcount", "named_count", "absence_reason", "evidence_kind", "on_screen",
    }
)  # fmt: skip
"""Fields of a credit that an import changes and whose values the ledger keeps."""


def restore(row: ImportRow, undone: UndoneImport, *, by: User | None, now: datetime, reason: str) -> None:
    """Bring back a credit that was removed because the file had it no more."""
    credit = Credit.objects.filter(pk=row.credit_id or 0).with_links().first()
    if credit is None or credit.removed_at is None:
        return
    try:
        undo_removal(credit, by=by, now=now, reason=reason)
    except Refusal as refusal:
        undone.left.append(f"“{credit}”: {' '.join(refusal.reasons)}")
    else:
        undone.restored += 1


def remove_unused(
    model: type[Removable], keys: Sequence[int], *, by: User | None, now: datetime, reason: str
) -> None:
    """Remove what the import entered beside credits and nothing stands on; whatever is used meanwhile stays."""
    manager: Any = model._base_manager
    for entry in manager.filter(pk__in=list(keys), removed_at=None).order_by("pk"):
        try:
            with transaction.atomic():
                remove_entity(entry, by=by, now=now, reason=reason)
        except (NotAllowed, ProposalNeeded, Refusal):
            continue


UNDOERS = {
    ImportKind.CREDIT_SHEET: undo_credits,
    ImportKind.CUT_LIST: undo_cut_list,
    ImportKind.PLACEMENTS: undo_placements,
}
"""How the imports of one production are taken back."""
