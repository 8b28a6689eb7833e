"""Correcting a contributor's kind: the entry and its credits in one act, which can be taken back (H15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.ledger.services.writing import change_each
from productions.operations.services.name_lock import hold_names
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor
from productions.people.services.contributors import renew_name_keys
from productions.people.services.identities import find_merged_keys
from productions.removals.services.undo import find_undoable, mark_undone, require_undo_reason
from productions.removals.services.undo_rows import Undone, put_back
from productions.shared.choices import AbsenceReason, ContributorKind, CreditKind
from productions.shared.intake_choices import SharedAct, UndoableKind
from productions.shared.refusals import Refusal
from productions.shared_entries.models import Undoable
from productions.shared_entries.services.shared_entries import require_right
from productions.shared_entries.services.undoables import RowWatch, keep_undoable
from productions.users import access
from productions.users.models import User
from productions.wishes.models.wishes import Wish

ACTION = "kind corrected"


@dataclass(frozen=True, slots=True)
class CorrectedKind:
    """What a correction did: the entry, and its credits that have another kind now, drafts and those of all productions too."""

    contributor: Contributor
    credits: tuple[Credit, ...]

    def count_readable(self, user: User | None) -> int:
        """How many of the credits `user` may read; None reads all. One query."""
        if user is None:
            return len(self.credits)
        keys = [credit.pk for credit in self.credits]
        return Credit.objects.readable_by(user).filter(pk__in=keys).count()


@transaction.atomic
def correct_contributor_kind(
    contributor: Contributor, *, kind: str, by: User | None, now: datetime, reason: str
) -> CorrectedKind:
    """Make an organization of a person or a person of an organization, with all credits and what was merged into the entry.

    A person's credit becomes an organization's of which nobody has entered yet how many people it stands for (H6). An organization's
    becomes one person's. Raises Refusal where something on record can only be the kind that the entry has, and ProposalNeeded where
    other productions are concerned (H15). `undo_kind_correction` takes it back.
    """
    access.require_editor_or_registrar(by)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say how you know what it is.")]}, rule="H8")
    if contributor.removed_at is not None:
        raise Refusal(_("%s was removed or merged; choose an active entry.") % contributor)
    if kind not in ContributorKind.values:
        raise Refusal(fields={"kind": [_("A contributor is a person or an organization.")]})
    if kind == contributor.kind:
        raise Refusal(fields={"kind": [_("The entry has this kind already.")]})
    require_right(by, contributor, SharedAct.CORRECT_KIND, reason=reason, kind=str(kind))
    hold_names()  # before any row is locked: nobody enters a credit of the old kind, and no wish comes between
    refuse_kind(contributor, ContributorKind(kind))
    earlier = find_undoable(contributor, UndoableKind.KIND)
    if earlier is not None:
        mark_undone(earlier, by=by, now=now)  # the later correction is the one to take back
    watch = RowWatch()
    credits = fit_kind(contributor, ContributorKind(kind), watch, by=by, now=now, reason=reason)
    keep_undoable(watch, contributor, UndoableKind.KIND, by=by, now=now)
    contributor.refresh_from_db()
    return CorrectedKind(contributor, tuple(credits))


def refuse_kind(contributor: Contributor, kind: ContributorKind) -> None:
    """Raise Refusal where something on record speaks against the kind, without saying what productions tell nobody (H16)."""
    keys = find_merged_keys([contributor.pk])
    if kind == ContributorKind.ORGANIZATION:
        if is_known_as_person(keys):
            raise Refusal(
                _(
                    "What is on record can only be a person's: a wish about the name, a declaration about AI, or the validation of an AI "
                    "use. So the entry stays a person."
                )
            )
        return
    if GroupMembership.objects.live().filter(group__in=keys).exists():
        raise Refusal(_("This entry has members, so it stays an organization; remove them first."))
    if Credit.objects.current().filter(affiliation__in=keys).exists():
        raise Refusal(
            _("People worked for this entry, so it stays an organization; correct those credits first.")
        )
    if Credit.objects.current().filter(contributor__in=keys, headcount__gt=1).exists():
        raise Refusal(
            _("A credit says that it stands for several people, so the entry stays an organization."),
            rule="H6",
        )


def is_known_as_person(keys: Iterable[int]) -> bool:
    """Whether people alone can have what these entries have: wishes, withheld credits, declarations, validations."""
    people = list(keys)
    return (
        Wish.objects.in_force().filter(person__in=people).exists()
        or Credit.objects.current().filter(withheld_statement__stated_by__in=people).exists()
        or AIUse.objects.live().filter(validated_by__in=people).exists()
        or AIDeclaration.objects.live().filter(declared_by__in=people).exists()
    )


def fit_kind(
    contributor: Contributor,
    kind: ContributorKind,
    watch: RowWatch,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> list[Credit]:
    """Give the entry, what was merged into it and all of their credits the kind, removed ones too; returns the credits that changed."""
    keys = find_merged_keys([contributor.pk])
    people = list(Contributor.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    rows = Credit.objects.filter(contributor__in=keys).with_links()
    credits = [
        credit
        for credit in rows.select_for_update(of=("self",)).order_by("pk")
        if (credit.kind == CreditKind.PERSON) != (kind == ContributorKind.PERSON)
    ]
    watch.watch([*people, *credits])
    change_each(people, partial(set_contributor_kind, kind), by=by, now=now, action=ACTION, reason=reason)
    change_each(credits, partial(fit_credit, kind), by=by, now=now, action=ACTION, reason=reason)
    for person in people:
        renew_name_keys(person)
    return credits


def set_contributor_kind(kind: ContributorKind, contributor: Contributor) -> None:
    contributor.kind = kind


def fit_credit(kind: ContributorKind, credit: Credit) -> None:
    """Let a credit in memory be one of this kind of contributor. Nothing is asserted that nobody said (H6)."""
    credit.headcount = credit.named_count = None
    if kind == ContributorKind.PERSON:
        credit.kind = CreditKind.PERSON
        credit.absence_reason = ""
    else:
        credit.kind = CreditKind.ORGANIZATION
        credit.absence_reason = AbsenceReason.NOT_YET_ENTERED


@transaction.atomic
def undo_kind_correction(contributor: Contributor, *, by: User | None, now: datetime, reason: str) -> Undone:
    """Give the entry and its credits the kind of before, with the counts that they had.

    A credit that was changed or entered since gets the kind alone, and is told. Who may correct the kind may undo it. Raises
    Refusal, NotAllowed, ProposalNeeded.
    """
    require_undo_reason(reason)
    access.require_editor_or_registrar(by)
    require_right(by, contributor, SharedAct.UNDO_KIND, reason=reason)
    hold_names()
    contributor = Contributor.objects.select_for_update(of=("self",)).get(pk=contributor.pk)
    undoable = find_undoable(contributor, UndoableKind.KIND)
    if undoable is None or contributor.removed_at is not None:
        raise Refusal(
            _("The kind of this entry was not corrected, or the entry was removed or merged since.")
        )
    keys = find_merged_keys([contributor.pk])
    before = next(
        values["kind"][0]
        for table, key, values in undoable.lines
        if (table, key) == (Contributor._meta.model_name, contributor.pk)
    )
    refuse_kind(contributor, ContributorKind(before))
    undone = Undone(contributor)
    put_back(keep_lines_of(undoable, keys), undone, by=by, now=now, reason=reason)
    undone.left.clear()  # what was left gets the kind alone now, and is told with it
    for credit in fit_kind(contributor, ContributorKind(before), RowWatch(), by=by, now=now, reason=reason):
        undone.tell(credit, _("It was changed or entered since: only its kind goes back."), by=by)
    mark_undone(undoable, by=by, now=now)
    contributor.refresh_from_db()
    return undone


def keep_lines_of(undoable: Undoable, keys: Iterable[int]) -> Undoable:
    """The same act, unsaved, with the lines of these entries and of credits that are theirs still."""
    people = frozenset(keys)
    credits = frozenset(Credit.objects.filter(contributor__in=people).values_list("pk", flat=True))
    own = {Contributor._meta.model_name: people, Credit._meta.model_name: credits}
    lines = [line for line in undoable.lines if line[1] in own[line[0]]]
    return Undoable(kind=undoable.kind, lines=lines)
