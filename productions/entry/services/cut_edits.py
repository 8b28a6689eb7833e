"""A cut of a sheet under another number, taken out while it is empty, and brought back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.services.cuts import update_cut
from productions.entry.services.new_cuts import describe_doubt
from productions.entry.services.sheet_places import SheetPlace
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.ledger.services.writing import in_transaction
from productions.operations.services.database_errors import is_unique_conflict
from productions.removals.services.cut_removal import remove_unused_cuts, restore_unused_cut
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User


def lock_sheet_cut(place: SheetPlace, uid: UUID, *, removed: bool = False) -> Cut:
    """The cut, locked. Raises Stale where it is not in this sheet (any more)."""
    rows = Cut.objects.select_for_update(of=("self",)).filter(removed_at__isnull=not removed)
    cut: Cut | None = rows.filter(production=place.production, episode=place.episode, uid=uid).first()
    if cut is None:
        raise Stale(_("This cut is not in this sheet any more; reload the page."))
    cut.production, cut.episode = place.production, place.episode
    return cut


@in_transaction
def rename_sheet_cut(
    place: SheetPlace, uid: UUID, *, seen: str, number: str, is_sure: bool, by: User, now: datetime
) -> str:
    """Give a cut another number than the one that was `seen` (editors); returns a question instead where the number looks like a slip
    and nobody said that it `is_sure`. Raises NotAllowed, Stale, Refusal.
    """
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    number = number.strip()
    if not number:
        raise Refusal(_("No cut is named here."))
    cut = lock_sheet_cut(place, uid)
    if cut.number != seen:
        raise Stale(_("Somebody else gave this cut the number %s meanwhile.") % cut.number)
    if not is_sure and (doubt := describe_doubt([number])):
        return doubt
    same = Cut.objects.live().filter(production=place.production, episode=place.episode)
    if same.filter(number_key=normalize_cut_number(number)).exclude(pk=cut.pk).exists():
        raise Refusal(_("Cut %s is there already.") % number)
    try:
        with transaction.atomic():
            update_cut(cut, number=number, by=by, now=now)
    except IntegrityError as error:
        if not is_unique_conflict(error):
            raise
        raise Stale(_("Somebody else added the same cuts just now; reload the page.")) from error
    return ""


@in_transaction
def remove_sheet_cut(place: SheetPlace, uid: UUID, *, by: User, now: datetime) -> None:
    """Take out a cut on which nothing stands (editors). Raises NotAllowed, Stale, and Refusal that says what stands on it."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    cut = lock_sheet_cut(place, uid)
    if stays := remove_unused_cuts([cut], by=by, now=now, reason=_("It was taken out of the cut sheet.")):
        raise Refusal(*stays)


@in_transaction
def restore_sheet_cut(place: SheetPlace, uid: UUID, *, by: User, now: datetime) -> None:
    """Undo that (editors). Raises NotAllowed, Stale, Refusal."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    cut = lock_sheet_cut(place, uid, removed=True)
    restore_unused_cut(cut, by=by, now=now, reason=_("It was taken out of the cut sheet by mistake."))
