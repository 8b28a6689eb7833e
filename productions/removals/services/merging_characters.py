"""Making one character of two entries that are one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.cast.models import Character, CharacterVariant
from productions.credits.models.portrayals import Portrayal
from productions.ledger.models import Redirect
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import change_entity, mark_removed
from productions.removals.services.merge_checks import require_two_entries
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import UndoableKind
from productions.shared.refusals import Refusal
from productions.shared_entries.services.undoables import RowWatch, keep_undoable
from productions.users import access
from productions.users.models import User


@transaction.atomic
def merge_characters(
    duplicate: Character, *, into: Character, by: User | None, now: datetime, reason: str
) -> Character:
    """Everything moves to `into`, and the duplicate's uid leads there (H8); an approver's act.

    Credits keep what was printed. Of variants that both have, one stays. Raises NotAllowed, Refusal.
    `undoing_characters.undo_character_merge` takes it back.
    """
    access.require_level(by, duplicate.production, MembershipLevel.APPROVER)
    refuse_character_merge(duplicate, into, reason)
    was_public = Character.objects.public().filter(pk=duplicate.pk).exists()
    how: dict[str, Any] = {"by": by, "now": now, "reason": reason}
    watch = watch_character_merge(duplicate)
    kept = {(variant.kind, variant.label): variant for variant in into.variants.live()}
    of_into: dict[int, CharacterVariant] = {}
    doubled = []
    for variant in duplicate.variants.live().order_by("pk"):
        same = kept.get((variant.kind, variant.label))
        of_into[variant.pk] = same or change_entity(variant, {"character": into}, action="merged", **how)
        doubled.extend([variant] if same else [])
    standing: set[tuple[int, int | None]] = set(into.portrayals.live().values_list("credit_id", "variant_id"))
    moving = duplicate.portrayals.live().select_related("credit", "character", "variant")
    for portrayal in moving.order_by("pk"):
        move_portrayal(portrayal, into, of_into, standing, **how)
    for variant in doubled:
        mark_removed(variant, **how)
    duplicate.removed_at = now
    duplicate.save(update_fields=["removed_at"])
    Redirect.objects.standing().filter(to_uid=duplicate.uid).update(to_uid=into.uid)
    Redirect.objects.create(
        entity_type="character", from_uid=duplicate.uid, to_uid=into.uid, was_public=was_public
    )
    changes = {"merged_into": [None, str(into.uid)]}
    record_event(duplicate, action="merged", changes=changes, **how)
    keep_undoable(watch, duplicate, UndoableKind.MERGE, by=by, now=now, into=into)
    return into


def watch_character_merge(duplicate: Character) -> RowWatch:
    """Every row that making one of the two may change, as it is."""
    watch = RowWatch()
    watch.watch(duplicate.variants.all())
    watch.watch(duplicate.portrayals.all())
    watch.watch(Redirect.objects.standing().filter(to_uid=duplicate.uid))
    return watch


def move_portrayal(
    portrayal: Portrayal,
    into: Character,
    of_into: dict[int, CharacterVariant],
    standing: set[tuple[int, int | None]],
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Give a credit the entry that stays; where it has that already, one is enough."""
    variant = of_into[portrayal.variant_id] if portrayal.variant_id else None
    key = (portrayal.credit_id, variant.pk if variant else None)
    if key in standing:
        mark_removed(portrayal, by=by, now=now, reason=reason)
        return
    standing.add(key)
    values = {"character": into, "variant": variant}
    change_entity(portrayal, values, by=by, now=now, action="merged", reason=reason)


def refuse_character_merge(duplicate: Character, into: Character, reason: str) -> None:
    require_two_entries(duplicate, into, reason)
    if duplicate.production_id != into.production_id:
        raise Refusal(fields={"into": [_("“%s” is a character of another production.") % into]})
