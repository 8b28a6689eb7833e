"""Entries that productions share, and who may change them (H15). The one home of the rule.

A shared entry (a contributor with its names and identifiers, an AI system, a role with its aliases) concerns the
productions whose confirmed credits it carries; while it carries none, the one that it was entered for. Who has the level on
all of them acts alone. Registrars may always. For everybody else the act is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from productions.shared.choices import PUBLIC_CREDIT_STATES, MembershipLevel
from productions.shared.intake_choices import SharedAct
from productions.shared.models import Record
from productions.shared.refusals import ProposalNeeded
from productions.users import access
from productions.users.models import User

EDITOR, APPROVER = MembershipLevel.EDITOR, MembershipLevel.APPROVER
ACT_LEVELS = {
    SharedAct.MERGE: APPROVER,
    SharedAct.REMOVE: APPROVER,
    SharedAct.RETIRE_ROLE: APPROVER,
    SharedAct.UNDO_MERGE: APPROVER,
    SharedAct.UNDO_REMOVAL: APPROVER,
    SharedAct.CORRECT_KIND: APPROVER,
    SharedAct.UNDO_KIND: APPROVER,
    SharedAct.SPLIT: APPROVER,
    SharedAct.UNDO_SPLIT: APPROVER,
}
"""The level that an act needs on every concerned production, where it is not an editor's."""


def get_act_level(act: str) -> MembershipLevel:
    """The level that an act on a shared entry needs."""
    return ACT_LEVELS.get(SharedAct(act), EDITOR)


def get_credits() -> Any:
    """The table of credits, by its name: what carries a shared entry is a credit in the end, and credits import this module."""
    return apps.get_model("productions", "Credit").objects


def list_carried_credits(owner: Record, *, every: bool = False) -> list[Any]:
    """The confirmed credits that a shared entry carries, in parts that an index finds; some may be in several.

    `every`: drafts and removed credits too.
    """
    credits = get_credits().filter(production__removed_at=None)
    if not every:
        credits = credits.live().filter(state__in=PUBLIC_CREDIT_STATES)
    return [credits.leading_to(owner, path) for path in owner.CREDIT_PATHS]


def find_concerned(owner: Record) -> frozenset[int]:
    """The productions (keys) that a change of a shared entry concerns; of a merged one those of the entry that stands.

    One or two queries.
    """
    while (standing := getattr(owner, "merged_into", None)) is not None:
        owner = standing
    first, *others = (
        part.order_by().values_list("production_id", flat=True) for part in list_carried_credits(owner)
    )
    if found := frozenset(first.union(*others) if others else first.distinct()):
        return found
    entered_for = getattr(owner, "entered_for", None)
    return frozenset({entered_for.pk}) if entered_for and entered_for.removed_at is None else frozenset()


def find_touched_by_drafts(owners: Iterable[Record]) -> frozenset[int]:
    """The productions (keys) whose credits carry the entries at all. A draft gives no say, but what is on it is no matter of others."""
    found = set[int]()
    for owner in owners:
        for part in list_carried_credits(owner, every=True):
            found |= set(part.order_by().values_list("production_id", flat=True).distinct())
    return frozenset(found)


def find_concerned_by_all(owners: Iterable[Record]) -> frozenset[int]:
    """The productions that an act on several shared entries concerns."""
    return frozenset[int]().union(*map(find_concerned, owners))


def require_right(
    by: User | None,
    entry: Record,
    act: str,
    *,
    also: Record | None = None,
    reason: str = "",
    **arguments: Any,
) -> None:
    """Return where `by` may do the act on a shared entry alone. Raises NotAllowed for who is no editor anywhere, else ProposalNeeded.

    `also` is the other entry of a merge, `arguments` what the verb is given besides, for the proposal. What an answer tells does not
    depend on productions that `by` may not see, so call it before anything is looked up in them.
    """
    if access.is_registrar(by):
        return
    assert by is not None
    owners = [
        owner for each in (entry, also) if each is not None and (owner := each.shared_owner) is not None
    ]
    if by.decides and by.decides >= {owner.uid for owner in owners}:
        return
    access.require_anywhere(by, EDITOR)
    if not may_act_alone(by, owners, get_act_level(act)):
        raise ProposalNeeded(act, entry, also=also, arguments=arguments, reason=reason)


def may_act_alone(by: User, owners: Iterable[Record], level: MembershipLevel) -> bool:
    """Whether every production concerned is one where `by` has the level.

    Where none is, anybody may who has it somewhere; a role is the vocabulary's, and so the registrars' until a credit has it.
    """
    held = access.productions_with(by, level)
    for owner in owners:
        concerned = find_concerned(owner)
        if not concerned <= held or not held or (owner.IS_VOCABULARY and not concerned):
            return False
    return True
