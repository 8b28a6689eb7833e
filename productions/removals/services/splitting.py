"""Making two contributors of one: chosen credits, names and identifiers are another person's; and one again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import read_registered_systems
from productions.catalogue.models.works import Production
from productions.claims.services.disputes import reopen_claims
from productions.credits.models.credits import Credit
from productions.credits.services.credit_signals import credit_changed
from productions.ledger.services.writing import change_each, change_entity, create_many, mark_removed
from productions.operations.services.name_lock import hold_names
from productions.operations.services.turns import lock_identities
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.contributors import copy_name, draft_contributors, has_credits
from productions.removals.services.split_checks import SplitParts, find_parts, refuse_lost_part, refuse_split
from productions.removals.services.undo import (
    count_shown,
    find_undoable,
    list_undoable_keys,
    mark_undone,
    refuse_lost_primary,
    require_undo_reason,
    tell_loss,
)
from productions.removals.services.undo_rows import LeftRow, Undone, put_back
from productions.shared.choices import CreditState
from productions.shared.intake_choices import SharedAct, UndoableKind
from productions.shared.refusals import Refusal
from productions.shared_entries.models import Undoable
from productions.shared_entries.services.shared_entries import require_right
from productions.shared_entries.services.undoables import MADE_ENTRIES, RowWatch, keep_undoable
from productions.users import access
from productions.users.models import User
from productions.withholding.services.withholding import keep_wish

ACTION = "split"
FOLLOWED_STATES = (CreditState.CONTRIBUTOR_CONFIRMED, CreditState.DISPUTED)
"""States from which something follows when a credit gets another person (`claims.services.disputes`)."""


@transaction.atomic
def split_contributor(
    contributor: Contributor,
    *,
    credits: Sequence[str],
    by: User | None,
    now: datetime,
    reason: str,
    names: Sequence[str] = (),
    identifiers: Sequence[str] = (),
    into: Contributor | None = None,
    name: str = "",
    disambiguation: str = "",
) -> Contributor:
    """Give another person the credits, names and identifiers (uids) that are theirs; returns that person.

    That is `into`, or a new entry of this `name`, which needs a `disambiguation` where it is the same. Credits keep what they print, their
    states and their AI declarations: the work is the same, only the entry was wrong. What `into` withholds is withheld on them too (H16).
    Raises Refusal, NotAllowed, and ProposalNeeded where other productions are concerned (H15). `undo_split` takes it back.
    """
    access.require_editor_or_registrar(by)
    parts = find_parts(contributor, credits, names, identifiers, by=by)
    refuse_split(contributor, parts, into, name=name, disambiguation=disambiguation, reason=reason)
    require_right(
        by, contributor, SharedAct.SPLIT, also=into, reason=reason, credits=list(credits), names=list(names),
        identifiers=list(identifiers), name=name, disambiguation=disambiguation,
    )  # fmt: skip
    hold_names()  # before any row is locked, as who enters names does
    watch = RowWatch()
    if into is None:
        place = parts.credits[0].production
        other = enter_other(contributor, name, disambiguation, place, by=by, now=now, reason=reason)
        watch.note_made(other)
    else:
        other = into
        if (earlier := find_undoable(other, UndoableKind.SPLIT)) is not None:
            mark_undone(earlier, by=by, now=now)  # the later split is the one to take back
    watch.watch([*parts.credits, *parts.names, *parts.identifiers])
    before = count_shown(contributor)
    hand_over_parts(parts, contributor, other, by=by, now=now, reason=reason)
    tell_loss(contributor, before, by=by, now=now, reason=reason, action=ACTION)
    for person in (contributor, other):
        copy_name(person)
    keep_undoable(watch, other, UndoableKind.SPLIT, by=by, now=now, into=contributor)
    return other


def hand_over_parts(
    parts: SplitParts,
    contributor: Contributor,
    other: Contributor,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Give the other person what is theirs. What they withhold is withheld on it too (H16)."""
    move_credits(parts.credits, contributor, other, by=by, now=now, reason=reason)
    move_names(parts.names, other, by=by, now=now, reason=reason)
    for identifier in parts.identifiers:
        change_entity(identifier, {"contributor": other}, by=by, now=now, action=ACTION, reason=reason)
    for wish in other.wishes.withholding().select_related("production", "statement"):
        keep_wish(wish, by=by, now=now)


def enter_other(
    contributor: Contributor,
    name: str,
    disambiguation: str,
    production: Production,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> Contributor:
    """The new entry. The members of the production of a credit that it gets see it from now on. No access is asked: the split was."""
    lock_identities([name])
    made, names, refused = draft_contributors(
        [(contributor.kind, name)], systems=read_registered_systems(), production=production
    )
    for refusal in refused.values():
        raise Refusal(fields={"name": refusal.reasons})
    people = list(made.values())
    for other in people:
        other.disambiguation = disambiguation.strip()
    create_many(people, by=by, now=now, reason=reason)
    for primary in names:
        primary.contributor = primary.contributor  # its key is known only now
    create_many(names, by=by, now=now, reason=reason)
    return people[0]


def move_credits(
    credits: Collection[Credit],
    contributor: Contributor,
    other: Contributor,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Give the credits their person, and do what follows from that for some of them. Raises Refusal where one is no longer `contributor`'s."""
    rows = Credit.objects.select_for_update(of=("self",)).with_links()
    chosen = rows.current().filter(contributor=contributor, pk__in=[credit.pk for credit in credits])
    locked = list(chosen.order_by("pk"))
    if len(locked) < len(credits):
        raise refuse_lost_part()  # somebody was faster, while this waited for its turn
    change_each(locked, partial(set_person, other), by=by, now=now, action=ACTION, reason=reason)
    for credit in locked:
        if credit.state in FOLLOWED_STATES:
            credit_changed.send(sender=Credit, credit=credit, renamed=False, reassigned=True, by=by, now=now)


def set_person(person: Contributor, credit: Credit) -> None:
    credit.contributor = person


def move_names(
    names: Collection[ContributorName], other: Contributor, *, by: User | None, now: datetime, reason: str
) -> None:
    """Give the names their person; one that the other has already is only taken off."""
    known = set(other.names.live().of_everybody().values_list("text", "script", "kind"))
    for name in names:
        if (name.text, name.script, name.kind) in known:
            mark_removed(name, by=by, now=now, reason=reason)
        else:
            change_entity(name, {"contributor": other}, by=by, now=now, action=ACTION, reason=reason)


@transaction.atomic
def undo_split(other: Contributor, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Give the entry that `other` was split off what is its own again. A new entry goes, unless it has credits of its own by now.

    What was changed since is left and told. Who may split may undo it. Raises Refusal, NotAllowed, ProposalNeeded.
    """
    require_undo_reason(reason)
    access.require_editor_or_registrar(by)
    undoable = find_undoable(other, UndoableKind.SPLIT)
    source = find_split_source(undoable) if undoable is not None else None
    if undoable is None or source is None or other.removed_at is not None or source.removed_at is not None:
        raise Refusal(
            _("This entry was not split off another one, or one of the two was removed or merged since.")
        )
    require_right(by, other, SharedAct.UNDO_SPLIT, also=source, reason=reason)
    hold_names()
    undone, before = Undone(other), count_shown(other)
    refuse_lost_primary(undoable, other)
    put_back(undoable, undone, by=by, now=now, reason=reason)
    credits = Credit.objects.filter(pk__in=list_undoable_keys(undoable, Credit)).with_names()
    locked = credits.select_for_update(of=("self",)).order_by("pk")
    at = (undoable.done_at, undoable.done_at)
    reopen_claims(locked, between=at, by=by, now=now, reason=reason)
    for wish in source.wishes.withholding().select_related("production", "statement"):
        keep_wish(wish, by=by, now=now)
    tell_loss(other, before, by=by, now=now, reason=reason, action="split undone")
    copy_name(source)
    copy_name(other)
    mark_undone(undoable, by=by, now=now)
    take_back_made(undoable, undone, other, by=by, now=now, reason=reason)
    return undone


def find_split_source(undoable: Undoable) -> Contributor | None:
    """The entry that something was split off."""
    return (
        Contributor.objects.filter(uid=undoable.into_uid).first() if undoable.into_uid is not None else None
    )


def take_back_made(
    undoable: Undoable, undone: Undone, other: Contributor, *, by: User | None, now: datetime, reason: str
) -> None:
    """Remove the entry that the split made, where nothing else is its own."""
    if not list_undoable_keys_of(undoable, MADE_ENTRIES):
        return
    if has_credits(other) or is_in_use(other):
        undone.left.append(LeftRow("contributor", str(other.uid), _("It has entries of its own by now.")))
    else:
        mark_removed(other, by=by, now=now, reason=reason)


def is_in_use(person: Contributor) -> bool:
    """Whether something besides a name of its own hangs on the entry."""
    return (
        person.names.live().filter(primary=False).exists()
        or ExternalId.objects.live().filter(contributor=person).exists()
        or person.group_members.live().exists()
        or person.group_memberships.live().exists()
        or person.validated_ai_uses.live().exists()
        or person.ai_declarations.live().exists()
    )


def list_undoable_keys_of(undoable: Undoable, table: str) -> list[int]:
    return [key for name, key, _values in undoable.lines if name == table]
