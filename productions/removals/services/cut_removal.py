"""Cuts out of the record at once, those on which nothing stands."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.placements import CutPlacement
from productions.credits.models.credits import Credit
from productions.ledger.services.removing_many import mark_each_removed
from productions.ledger.services.writing import mark_restored
from productions.removals.services.removal import find_cut_obstacle
from productions.segments.models import EpisodePart
from productions.shared.refusals import Refusal
from productions.users.models import User


@transaction.atomic
def remove_unused_cuts(cuts: Sequence[Cut], *, by: User | None, now: datetime, reason: str) -> list[str]:
    """Take out cuts that the caller has locked and was asked to take back; returns a sentence for each that stays.

    Costs the same few queries for any number of cuts that go, and some for each that stays. Who may is the caller's to ask.
    """
    this = OuterRef("pk")
    stood_on = (
        Exists(Credit.objects.current().filter(Q(cut=this) | Q(last_cut=this)))
        | Exists(CutPlacement.objects.live().filter(cut=this))
        | Exists(EpisodePart.objects.live().filter(Q(first_cut=this) | Q(last_cut=this)))
        | Exists(CutRelation.objects.live().filter(Q(from_cut=this) | Q(to_cut=this)))
    )
    rows = Cut.objects.filter(stood_on, pk__in=[cut.pk for cut in cuts])
    used = set(rows.values_list("pk", flat=True))
    free = [cut for cut in cuts if cut.pk not in used]
    mark_each_removed(free, by=by, now=now, reason=reason)
    related = _("Cut %s is related to another cut; take that out first.")
    return [find_cut_obstacle(cut) or related % cut for cut in cuts if cut.pk in used]


@transaction.atomic
def restore_unused_cut(cut: Cut, *, by: User | None, now: datetime, reason: str) -> None:
    """Bring back a cut that was taken out so, which the caller has locked. Who may is the caller's to ask.

    Raises Refusal where its episode is gone, or another cut has its number by now.
    """
    if cut.episode is not None and cut.episode.removed_at is not None:
        raise Refusal(_("The episode of this cut was removed; undo that first."))
    same = Cut.objects.live().filter(production=cut.production_id, episode=cut.episode_id)
    if same.filter(number_key=cut.number_key).exists():
        raise Refusal(_("Cut %s is there already.") % cut.number)
    mark_restored(cut, by=by, now=now, reason=reason)
