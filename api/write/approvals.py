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

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read import output_serializers
from api.read.compiled_queries import ListSource
from api.read.compiled_serializers import get_row_plan
from api.read.edition_codes import EditionCode
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.write.idempotency import StoredAnswer
from api.write.request_bodies import Reference
from api.write.schema import IDEMPOTENCY_KEY, document_removal, list_write_problems
from api.write.screens import ScreenSpecField
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import CreatingView, MembersOnlyEntry, RemovingView, WritableKind
from api.write.visibility import make_not_found_for_member
from productions.models import Approval, Episode, Production, Release
from productions.releases.services.approvals import SignatureStatus, approve_roll, list_release_approvals
from productions.releases.services.roll_requests import RollRequest
from productions.shared.choices import RollLanguage


class ApprovalIn(serializers.ModelSerializer[Approval]):
    """What was looked at: as it was asked for as an export, with the digest of its document."""

    production = Reference(Production, help_text="uid of the production.")
    release = Reference(Release, required=False, allow_null=True, help_text="uid; null: the working copy.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; of a working copy.")
    edition = EditionCode(required=False, absent="what all editions share")
    language = serializers.ChoiceField(RollLanguage.choices, required=False)
    delivery = ScreenSpecField(required=False, help_text="The screen, as of an export.")
    digest = serializers.CharField(
        help_text="The `document_digest` of the export that was looked at, or the release's `digest`."
    )

    class Meta:
        model = Approval
        fields: tuple[str, ...] = (
            "production", "release", "episode", "edition", "language", "delivery", "digest", "note",
        )  # fmt: skip


def approve_viewed_roll(*, by: Any, now: Any, digest: str, note: str = "", **wanted: Any) -> Approval:
    """Sign a roll, for approvers; 412 when it is another one by now, 422 when it was signed or cannot be laid out."""
    return approve_roll(RollRequest(**wanted), digest=digest, note=note, by=by, now=now)


APPROVAL_KIND = WritableKind(
    "approval", Approval, output_serializers.ApprovalOut, approve_viewed_roll, ApprovalIn
)


@extend_schema_view(
    post=extend_schema(
        operation_id="approvals_create",
        summary="Approve a roll",
        description=approve_viewed_roll.__doc__,
        parameters=[IDEMPOTENCY_KEY],
        request=ApprovalIn,
        responses={201: output_serializers.ApprovalOut, **list_write_problems(409, 412)},
    )
)
class Approvals(CreatingView):
    """New approvals."""

    kind = APPROVAL_KIND


@extend_schema_view(delete=document_removal("Take an approval back"))
class ApprovalEntry(RemovingView, MembersOnlyEntry):
    """One approval, for members; an approver takes it back with a reason."""

    summary = "Get an approval"

    kind = APPROVAL_KIND
    declared = ListSource(Approval.objects.all(), output_serializers.ApprovalOut)


APPROVALS_TOLD: dict[Any, Any] = {200: output_serializers.ApprovalListed(many=True), **PROBLEM_RESPONSES}


class ApprovalListView(APIView):
    """Who approved it, the first one first; for members. What was taken back is not there."""

    permission_classes = (TokenToRead,)
    of: Any

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        owner = self.of.objects.visible_to(user).filter(uid=uid).first()
        if owner is None:
            raise make_not_found_for_member(self.of, uid, request)
        found = (
            list_release_approvals(owner) if isinstance(owner, Release) else list_production_approvals(owner)
        )
        shape = get_row_plan(output_serializers.ApprovalOut)
        keys = [approval.pk for approval in found]
        rows = shape.rows(
            list(shape.select(Approval.objects.filter(pk__in=keys).order_by("approved_at", "pk"))),
            FragmentCache().of,
        )
        void = SignatureStatus().void_among(found)
        told = [row | {"void": key in void} for row, key in zip(rows, keys, strict=True)]
        return StoredAnswer(200, encode_json(told)).response()


def list_production_approvals(production: Production) -> list[Approval]:
    """All of them, the first one first."""
    found = production.approvals.live().select_related("production", "episode")
    return list(found.order_by("approved_at", "pk"))


@extend_schema_view(
    get=extend_schema(
        operation_id="releases_approvals_list",
        summary="List the approvals of a release",
        responses=APPROVALS_TOLD,
    ),
)
class ReleaseApprovals(ApprovalListView):
    __doc__ = ApprovalListView.__doc__
    of = Release


@extend_schema_view(
    get=extend_schema(
        operation_id="productions_approvals_list",
        summary="List the approvals of a production",
        responses=APPROVALS_TOLD,
    ),
)
class ProductionApprovals(ApprovalListView):
    __doc__ = ApprovalListView.__doc__
    of = Production


def approval_paths() -> list[URLPattern]:
    return [
        path("approvals/", Approvals.as_view(), name="approval-list"),
        path("approvals/<uuid:uid>/", ApprovalEntry.as_view(), name="approval-detail"),
        path("releases/<uuid:uid>/approvals/", ReleaseApprovals.as_view(), name="release-approvals"),
        path("productions/<uuid:uid>/approvals/", ProductionApprovals.as_view(), name="production-approvals"),
    ]
