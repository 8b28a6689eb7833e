"""Approvals over the API: an approver signs what they looked at, members read who signed, an approver takes one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api import shapes
from api.answers import dump
from api.filters import refuse_unknown
from api.fragments import Fragments
from api.lists import OwnForms
from api.problems import PROBLEMS
from api.rows import shape_of
from api.writes.deliveries import DeliveryField
from api.writes.entries import Creating, Kind, OnlyMembers, Removing
from api.writes.forms import Reference
from api.writes.idempotency import Outcome
from api.writes.members import lost
from api.writes.parameters import KEY, problems, removal
from api.writes.tokens import signed_in
from productions.domain.approvals import Standing, approvals_on, approve_roll
from productions.domain.rolls import Wanted
from productions.models import Approval, Episode, Production, Release
from productions.vocabulary import RollLanguage


class ApprovalIn(serializers.ModelSerializer[Approval]):
    """What was looked at: as it was asked for as an export, with the digest of its document."""

    production = Reference(Production, help_text="uid of the production.")
    release = Reference(Release, required=False, allow_null=True, help_text="uid; null: the working copy.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; of a working copy.")
    language = serializers.ChoiceField(RollLanguage.choices, required=False)
    delivery = DeliveryField(required=False, help_text="The screen, as of an export.")
    digest = serializers.CharField(
        help_text="The `document_digest` of the export that was looked at, or the release's `digest`."
    )

    class Meta:
        model = Approval
        fields: tuple[str, ...] = (
            "production", "release", "episode", "edition", "language", "delivery", "digest", "note",
        )  # fmt: skip


def approve(*, by: Any, now: Any, digest: str, note: str = "", **wanted: Any) -> Approval:
    """Sign a roll, for approvers; 412 when it is another one by now, 422 when it was signed or cannot be laid out."""
    return approve_roll(Wanted(**wanted), digest=digest, note=note, by=by, now=now)


KIND = Kind("approval", Approval, shapes.ApprovalOut, approve, ApprovalIn)


@extend_schema_view(
    post=extend_schema(
        operation_id="approvals_create",
        description=approve.__doc__,
        parameters=[KEY],
        request=ApprovalIn,
        responses={201: shapes.ApprovalOut, **problems(409, 412)},
    )
)
class Approvals(Creating):
    """New approvals."""

    kind = KIND


@extend_schema_view(delete=removal())
class ApprovalEntry(Removing, OnlyMembers):
    """One approval, for members; an approver takes it back with a reason."""

    kind = KIND
    queryset = Approval.objects.all()
    serializer_class = shapes.ApprovalOut


class ApprovalsOf(APIView):
    """Who approved it, the first one first; for members. What was taken back is not there."""

    content_negotiation_class = OwnForms
    of: Any

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        owner = self.of.objects.visible_to(user).filter(uid=uid).first()
        if owner is None:
            raise lost(self.of, uid, request)
        found = approvals_on(owner) if isinstance(owner, Release) else approvals_of_production(owner)
        shape = shape_of(shapes.ApprovalOut)
        keys = [approval.pk for approval in found]
        rows = shape.rows(
            list(shape.select(Approval.objects.filter(pk__in=keys).order_by("approved_at", "pk"))),
            Fragments().of,
        )
        void = Standing().void_among(found)
        told = [row | {"void": key in void} for row, key in zip(rows, keys, strict=True)]
        return Outcome(200, dump(told)).response()


def approvals_of_production(production: Production) -> list[Approval]:
    """All of them, the first one first."""
    found = production.approvals.live().select_related("production", "episode")
    return list(found.order_by("approved_at", "pk"))


def approvals_of(model: Any, operation: str) -> Any:
    """The view of a release's or a production's approvals."""
    described = extend_schema(
        operation_id=operation, responses={200: shapes.ApprovalListed(many=True), **PROBLEMS}
    )
    members = {"__doc__": ApprovalsOf.__doc__, "of": model}
    return extend_schema_view(get=described)(type(f"{model.__name__}Approvals", (ApprovalsOf,), members))


def approval_paths() -> list[URLPattern]:
    of_release = approvals_of(Release, "releases_approvals")
    of_production = approvals_of(Production, "productions_approvals")
    return [
        path("approvals/", Approvals.as_view(), name="approval-list"),
        path("approvals/<uuid:uid>/", ApprovalEntry.as_view(), name="approval-detail"),
        path("releases/<uuid:uid>/approvals/", of_release.as_view(), name="release-approvals"),
        path("productions/<uuid:uid>/approvals/", of_production.as_view(), name="production-approvals"),
    ]
