"""`POST …/place-cuts/`: the whole time line of an edition at once."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.http.responses import encode_json
from api.read.edition_codes import EditionCode
from api.read.filters import refuse_unknown_parameters
from api.read.output_serializers.references import CutRef
from api.resources.episodes import RESOURCE as EPISODES
from api.resources.example_entries import UIDS
from api.resources.placements import SHARED_PLACE, PlacementFields
from api.resources.productions import RESOURCE as PRODUCTIONS
from api.resources.timelines import TimelineFields
from api.write.idempotency import StoredAnswer, run_once
from api.write.input_serializers import Change
from api.write.request_bodies import MIB, Reference, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import require_signed_in
from api.write.views import WriteView
from productions.catalogue.services.placements import Replaced, replace_placements
from productions.models import Cut, CutPlacement, Episode, Production


class PlacementRow(PlacementFields):
    """One cut of the time line."""

    cut = Reference(Cut, help_text="uid of the cut.")

    class Meta(PlacementFields.Meta):
        fields = ("cut", *PlacementFields.Meta.fields)


class PlaceCutsIn(Change, TimelineFields):
    """The time line of one edition. What is said of rate and start timecode is kept with it; what is not stays as it is."""

    edition = EditionCode(required=False, absent=SHARED_PLACE)
    placements = PlacementRow(
        many=True, help_text="At most 5,000. What is not among them stands there no more."
    )

    class Meta(TimelineFields.Meta):
        fields = ("edition", *TimelineFields.Meta.fields, "placements", "reason")


class PlaceFilmCutsIn(PlaceCutsIn):
    """The same of a work without episodes."""


def make_placing_example(cut: str) -> dict[str, Any]:
    return {
        "edition": "streaming",
        "fps_num": 24000,
        "fps_den": 1001,
        "start_timecode": "01:00:00:00",
        "placements": [{"cut": cut, "record_in": 0, "length": 84}],
        "reason": "Picture lock.",
    }


PLACING_EXAMPLES = {
    "PlaceCutsIn": make_placing_example(UIDS["cut"]),
    "PlaceFilmCutsIn": make_placing_example(UIDS["film_cut"]),
}


class OverlapOut(serializers.Serializer[Any]):
    """Two cuts that are on screen together."""

    first = CutRef(help_text="The one that begins first.")
    second = CutRef(help_text="The one that begins while it is on screen.")
    frame = serializers.IntegerField(help_text="The first frame that has both.")
    length = serializers.IntegerField(help_text="How many frames have both.")


class PlacedOut(serializers.Serializer[Any]):
    """What became of the time line."""

    added = serializers.IntegerField(help_text="Placements that are new.")
    changed = serializers.IntegerField(help_text="Placements that moved or have another length.")
    removed = serializers.IntegerField(help_text="Placements that are gone.")
    unchanged = serializers.IntegerField(help_text="Placements that are as they were.")
    overlaps = OverlapOut(
        many=True, help_text="Cuts that are on screen together, 20 at most; that is no mistake."
    )


def describe_cut(placement: CutPlacement) -> dict[str, Any]:
    return {"uid": placement.cut.uid, "number": placement.cut.number}


def describe_replaced(found: Replaced) -> dict[str, Any]:
    return {
        "added": found.added,
        "changed": found.changed,
        "removed": found.removed,
        "unchanged": found.unchanged,
        "overlaps": [
            {
                "first": describe_cut(each.first),
                "second": describe_cut(each.second),
                "frame": each.frame,
                "length": each.length,
            }
            for each in found.overlaps
        ],
    }


class PlaceCuts(WriteView):
    """What both addresses share."""

    answers_with_entry = False
    largest_body = MIB

    body: ClassVar[Any] = PlaceCutsIn

    def place(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(self.body, request.data, user)
            entry = self.find(user, uid, None)
            episode = entry if isinstance(entry, Episode) else None
            production: Production = episode.production if episode else entry
            rows = values.pop("placements")
            found = replace_placements(
                production, rows, episode=episode, by=user, now=timezone.now(), **values
            )
            return StoredAnswer(200, encode_json(describe_replaced(found)))

        return run_once(request, work)


PLACING: dict[str, Any] = {
    "parameters": [IDEMPOTENCY_KEY],
    "responses": {200: PlacedOut, **list_write_problems(404, 409, 410)},
}


class PlaceEpisodeCuts(PlaceCuts):
    """Replace where the cuts of an episode stand in an edition, all or nothing: what only moved keeps its uid."""

    kind = EPISODES.writable  # type: ignore[assignment]

    @extend_schema(
        operation_id="episodes_place_cuts",
        summary="Place the cuts of an episode",
        request=PlaceCutsIn,
        **PLACING,
    )
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        return self.place(request, uid)


class PlaceProductionCuts(PlaceCuts):
    """The same for a work without episodes: its cuts that are in none."""

    kind = PRODUCTIONS.writable  # type: ignore[assignment]

    body = PlaceFilmCutsIn

    @extend_schema(
        operation_id="productions_place_cuts",
        summary="Place the cuts of a production",
        request=PlaceFilmCutsIn,
        **PLACING,
    )
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        return self.place(request, uid)


def placing_paths() -> list[URLPattern]:
    return [
        path("episodes/<uuid:uid>/place-cuts/", PlaceEpisodeCuts.as_view(), name="episode-place-cuts"),
        path(
            "productions/<uuid:uid>/place-cuts/", PlaceProductionCuts.as_view(), name="production-place-cuts"
        ),
    ]
