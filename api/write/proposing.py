"""A write that its user may not do alone becomes a proposal: 202, and where it is (H15). The one place of the API that proposes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.http.responses import encode_json
from api.write.idempotency import StoredAnswer
from productions.models import Production, Proposal, User
from productions.operations.services.transactions import run_in_transaction
from productions.proposals.services.proposals import create_proposal
from productions.shared.choices import PRIVATE_NAME_KINDS
from productions.shared.intake_choices import ProposalState, SharedAct
from productions.shared.refusals import ProposalNeeded


@extend_schema_field({"type": ["string", "integer", "boolean", "null"]})
class ProposedValueField(serializers.Field[Any, Any, Any, Any]):
    """One member of the body that was proposed: entries are named by uid or code, dates are ISO 8601."""


class ProposalOut(serializers.Serializer[Any]):
    """An act on a shared entry that waits for somebody of another production, or a registrar."""

    uid = serializers.UUIDField()
    act = serializers.ChoiceField(choices=SharedAct.choices)
    entity = serializers.CharField(help_text="What kind of entry it is about.")
    key = serializers.UUIDField(help_text="uid of the entry.")
    also = serializers.UUIDField(allow_null=True, help_text="uid of the other entry of a merge.")
    values = serializers.DictField(
        child=ProposedValueField(),
        help_text="What the entry would get, by the members of the body; empty once it was decided.",
    )
    reason = serializers.CharField(allow_blank=True)
    production = serializers.UUIDField(
        allow_null=True, help_text="uid of the production for which it was proposed, where you may see it."
    )
    proposed_by = serializers.CharField()
    proposed_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=ProposalState.choices)
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField(allow_blank=True)


def show_proposals(proposals: list[Proposal], user: User) -> list[dict[str, Any]]:
    """Proposals as JSON has them for this reader; who made them is read with them. One query."""
    keys = {proposal.production_id or 0 for proposal in proposals}
    seen = dict(Production.objects.readable_by(user).filter(pk__in=keys).values_list("pk", "uid"))
    return [show_proposal(proposal, seen) for proposal in proposals]


def show_proposal(proposal: Proposal, productions: dict[int, Any]) -> dict[str, Any]:
    """One proposal; `productions` are those that the reader may see, by their keys."""
    return {
        "uid": proposal.uid,
        "act": proposal.act,
        "entity": proposal.entity_type,
        "key": proposal.entity_uid,
        "also": proposal.also_uid,
        "values": show_arguments(proposal.arguments),
        "reason": proposal.reason,
        "production": productions.get(proposal.production_id or 0),
        "proposed_by": proposal.proposed_by.get_username(),
        "proposed_at": proposal.proposed_at,
        "state": proposal.state,
        "decided_by": proposal.decided_by.get_username() if proposal.decided_by else None,
        "decided_at": proposal.decided_at,
        "decision": proposal.decision,
    }


def show_arguments(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as a body would have them. The text of a name that becomes a private one is for nobody else."""
    private = arguments.get("kind") in PRIVATE_NAME_KINDS
    return {
        name: next(iter(reversed(value.values()))) if isinstance(value, dict) else value
        for name, value in arguments.items()
        if not (private and name == "text")
    }


def run_or_propose(user: User, work: Callable[[], StoredAnswer]) -> StoredAnswer:
    """Do the work in one transaction; where the user may not do it alone, propose it and answer 202."""
    try:
        return run_in_transaction(work)
    except ProposalNeeded as needed:
        proposal = create_proposal(needed, by=user, now=timezone.now())
        headers = {"Location": reverse("proposal-detail", args=[proposal.uid])}
        return StoredAnswer(202, encode_json(show_proposals([proposal], user)[0]), headers)
