"""Making one contributor of two."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from productions.ledger.models import Redirect
from productions.ledger.services.ledger import record_event
from productions.ledger.services.writing import change_entity
from productions.operations.services.name_lock import hold_names
from productions.people.models.people import Contributor
from productions.people.services.contributors import blank_contributor
from productions.people.services.external_ids import list_unknown_identifiers
from productions.people.services.groups import join_groups
from productions.people.services.private_details import join_private_details
from productions.people.services.tracker_ids import join_tracker_ids
from productions.removals.services.doubled_credits import (
    Merged,
    find_doubled_credits,
    join_doubled_credits,
    refuse_open_questions,
)
from productions.removals.services.merge_checks import refuse_merge, watch_merge
from productions.shared.intake_choices import SharedAct, UndoableKind
from productions.shared_entries.services.shared_entries import require_right
from productions.shared_entries.services.undoables import keep_undoable
from productions.users import access
from productions.users.models import User
from productions.withholding.services.withholding import join_wishes


@transaction.atomic
def merge_contributors(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> Merged:
    """Make one entry of two: everything moves to `into`, the duplicate's uid leads there (H8).

    Every credit keeps its `credited_as`, unless one of the two withheld their name: then both have. Of a credit that both hold one goes, and
    is told (`doubled_credits`). Raises Refusal when they are the same, of different kinds, or such a credit has an open question, and
    ProposalNeeded where other productions are concerned (H15). `undo.undo_merge` takes it back.
    """
    access.require_editor_or_registrar(by)
    refuse_merge(duplicate, into, reason)
    require_right(by, duplicate, SharedAct.MERGE, also=into, reason=reason)
    hold_names()
    doubled = find_doubled_credits(duplicate, into)
    refuse_open_questions(doubled, by=by)
    watch = watch_merge(duplicate, into, doubled)
    was_public = Contributor.objects.public().filter(pk=duplicate.pk).exists()
    watch.note_placed(join_doubled_credits(doubled, by=by, now=now, reason=reason))
    move_entries(duplicate, into, by=by, now=now, reason=reason)
    join_tracker_ids(duplicate, into=into, by=by, now=now, reason=reason)
    join_groups(duplicate, into=into, by=by, now=now, reason=reason)
    watch.note_joined(join_private_details(duplicate, into=into, by=by, now=now, reason=reason))
    move_missing_names(duplicate, into, by=by, now=now, reason=reason)
    blank_contributor(duplicate)  # what was left with it: names that `into` has too
    duplicate.removed_at = now
    duplicate.merged_into = into
    duplicate.save(update_fields=["removed_at", "merged_into"])
    Redirect.objects.standing().filter(to_uid=duplicate.uid).update(to_uid=into.uid)
    Redirect.objects.create(
        entity_type="contributor", from_uid=duplicate.uid, to_uid=into.uid, was_public=was_public
    )
    changes = {"merged_into": [None, str(into.uid)]}
    record_event(duplicate, action="merged", changes=changes, by=by, now=now, reason=reason)
    join_wishes(duplicate, into=into, by=by, now=now, reason=reason)
    keep_undoable(watch, duplicate, UndoableKind.MERGE, by=by, now=now, into=into)
    return Merged(into, doubled)


def move_entries(
    duplicate: Contributor, into: Contributor, *, by: User | None, now: datetime, reason: str
) -> None:
    """Let what refers to the duplicate refer to the entry that stays."""
    moving: list[tuple[Iterable[Model], str]] = [
        (duplicate.credits.live().order_by("pk"), "contributor"),
        (duplicate.affiliated_credits.live().order_by("pk"), "affiliation"),
        (duplicate.contracted_credits.live().order_by("pk"), "contracted_by"),
        (duplicate.validated_ai_uses.live(), "validated_by"),
        (duplicate.ai_declarations.live(), "declared_by"),
        (list_unknown_identifiers(duplicate, into), "contributor"),
    ]
    for entries, field in moving:
        for entry in entries:
            change_entity(entry, {field: into}, by=by, now=now, action="merged", reason=reason)


def move_missing_names(
    duplicate: Contributor, into: Contributor, *, by: User | None, now: datetime, reason: str
) -> None:
    """Move the names that the entry that stays has not; none of them is its primary one."""
    known = set(into.names.live().values_list("text", "script", "kind", "production"))
    for name in duplicate.names.live():
        if (name.text, name.script, name.kind, name.production_id) not in known:
            values = {"contributor": into, "primary": False}
            change_entity(name, values, by=by, now=now, action="merged", reason=reason)
