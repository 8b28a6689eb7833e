"""Proof of rolls: what changed, by person (`releases/{uid}/difference/`), and for members what changed in the working
copy (`productions/{uid}/difference/`)."""

from __future__ import annotations

from datetime import UTC
from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.timezone import override
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http import responses
from api.http.errors import PROBLEM_MEDIA_TYPE
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES, ProblemOut
from api.read import output_serializers
from api.read.edition_codes import EDITION_TEXT
from api.read.filters import refuse_unknown_parameters
from api.read.newest_event import read_last_modified
from api.write.tokens import TokenToRead, require_signed_in
from api.write.visibility import MembersView, filter_readable, make_not_found_for_member
from productions.catalogue.services.editions import KnownEditions
from productions.models import Production, Release
from productions.releases.services.differences import Difference, find_difference

SINCE_PARAMETER = OpenApiParameter(
    "since", {"type": "string", "format": "uuid"},
    description="uid of the release to compare with, of the same production; usually the issue before.",
)  # fmt: skip
EPISODE_PARAMETER = OpenApiParameter(
    "episode", {"type": "string", "format": "uuid"}, description="uid; the whole production without it."
)
EDITION_PARAMETER = OpenApiParameter(
    "edition", {"type": "string"}, description=f"{EDITION_TEXT} What all editions share without it."
)


class DifferenceView(MembersView):
    """What both addresses share."""

    serializer_class: ClassVar = output_serializers.DifferenceOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def releases(self) -> Any:
        """The releases that the reader may see."""
        rows = filter_readable(Release, self.member) if self.member else Release.objects.public()
        return rows.without_document()

    def chosen(self, name: str, rows: Any) -> Any:
        """The entry that a parameter names, or None without it. Raises ValidationError."""
        text = self.request.query_params.get(name, "")
        if not text:
            return None
        try:
            found = rows.filter(uid=UUID(text)).first()
        except ValueError:
            found = None
        if found is None:
            raise ValidationError({name: ["This is not the uid of an entry of this production."]})
        return found

    def show(self, found: Difference) -> HttpResponseBase:
        with override(UTC):  # as everywhere in the API
            body = responses.encode_json(output_serializers.DifferenceOut(found).data)
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )


class ReleaseDifference(DifferenceView):
    """Who was added, removed, renamed or given other roles since the issue before, or since any other release."""

    @extend_schema(
        operation_id="releases_difference_retrieve",
        summary="Compare a release with another one",
        parameters=[SINCE_PARAMETER],
        responses={200: output_serializers.DifferenceOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, {"since"})
        release = self.releases().select_related("production", "episode").filter(uid=uid).first()
        if release is None:
            raise (make_not_found_for_member if self.member else make_not_found_error)(Release, uid, request)
        since = self.chosen("since", self.releases().filter(production=release.production))
        return self.show(find_difference(release.production, by=self.member, release=release, since=since))


class WorkingDifference(DifferenceView):
    """The same for the working copy, drafts included, since the last issue; for editors of the production."""

    permission_classes = (TokenToRead,)

    @extend_schema(
        operation_id="productions_difference_retrieve",
        summary="Compare the working copy with a release",
        parameters=[EPISODE_PARAMETER, EDITION_PARAMETER, SINCE_PARAMETER],
        responses={
            200: output_serializers.DifferenceOut,
            **PROBLEM_RESPONSES,
            (403, PROBLEM_MEDIA_TYPE): ProblemOut,
        },
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, {"episode", "edition", "since"})
        user = require_signed_in(request)
        production: Production | None = filter_readable(Production, user).filter(uid=uid).first()
        if production is None:
            raise make_not_found_for_member(Production, uid, request)
        edition = request.query_params.get("edition", "")
        if problem := KnownEditions(production).find_problem(edition):
            raise ValidationError({"edition": [problem]})
        return self.show(
            find_difference(
                production,
                by=user,
                since=self.chosen("since", self.releases().filter(production=production)),
                episode=self.chosen("episode", production.episodes.live()),
                edition=edition,
            )
        )


def proof_paths() -> list[URLPattern]:
    return [
        path("releases/<uuid:uid>/difference/", ReleaseDifference.as_view(), name="release-difference"),
        path("productions/<uuid:uid>/difference/", WorkingDifference.as_view(), name="production-difference"),
    ]
