"""`cuts/{uid}/on-screen/`: when a cut is on screen in each edition, and `cuts/{uid}/relations/`: whose drawings it shares or reuses."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.edition_codes import EditionCode
from api.read.filters import refuse_unknown_parameters
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import CutRef
from api.resources.on_screen import TimelineView
from api.write.visibility import filter_readable
from productions.catalogue.services.timelines import list_timelines
from productions.models import Cut, CutPlacement, CutRelation
from productions.shared.choices import CutRelationKind

MILLISECONDS = 3
"""Digits of a second."""


class CutStretchOut(serializers.Serializer[Any]):
    """A stretch of an edition in which the cut is on screen."""

    edition = EditionCode(absent="every edition that has no placements of its own")
    record_in = serializers.IntegerField(help_text="Its first frame in the edition, from 0.")
    length = serializers.IntegerField(help_text="How many frames it is on screen.")
    frame_rate = serializers.CharField(help_text="Frames per second as a fraction.")
    seconds = serializers.FloatField(help_text="Where that is from the beginning of the edition, in seconds.")
    timecode = serializers.CharField(
        allow_null=True, help_text="Of its first frame; null where the start timecode is not known."
    )


class CutRelationOut(serializers.Serializer[Any]):
    """How a cut came to be from another one."""

    kind = serializers.ChoiceField(CutRelationKind.choices, help_text="What `from_cut` has of `to_cut`.")
    from_cut = CutRef(help_text="The cut that has it.")
    to_cut = CutRef(help_text="The cut that it is from.")


class CutPartView(TimelineView):
    """Something of one cut that is no list of entries."""

    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        rows = self.list_rows(self.find_entry(Cut, uid, "production", "episode"))
        return responses.build_response(
            request,
            responses.encode_json(rows),
            responses.MEDIA_TYPES[responses.JSON],
            modified=read_last_modified(),
        )

    def list_rows(self, cut: Cut) -> list[dict[str, Any]]:
        raise NotImplementedError  # abstract: every view overrides it


@extend_schema_view(
    get=extend_schema(
        operation_id="cuts_on_screen_list",
        summary="List when a cut is on screen",
        responses={200: CutStretchOut(many=True), **PROBLEM_RESPONSES},
    )
)
class CutOnScreen(CutPartView):
    """When one cut is on screen in each edition, not paged; empty where nobody placed it."""

    serializer_class: ClassVar = CutStretchOut

    def list_rows(self, cut: Cut) -> list[dict[str, Any]]:
        placements = list(CutPlacement.objects.live().filter(cut=cut).order_by("record_in", "pk"))
        lines = list_timelines(cut.production, cut.episode) if placements else []
        return [
            {
                "edition": line.edition or None,
                "record_in": placement.record_in,
                "length": placement.length,
                "frame_rate": f"{line.rate.numerator}/{line.rate.denominator}",
                "seconds": round(float(placement.record_in / line.rate), MILLISECONDS),
                "timecode": line.format_timecode(placement.record_in) or None,
            }
            for line in lines
            for placement in placements
            if placement.edition == line.placed_in
        ]


@extend_schema_view(
    get=extend_schema(
        operation_id="cuts_relations_list",
        summary="List the relations of a cut",
        responses={200: CutRelationOut(many=True), **PROBLEM_RESPONSES},
    )
)
class CutRelations(CutPartView):
    """Cuts that a cut shares drawings with, reuses or replaces, and those that do so with it; not paged."""

    serializer_class: ClassVar = CutRelationOut

    def list_rows(self, cut: Cut) -> list[dict[str, Any]]:
        seen = filter_readable(Cut, self.member) if self.member else Cut.objects.public()
        # The other cut may be of another work, which need not be public.
        standing = CutRelation.objects.live().filter(from_cut__in=seen, to_cut__in=seen)
        related = standing.filter(Q(from_cut=cut) | Q(to_cut=cut)).select_related("from_cut", "to_cut")
        return [
            {
                "kind": each.kind,
                "from_cut": refer_to_cut(each.from_cut),
                "to_cut": refer_to_cut(each.to_cut),
            }
            for each in related.order_by("kind", "pk")
        ]


def refer_to_cut(cut: Cut) -> dict[str, Any]:
    return {"uid": cut.uid, "number": cut.number}


def cut_part_paths() -> list[URLPattern]:
    return [
        path("cuts/<uuid:uid>/on-screen/", CutOnScreen.as_view(), name="cut-on-screen"),
        path("cuts/<uuid:uid>/relations/", CutRelations.as_view(), name="cut-relations"),
    ]
