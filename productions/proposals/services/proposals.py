"""Proposals: an act on a shared entry that waits for somebody of the other productions, or a registrar (H15)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.services import ai_systems
from productions.catalogue.models.works import Production
from productions.ledger.models import Event
from productions.ledger.services.writing import change_entity, create_entity
from productions.operations.services.name_lock import hold_names
from productions.people.services import contributors, external_ids, groups
from productions.proposals.models import Proposal
from productions.removals.services import kind_corrections, merging, splitting, undo
from productions.removals.services.removal import remove_entity
from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import ProposalState, SharedAct
from productions.shared.models import Record
from productions.shared.refusals import NotAllowed, ProposalNeeded, Refusal
from productions.shared_entries.services.shared_entries import find_concerned_by_all, find_touched_by_drafts
from productions.users import access
from productions.users.models import User
from productions.vocabulary import services as vocabulary

Verb = Callable[..., Any]


def drop_reason(verb: Verb) -> Verb:
    """A verb that asks no reason, called with one."""
    return lambda entry, *, reason, **values: verb(entry, **values)


def add_identifier(contributor: Any, *, reason: str, **values: Any) -> Any:
    return external_ids.add_external_id(contributor=contributor, **values)


def add_member_also(group: Any, *, also: Any, **values: Any) -> Any:
    return groups.add_group_member(group, member=also, **values)


def merge_into_also(duplicate: Any, *, also: Any, **values: Any) -> Any:
    return merging.merge_contributors(duplicate, into=also, **values)


def split_into_also(contributor: Any, *, also: Any = None, **values: Any) -> Any:
    return splitting.split_contributor(contributor, into=also, **values)


VERBS: Mapping[str, Verb] = {
    SharedAct.CHANGE_CONTRIBUTOR: contributors.update_contributor,
    SharedAct.MERGE: merge_into_also,
    SharedAct.REMOVE: remove_entity,
    SharedAct.ADD_NAME: drop_reason(contributors.add_name),
    SharedAct.CHANGE_NAME: contributors.update_name,
    SharedAct.ADD_IDENTIFIER: add_identifier,
    SharedAct.CHANGE_IDENTIFIER: external_ids.update_external_id,
    SharedAct.CHANGE_AI_SYSTEM: ai_systems.update_ai_system,
    SharedAct.CHANGE_ROLE: vocabulary.update_role,
    SharedAct.RETIRE_ROLE: vocabulary.retire_role,
    SharedAct.ADD_ALIAS: drop_reason(vocabulary.add_role_alias),
    SharedAct.CHANGE_ALIAS: vocabulary.update_role_alias,
    SharedAct.UNDO_MERGE: undo.undo_merge,
    SharedAct.UNDO_REMOVAL: undo.undo_removal,
    SharedAct.ADD_MEMBER: add_member_also,
    SharedAct.CHANGE_MEMBER: groups.update_group_member,
    SharedAct.CORRECT_KIND: kind_corrections.correct_contributor_kind,
    SharedAct.UNDO_KIND: kind_corrections.undo_kind_correction,
    SharedAct.SPLIT: split_into_also,
    SharedAct.UNDO_SPLIT: splitting.undo_split,
}
"""The verb of each act; it is called with the entry, its arguments, `by`, `now` and `reason`."""
ACTS_ON_TWO = frozenset({SharedAct.MERGE, SharedAct.SPLIT, SharedAct.ADD_MEMBER})
"""Acts whose verb is called with the other entry (`also`) too."""


@transaction.atomic
def create_proposal(needed: ProposalNeeded, *, by: User, now: datetime) -> Proposal:
    """Keep what a verb would not do alone, for somebody else's decision; doors call it where they catch `ProposalNeeded`.

    The same act that waits already is not kept twice. Raises NotAllowed for who is no editor anywhere.
    """
    access.require_anywhere(by, MembershipLevel.EDITOR)
    arguments = {name: pack_argument(value) for name, value in needed.arguments.items()}
    proposal = Proposal(
        act=needed.act,
        entity_type=needed.entry._meta.model_name or "",
        entity_uid=needed.entry.uid,
        also_uid=needed.also.uid if needed.also is not None else None,
        arguments=arguments,
        reason=needed.reason,
        proposed_by=by,
        proposed_at=now,
    )
    same = Proposal.objects.open().filter(
        act=proposal.act, entity_uid=proposal.entity_uid, also_uid=proposal.also_uid, proposed_by=by
    )
    for waiting in same:
        if waiting.arguments == arguments:
            return waiting
    concerned = find_concerned_by_all(list_owners(proposal))
    proposal.production = find_proposing_production(by, concerned)
    create_entity(proposal, by=by, now=now, action="proposed")
    proposal.concerned.set(concerned or find_touched_by_drafts(list_owners(proposal)))
    return proposal


def find_proposing_production(user: User, concerned: frozenset[int]) -> Production | None:
    """The production for which somebody proposes: the one concerned that is theirs, or their only one; None where it is not plain."""
    held = access.productions_with(user, MembershipLevel.EDITOR)
    for keys in (concerned & held, held):
        if len(keys) == 1:
            return Production.objects.get(pk=next(iter(keys)))
    return None


def pack_argument(value: Any) -> Any:
    """An argument as JSON keeps it."""
    if isinstance(value, Record):
        return {"table": value._meta.model_name, "uid": str(value.uid)}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def unpack_argument(value: Any) -> Any:
    """The argument again."""
    if isinstance(value, dict) and "table" in value:
        return apps.get_model("productions", value["table"])._base_manager.get(uid=value["uid"])
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else value


def get_proposed_entry(proposal: Proposal) -> Any:
    """The entry that the proposal is about, a removed one too."""
    model = apps.get_model("productions", proposal.entity_type)
    return model._base_manager.get(uid=proposal.entity_uid)


def get_also_entry(proposal: Proposal) -> Any:
    """The other entry of a merge; None elsewhere."""
    if proposal.also_uid is None:
        return None
    return apps.get_model("productions", proposal.entity_type)._base_manager.get(uid=proposal.also_uid)


def get_proposed_entries(proposals: Iterable[Proposal]) -> dict[UUID, Any]:
    """The entries that proposals are about, and the others of merges, by uid. One query for each kind of entry."""
    wanted: dict[str, set[UUID]] = {}
    for proposal in proposals:
        uids = {proposal.entity_uid, *([proposal.also_uid] if proposal.also_uid else [])}
        wanted.setdefault(proposal.entity_type, set()).update(uids)
    found: dict[UUID, Any] = {}
    for table, uids in wanted.items():
        model = apps.get_model("productions", table)
        found |= model._base_manager.in_bulk(list(uids), field_name="uid")
    return found


def list_owners(proposal: Proposal) -> list[Record]:
    """The shared entries that the act would change."""
    found = (
        entry.shared_owner
        for entry in (get_proposed_entry(proposal), get_also_entry(proposal))
        if entry is not None
    )
    return [owner for owner in found if owner is not None]


def may_decide(proposal: Proposal, user: User | None) -> bool:
    """Whether `user` may decide: a registrar, or an approver of a concerned production that is not the proposer's.

    It is theirs where they are an editor, whatever level the act needs, and where that was changed since: else an approver
    of A could let an editor of A propose what they may not do themselves. Where no other production is concerned, an
    approver of one that is; where none is, any approver, of roles registrars alone. Nobody decides about their own. A few
    queries.
    """
    if proposal.state != ProposalState.OPEN:
        return False
    if user is None or access.is_registrar(user):
        return True
    if user.pk == proposal.proposed_by_id:
        return False
    approved = access.productions_with(user, MembershipLevel.APPROVER)
    owners = list_owners(proposal)
    concerned = find_concerned_by_all(owners)
    others = concerned - find_proposer_productions(proposal)
    if not concerned:
        return bool(approved) and not any(owner.IS_VOCABULARY for owner in owners)
    return bool(approved & (others or concerned))


def find_proposer_productions(proposal: Proposal) -> frozenset[int]:
    """The productions (keys) for which whoever proposed it may speak, or might when they did. Four queries."""
    proposer = proposal.proposed_by
    uids = dict(proposer.memberships.values_list("uid", "production_id"))
    changed = Event.objects.filter(entity_uid__in=uids, at__gte=proposal.proposed_at)
    since = {uids[uid] for uid in changed.values_list("entity_uid", flat=True)}
    own = {proposal.production_id} if proposal.production_id is not None else set()
    return access.productions_with(proposer, MembershipLevel.EDITOR) | since | own


def require_may_decide(proposal: Proposal, user: User | None) -> None:
    """Raise NotAllowed or Refusal unless `user` may decide."""
    if proposal.state != ProposalState.OPEN:
        raise Refusal(_("This proposal was already decided."), rule="H15")
    if not may_decide(proposal, user):
        raise NotAllowed(
            _("This proposal waits for an approver of another production, or for a registrar."), rule="H15"
        )


@transaction.atomic
def accept_proposal(proposal: Proposal, *, by: User, now: datetime, decision: str = "") -> Proposal:
    """Do what was proposed, in the name of who decides; both are in the ledger. Raises NotAllowed, and what the verb refuses."""
    hold_names()  # before any row is locked: a wish takes the names off proposals, and merges ask for it
    proposal = lock_proposal(proposal)
    require_may_decide(proposal, by)
    decider = copy(by)
    decider.decides = frozenset(owner.uid for owner in list_owners(proposal))
    also = get_also_entry(proposal)
    values = {name: unpack_argument(value) for name, value in proposal.arguments.items()}
    if also is not None and proposal.act in ACTS_ON_TWO:
        values["also"] = also
    VERBS[proposal.act](get_proposed_entry(proposal), by=decider, now=now, reason=proposal.reason, **values)
    return keep_decision(proposal, ProposalState.ACCEPTED, by=by, now=now, decision=decision)


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: User, now: datetime, decision: str) -> Proposal:
    """Nothing is done; `decision` says why. Raises NotAllowed, Refusal."""
    proposal = lock_proposal(proposal)
    require_may_decide(proposal, by)
    if not decision.strip():
        raise Refusal(fields={"decision": [_("Give the reason for the decision.")]})
    return keep_decision(proposal, ProposalState.DECLINED, by=by, now=now, decision=decision)


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: User, now: datetime) -> Proposal:
    """Its proposer wants it no longer. Raises NotAllowed, Refusal."""
    proposal = lock_proposal(proposal)
    access.require_own(by, proposal.proposed_by)
    if proposal.state != ProposalState.OPEN:
        raise Refusal(_("This proposal was already decided."), rule="H15")
    return keep_decision(proposal, ProposalState.WITHDRAWN, by=by, now=now, decision="")


def lock_proposal(proposal: Proposal) -> Proposal:
    """The proposal as it is now: of two who decide at once, one is told that it was decided."""
    return Proposal.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=proposal.pk)


def keep_decision(
    proposal: Proposal, state: ProposalState, *, by: User, now: datetime, decision: str
) -> Proposal:
    """Keep the decision; what was proposed may hold names, so it is blanked (H16)."""
    values = {"state": state, "decided_by": by, "decided_at": now, "decision": decision, "arguments": {}}
    return change_entity(proposal, values, by=by, now=now, action=str(state))
