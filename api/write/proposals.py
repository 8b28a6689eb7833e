"""Proposals over the API: one's own, those that concern one's productions, and their decisions (H15)."""

from __future__ import annotations

import inspect
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.read.list_views import ActionText
from api.write.idempotency import StoredAnswer, run_once
from api.write.input_serializers import NothingIn
from api.write.proposing import ProposalOut, show_proposals
from api.write.request_bodies import read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import Verb, WriteView, leave_names
from productions.models import Proposal, User
from productions.proposals.services import proposals as verbs
from productions.shared.intake_choices import ProposalState

MAX_LISTED_PROPOSALS = 200
"""Proposals of one answer, the newest first."""


class ProposalsOut(serializers.Serializer[Any]):
    results = ProposalOut(many=True)


class AcceptIn(serializers.Serializer[Any]):
    """What to say to who proposed it."""

    decision = serializers.CharField(required=False, help_text="Private.")


class DeclineIn(serializers.Serializer[Any]):
    """Why not."""

    decision = serializers.CharField(help_text="Why; whoever proposed it reads it.")


def find_proposal(user: User, uid: UUID) -> Proposal:
    """The proposal, among those that the user may see. Raises Http404."""
    rows = Proposal.objects.readable_by(user).select_related("proposed_by", "decided_by")
    proposal = rows.filter(uid=uid).first()
    if proposal is None:
        raise Http404
    return proposal


class Proposals(APIView):
    """Proposals that are yours, or that concern productions of which you are approver; the newest first, at most 200."""

    permission_classes = (TokenToRead,)

    @extend_schema(
        operation_id="proposals_list",
        summary="List proposals",
        parameters=[
            OpenApiParameter(
                "waiting", str, enum=["true", "false"], description="Only open ones, or only decided ones."
            )
        ],
        responses={200: ProposalsOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, {"waiting"})
        rows = Proposal.objects.readable_by(user).select_related("proposed_by", "decided_by")
        waiting = request.query_params.get("waiting", "")
        if waiting not in ("", "true", "false"):
            raise ValidationError({"waiting": ["Give true or false."]})
        if waiting:
            rows = rows.open() if waiting == "true" else rows.exclude(state=ProposalState.OPEN)
        found = list(rows.order_by("-pk")[:MAX_LISTED_PROPOSALS])
        return StoredAnswer(200, encode_json({"results": show_proposals(found, user)})).response()


class ProposalEntry(APIView):
    """One proposal."""

    permission_classes = (TokenToRead,)

    @extend_schema(
        operation_id="proposals_retrieve",
        summary="Get a proposal",
        responses={200: ProposalOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        return StoredAnswer(200, encode_json(show_proposals([find_proposal(user, uid)], user)[0])).response()


class DecisionView(WriteView):
    """POST below a proposal: its decision."""

    answers_with_entry = False

    body: Any = None
    act: Verb = staticmethod(leave_names)
    """`as_view` says both."""

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(self.body, request.data or {}, user)
            decided = self.act(find_proposal(user, uid), by=user, now=timezone.now(), **values)
            return StoredAnswer(200, encode_json(show_proposals([decided], user)[0]))

        return run_once(request, work)


PROPOSAL_ACTS: dict[str, tuple[Any, Verb]] = {
    "accept": (AcceptIn, verbs.accept_proposal),
    "decline": (DeclineIn, verbs.decline_proposal),
    "withdraw": (NothingIn, verbs.withdraw_proposal),
}
"""What can be done to a proposal by POST: the body, and the verb."""


def proposal_paths() -> list[URLPattern]:
    found = [
        path("proposals/", Proposals.as_view(), name="proposal-list"),
        path("proposals/<uuid:uid>/", ProposalEntry.as_view(), name="proposal-detail"),
    ]
    for name, (body, act) in PROPOSAL_ACTS.items():
        told = ActionText(
            summary=f"{name.capitalize()} a proposal",
            operation_id=f"proposals_{name}",
            text=inspect.getdoc(act),
            parameters=(IDEMPOTENCY_KEY,),
            request=body,
            responses={200: ProposalOut, **list_write_problems(404, 409)},
        )
        view = DecisionView.as_view(body=body, act=act, actions={"POST": told})
        found.append(path(f"proposals/<uuid:uid>/{name}/", view, name=f"proposal-{name}"))
    return found
