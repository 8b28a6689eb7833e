"""Merging contributors and correcting their kinds, which are told with what they did to credits (H15)."""

from __future__ import annotations

from typing import Any

import orjson
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework import serializers

from api.http.responses import encode_json
from api.read.list_views import ActionText
from api.write.idempotency import StoredAnswer
from api.write.proposing import ProposalOut
from api.write.request_bodies import Reference
from api.write.schema import IDEMPOTENCY_KEY, IF_MATCH_OPTIONAL, list_write_problems
from api.write.tokens import require_signed_in
from api.write.views import ActingView, WritableKind
from productions.models import Contributor
from productions.operations.services.name_lock import hold_names
from productions.removals.services.doubled_credits import Merged, list_readable_doubled
from productions.removals.services.kind_corrections import CorrectedKind, correct_contributor_kind
from productions.removals.services.merging import merge_contributors
from productions.removals.services.touched import is_shared
from productions.shared.choices import ContributorKind


class MergeIn(serializers.Serializer[Any]):
    """Which entry stays, and how you know that they are one."""

    into = Reference(Contributor, help_text="uid of the contributor that stays.")
    reason = serializers.CharField(help_text="How you know that they are one.")


def describe_unseen(entry: Any) -> str:
    """The sentence about what is not shown; empty for what is a production's own."""
    return _("Productions that you may not see are not counted here.") if is_shared(entry) else ""


def merge_contributor(duplicate: Contributor, **values: Any) -> Merged:
    """Make one entry of two: everything moves to `into`, and this uid leads there (308).

    Of a credit that both hold one is removed; `doubled_credits` tells of those that you may see. Where other productions are
    concerned it becomes a proposal (202).
    """
    return merge_contributors(duplicate, **values)


class DoubledCreditOut(serializers.Serializer[Any]):
    """A credit that both held."""

    removed = serializers.UUIDField(help_text="uid of the credit that was removed.")
    kept = serializers.UUIDField(help_text="uid of the one that stands for both.")


def make_merged_answer(answered: Any) -> Any:
    """What answers to a merge: the entry that stays as it is answered elsewhere, and the credits that both held."""
    meta = type("Meta", (answered.Meta,), {"fields": (*answered.Meta.fields, "doubled_credits")})
    doubled = DoubledCreditOut(
        many=True,
        help_text="Credits that both held, of productions that you may see: one of the two was removed.",
    )
    told = {
        "__doc__": "The contributor that stays, and what was doubled.",
        "Meta": meta,
        "doubled_credits": doubled,
    }
    return type("ContributorMerged", (answered,), told)


class MergeView(ActingView):
    """POST below a contributor: it is merged into another one."""

    def answer(self, entry: Merged, *, status: int = 200) -> StoredAnswer:
        """The entry that stays, with the credits that were doubled."""
        told = super().answer(entry.into, status=status)
        readable = list_readable_doubled(entry.doubled, by=require_signed_in(self.request))
        doubled = [{"removed": pair.goes.uid, "kept": pair.stays.uid} for pair in readable]
        body = orjson.loads(told.body) | {"doubled_credits": doubled}
        return StoredAnswer(told.status, encode_json(body), told.headers)


def merge_path(kind: WritableKind) -> URLPattern:
    """The address that merges one contributor into another; it answers with the one that stays."""
    told = ActionText(
        summary="Merge two contributors",
        operation_id="contributors_merge",
        text=merge_contributor.__doc__,
        parameters=(IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY),
        request=MergeIn,
        responses={
            200: make_merged_answer(kind.answered),
            202: ProposalOut,
            **list_write_problems(404, 409, 410, 412),
        },
    )
    view = MergeView.as_view(
        kind=kind, body=MergeIn, act=merge_contributor, take_names=hold_names, actions={"POST": told}
    )
    return path("contributors/<uuid:uid>/merge/", view, name="contributor-merge")


class CorrectKindIn(serializers.Serializer[Any]):
    """What the contributor is, and how you know."""

    kind = serializers.ChoiceField(
        ContributorKind.choices, help_text="The kind that it gets with its credits."
    )
    reason = serializers.CharField(help_text="How you know what it is.")


class CorrectedKindOut(serializers.Serializer[Any]):
    """What the correction changed."""

    uid = serializers.UUIDField(help_text="uid of the contributor.")
    kind = serializers.ChoiceField(ContributorKind.choices, help_text="What it is now.")
    credits = serializers.IntegerField(
        help_text="How many credits of productions that you may see were changed."
    )
    others = serializers.CharField(
        help_text="A sentence that is the same whichever productions you may not see."
    )


def correct_kind(contributor: Contributor, **values: Any) -> CorrectedKind:
    """Make an organization of a person, or a person of an organization, together with all of its credits.

    A person's credit becomes an organization's of which nobody has entered yet how many people it stands for; an organization's becomes one
    person's. Where other productions are concerned it becomes a proposal (202).
    """
    return correct_contributor_kind(contributor, **values)


class CorrectKindView(ActingView):
    """POST below a contributor: its kind is corrected."""

    answers_with_entry = False

    def answer(self, entry: CorrectedKind, *, status: int = 200) -> StoredAnswer:
        """The kind, and how many credits have it now."""
        told = {
            "uid": entry.contributor.uid,
            "kind": entry.contributor.kind,
            "credits": entry.count_readable(require_signed_in(self.request)),
            "others": describe_unseen(entry.contributor),
        }
        return StoredAnswer(status, encode_json(told))


def correct_kind_path(kind: WritableKind) -> URLPattern:
    """The address that corrects the kind of a contributor."""
    told = ActionText(
        summary="Correct the kind of a contributor",
        operation_id="contributors_correct_kind",
        text=correct_kind.__doc__,
        parameters=(IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY),
        request=CorrectKindIn,
        responses={200: CorrectedKindOut, 202: ProposalOut, **list_write_problems(404, 409, 410, 412)},
    )
    view = CorrectKindView.as_view(
        kind=kind, body=CorrectKindIn, act=correct_kind, take_names=hold_names, actions={"POST": told}
    )
    return path("contributors/<uuid:uid>/correct-kind/", view, name="contributor-correct-kind")
