"""Merging contributors, taking back merges and removals, and what they would touch (H15)."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.read.list_views import ActionText
from api.write.action_texts import name_one
from api.write.contributor_acts import correct_kind_path, describe_unseen, merge_path
from api.write.idempotency import StoredAnswer, run_once
from api.write.proposing import ProposalOut, run_or_propose
from api.write.request_bodies import read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import Verb, WritableKind, WriteView
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.models import Contributor, User
from productions.removals.services.kind_corrections import (
    undo_kind_correction,
)
from productions.removals.services.past_sight import filter_ever_seen
from productions.removals.services.touched import COUNTED_MEMBERS, count_touched
from productions.removals.services.undo import undo_merge, undo_removal
from productions.removals.services.undo_rows import Undone
from productions.removals.services.undoing_characters import undo_character_merge

TOUCHING_KINDS = ("contributor", "credit", "ai-system")
"""Kinds whose merge or removal touches more than the entry itself."""


class UndoIn(serializers.Serializer[Any]):
    """Why it is taken back."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


class LeftOut(serializers.Serializer[Any]):
    """A row that was changed since, and so was left."""

    entity = serializers.CharField()
    key = serializers.CharField(help_text="uid of the row.")
    why = serializers.CharField()


class UndoneOut(serializers.Serializer[Any]):
    """What came back."""

    uid = serializers.UUIDField(help_text="uid of the entry, which stands again.")
    left = LeftOut(many=True)


class TouchedProductionOut(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    title = serializers.CharField()
    credits = serializers.IntegerField()
    affiliations = serializers.IntegerField()
    ai_uses = serializers.IntegerField()
    ai_declarations = serializers.IntegerField()


class TouchedOut(serializers.Serializer[Any]):
    """What a merge or a removal would touch in productions that you may see."""

    results = TouchedProductionOut(many=True)
    others = serializers.CharField(
        allow_blank=True, help_text="A sentence that is the same whichever productions you may not see."
    )


def find_even_removed(model: Any, user: User, uid: UUID, request: Request) -> Any:
    """The entry, a removed or merged one too, among those that the user could see while it stood. Raises 404 and its kin."""
    for rows in (filter_readable(model, user), filter_ever_seen(model, user)):
        if (entry := rows.filter(uid=uid).first()) is not None:
            return entry
    raise make_not_found_error(model, uid, request)


class UndoView(WriteView):
    """POST below an entry that was removed or merged: it comes back."""

    answers_with_entry = False

    act: Verb = staticmethod(undo_removal)

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(UndoIn, request.data or {}, user)
            entry = find_even_removed(self.kind.model, user, uid, request)
            undone: Undone = self.act(entry, by=user, now=timezone.now(), **values)
            left = [{"entity": each.entity_type, "key": each.uid, "why": each.why} for each in undone.left]
            return StoredAnswer(200, encode_json({"uid": undone.entry.uid, "left": left}))

        return run_once(request, lambda: run_or_propose(user, work))


class TouchedView(APIView):
    """What a merge or a removal of the entry would touch, by production."""

    permission_classes = (TokenToRead,)
    kind: WritableKind = cast(WritableKind, None)
    """`as_view` says it."""
    actions: Mapping[str, ActionText] = MappingProxyType({})

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        merges = self.kind.model is Contributor
        refuse_unknown_parameters(request, {"into"} if merges else ())
        entries = [self.find(user, uid, request)]
        if (into := request.query_params.get("into")) is not None:
            entries.append(self.find(user, read_into_uid(into), request))
        rows = [
            {"uid": each.production.uid, "title": each.production.title}
            | {name: getattr(each, name) for name in COUNTED_MEMBERS}
            for each in count_touched(entries, by=user)
        ]
        return StoredAnswer(
            200, encode_json({"results": rows, "others": describe_unseen(entries[0])})
        ).response()

    def find(self, user: User, uid: UUID, request: Request) -> Any:
        entry = filter_readable(self.kind.model, user).filter(uid=uid).first()
        if entry is None:
            raise make_not_found_for_member(self.kind.model, uid, request)
        return entry


def read_into_uid(text: str) -> UUID:
    """A uid of the query. Raises ValidationError."""
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({"into": ["Give the uid of a contributor."]}) from None


UNDONE_ACTS: Mapping[Verb, str] = {
    undo_merge: "the merge",
    undo_character_merge: "the merge",
    undo_removal: "the removal",
    undo_kind_correction: "the correction of the kind",
}
"""What each verb takes back."""


def undo_path(kind: WritableKind, name: str, act: Verb) -> URLPattern:
    """The address that takes back a merge or a removal of one kind of entry."""
    told = ActionText(
        summary=f"Take back {UNDONE_ACTS[act]} of {name_one(kind.model)}",
        operation_id=f"{kind.name}s_{name}".replace("-", "_"),
        text=inspect.getdoc(act),
        parameters=(IDEMPOTENCY_KEY,),
        request=UndoIn,
        responses={200: UndoneOut, 202: ProposalOut, **list_write_problems(404, 409)},
    )
    view = UndoView.as_view(kind=kind, act=act, actions={"POST": told})
    return path(f"{kind.name}s/<uuid:uid>/{name}/", view, name=f"{kind.name}-{name}")


def touched_path(kind: WritableKind) -> URLPattern:
    """The address that says what an act on one kind of entry would touch."""
    into = OpenApiParameter(
        "into", {"type": "string", "format": "uuid"}, description="uid of the one that stays."
    )
    acts = "merging or removing" if kind.model is Contributor else "removing"
    told = ActionText(
        summary=f"List what {acts} {name_one(kind.model)} would touch",
        operation_id=f"{kind.name}s_touched_list".replace("-", "_"),
        parameters=(into,) if kind.model is Contributor else (),
        responses={200: TouchedOut, **PROBLEM_RESPONSES},
    )
    view = TouchedView.as_view(kind=kind, actions={"GET": told})
    return path(f"{kind.name}s/<uuid:uid>/touched/", view, name=f"{kind.name}-touched")


def shared_paths(kinds: Mapping[str, WritableKind]) -> list[URLPattern]:
    """Everything here for the kinds of entry that are written by tools."""
    return [
        merge_path(kinds["contributor"]),
        undo_path(kinds["contributor"], "undo-merge", undo_merge),
        undo_path(kinds["character"], "undo-merge", undo_character_merge),
        correct_kind_path(kinds["contributor"]),
        undo_path(kinds["contributor"], "undo-kind", undo_kind_correction),
        *(undo_path(kind, "undo-removal", undo_removal) for kind in kinds.values() if kind.undoable),
        *(touched_path(kinds[name]) for name in TOUCHING_KINDS),
    ]
