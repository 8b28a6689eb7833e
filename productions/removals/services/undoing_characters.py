"""Making two characters again of one, as they were before they were merged."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from productions.cast.models import Character
from productions.credits.models.portrayals import Portrayal
from productions.ledger.models import Redirect
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import change_entity, mark_restored
from productions.removals.services.undo import mark_undone, require_undo_reason, require_undoable_merge
from productions.removals.services.undo_rows import Undone, put_back
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@transaction.atomic
def undo_character_merge(duplicate: Character, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Make two characters of one again: variants and credits that moved go back, and the uid leads to itself.

    An approver's act. What was entered or changed since stays as it is now, and is told. Raises Refusal, NotAllowed.
    """
    require_undo_reason(reason)
    access.require_level(by, duplicate.production, MembershipLevel.APPROVER)
    duplicate = Character.objects.select_for_update(of=("self",)).get(pk=duplicate.pk)
    into = find_character_target(duplicate)
    undoable = require_undoable_merge(duplicate, into)
    undone = Undone(duplicate)
    before = into.variants.live().count()
    mark_restored(duplicate, by=by, now=now, reason=reason, action="merge undone", merged_into=into)
    put_back(undoable, undone, by=by, now=now, reason=reason)
    follow_variants(duplicate, into, undone, by=by, now=now, reason=reason)
    left = into.variants.live().count()
    changes = {"variants": [before, left]} if left != before else {}
    record_event(into, action="merge undone", changes=changes, by=by, now=now, reason=reason)
    mark_undone(undoable, by=by, now=now)
    return undone


def follow_variants(
    duplicate: Character, into: Character, undone: Undone, *, by: User | None, now: datetime, reason: str
) -> None:
    """Portrayals that named a variant of the other character since the merge go with their variant, and are told."""
    parted = Portrayal.objects.filter(character__in=(duplicate, into), variant__isnull=False)
    parted = parted.exclude(variant__character=F("character"))
    for row in parted.select_related("character", "credit", "variant__character").order_by("pk"):
        assert row.variant is not None
        values = {"character": row.variant.character}
        change_entity(row, values, by=by, now=now, action="merge undone", reason=reason)
        undone.tell(row, _("It has been changed since."), by=by)


def find_character_target(duplicate: Character) -> Character:
    """The character that it is merged into by now. Raises Refusal."""
    led = Redirect.objects.standing().filter(from_uid=duplicate.uid).values("to_uid")
    into: Character | None = Character.objects.filter(uid__in=led).first()
    if into is None:
        raise Refusal(_("This entry is not merged."))
    return into
