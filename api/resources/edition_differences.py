"""`…/placements/diff/`: how the time lines of two editions differ."""

from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.edition_codes import BUILT_IN, EDITION_PATTERN, EditionCode, read_edition_code
from api.read.filter_fields import Unreadable
from api.read.filters import refuse_unknown_parameters
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import CutRef
from api.resources.on_screen import TimelineView
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.services.timeline_diff import EditionDifference, PlacedTwice, compare_editions
from productions.catalogue.services.timelines import NothingThere, TimeLine
from productions.models import Episode, Production
from productions.shared.refusals import Refusal

CODES = f"{BUILT_IN}, or the code of one that the production has of its own"
EDITION_SCHEMA = {"type": "string", "pattern": f"^{EDITION_PATTERN.pattern}$"}
FROM_PARAMETER = OpenApiParameter(
    "from",
    EDITION_SCHEMA,
    description=f"The edition to start from: {CODES}. Without it what is placed for all editions.",
)
TO_PARAMETER = OpenApiParameter(
    "to", EDITION_SCHEMA, required=True, description=f"The edition to compare with it: {CODES}."
)


class ComparedEditionOut(serializers.Serializer[Any]):
    """One of two editions that are compared."""

    edition = EditionCode(absent="what is placed for all editions")
    placed_in = EditionCode(
        help_text="Whose placements they are: its own or, with null, those of every edition that has none."
    )
    frame_rate = serializers.CharField(help_text="Frames per second as a fraction.")
    start_timecode = serializers.CharField(allow_null=True, help_text="Of the first frame; null: not known.")
    frames = serializers.IntegerField(help_text="Up to which frame cuts are placed.")


class StretchOut(serializers.Serializer[Any]):
    """Where a cut stands in one of the editions."""

    record_in = serializers.IntegerField(help_text="Its first frame in the edition, from 0.")
    length = serializers.IntegerField(help_text="How many frames it is on screen.")
    source_in = serializers.IntegerField(
        allow_null=True, help_text="The frame of its own material that is first on screen; null: not known."
    )
    timecode = serializers.CharField(
        allow_null=True, help_text="Of its first frame; null where the start timecode is not known."
    )


class PlacedCutOut(StretchOut):
    """A cut that only one of the editions has there."""

    cut = CutRef(help_text="The cut.")


class ChangedCutOut(serializers.Serializer[Any]):
    """A cut that stands elsewhere, or of which another part is seen."""

    cut = CutRef(help_text="The cut.")
    before = StretchOut(help_text="Where it stands in the edition `from`.")
    after = StretchOut(help_text="Where it stands in the edition `to`.")
    moved_by = serializers.IntegerField(help_text="Frames by which it begins later; negative: earlier.")
    lengthened_by = serializers.IntegerField(help_text="Frames by which it is longer; negative: shorter.")


class EditionDifferenceOut(serializers.Serializer[Any]):
    """How the time lines of two editions differ, each list in the order on screen."""

    before = ComparedEditionOut(help_text="The edition `from`.")
    after = ComparedEditionOut(help_text="The edition `to`.")
    added = PlacedCutOut(many=True, help_text="What only `to` has.")
    gone = PlacedCutOut(many=True, help_text="What only `from` has.")
    moved = ChangedCutOut(many=True, help_text="What stands elsewhere, otherwise the same.")
    trimmed = ChangedCutOut(
        many=True, help_text="What is longer, shorter, or begins with another frame of its material."
    )
    unchanged = serializers.IntegerField(help_text="How many placements are the same in both.")


class EditionDifferenceView(TimelineView):
    """What both addresses share."""

    serializer_class: ClassVar = EditionDifferenceOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def compare(self, production: Production, episode: Episode | None) -> HttpResponseBase:
        refuse_unknown_parameters(self.request, {"from", "to"})
        if not self.request.query_params.get("to"):
            raise ValidationError({"to": [f"Give the edition to compare with: {CODES}."]})
        before, after = (self.read_edition(name) for name in ("from", "to"))
        try:
            found = compare_editions(production, episode, before=before, after=after)
        except Refusal as refusal:
            raise ValidationError(refusal.fields) from refusal
        except NothingThere as error:
            raise NotFound(str(error)) from error
        body = responses.encode_json(write_difference(found))
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )

    def read_edition(self, name: str) -> str:
        """The code of an edition, empty where none is named. Raises a 400."""
        text = self.request.query_params.get(name, "")
        try:
            return read_edition_code(text) if text else ""
        except Unreadable as error:
            raise ValidationError({name: [str(error)]}) from error


def write_difference(found: EditionDifference) -> dict[str, Any]:
    before, after = found.before, found.after
    return {
        "before": write_edition(before),
        "after": write_edition(after),
        "added": [write_placed_cut(one, after) for one in found.added],
        "gone": [write_placed_cut(one, before) for one in found.gone],
        "moved": [write_changed_cut(one, before, after) for one in found.moved],
        "trimmed": [write_changed_cut(one, before, after) for one in found.trimmed],
        "unchanged": found.unchanged,
    }


def write_edition(line: TimeLine) -> dict[str, Any]:
    return {
        "edition": line.edition or None,
        "placed_in": line.placed_in or None,
        "frame_rate": f"{line.rate.numerator}/{line.rate.denominator}",
        "start_timecode": line.start or None,
        "frames": line.frames,
    }


def write_stretch(placement: CutPlacement, line: TimeLine) -> dict[str, Any]:
    return {
        "record_in": placement.record_in,
        "length": placement.length,
        "source_in": placement.source_in,
        "timecode": line.format_timecode(placement.record_in) or None,
    }


def write_placed_cut(placement: CutPlacement, line: TimeLine) -> dict[str, Any]:
    return {"cut": write_cut_ref(placement), **write_stretch(placement, line)}


def write_cut_ref(placement: CutPlacement) -> dict[str, Any]:
    return {"uid": placement.cut.uid, "number": placement.cut.number}


def write_changed_cut(pair: PlacedTwice, before: TimeLine, after: TimeLine) -> dict[str, Any]:
    return {
        "cut": write_cut_ref(pair.after),
        "before": write_stretch(pair.before, before),
        "after": write_stretch(pair.after, after),
        "moved_by": pair.moved_by,
        "lengthened_by": pair.lengthened_by,
    }


DIFFERENCE: dict[str, Any] = {
    "parameters": [FROM_PARAMETER, TO_PARAMETER],
    "responses": {200: EditionDifferenceOut, **PROBLEM_RESPONSES},
}


class EpisodeDifference(EditionDifferenceView):
    """How the time lines of two editions of an episode differ."""

    @extend_schema(
        operation_id="episodes_placements_diff_retrieve",
        summary="Compare two editions of an episode",
        **DIFFERENCE,
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        episode = self.find_entry(Episode, uid, "production")
        return self.compare(episode.production, episode)


class ProductionDifference(EditionDifferenceView):
    """The same of a work without episodes."""

    @extend_schema(
        operation_id="productions_placements_diff_retrieve",
        summary="Compare two editions of a production",
        **DIFFERENCE,
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        return self.compare(self.find_entry(Production, uid), None)


def difference_paths() -> list[URLPattern]:
    return [
        path(
            "episodes/<uuid:uid>/placements/diff/",
            EpisodeDifference.as_view(),
            name="episode-placements-diff",
        ),
        path(
            "productions/<uuid:uid>/placements/diff/",
            ProductionDifference.as_view(),
            name="production-placements-diff",
        ),
    ]
