"""`…/at/?t=`: which cuts are on screen at a moment, and who drew them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
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
from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.compiled_serializers import get_row_plan
from api.read.edition_codes import BUILT_IN, EDITION_PATTERN, EditionCode, read_edition_code
from api.read.filter_fields import Unreadable
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import CutRef
from api.resources.credits import CreditOut
from api.write.visibility import MembersView, filter_readable, make_not_found_for_member
from productions.catalogue.services.timelines import NothingThere, OnScreen, find_on_screen
from productions.credits.services.on_screen import find_drawn_cuts
from productions.models import Credit, Cut, Episode, Production
from productions.shared.refusals import Refusal
from productions.shared.timecode import MOMENT_FORMS

MOMENT_PARAMETER = OpenApiParameter(
    "t",
    {"type": "string", "maxLength": 40},
    required=True,
    description=f"The moment, from the beginning of the edition: {MOMENT_FORMS}. A timecode needs the start timecode.",
)
EDITION_PARAMETER = OpenApiParameter(
    "edition",
    {"type": "string", "pattern": f"^{EDITION_PATTERN.pattern}$"},
    description=f"One edition: {BUILT_IN}, or the code of one that the production has of its own. Without it every edition "
    "that cuts are placed in.",
)
MAX_MOMENT_CHARACTERS = 40


class ShownCutOut(serializers.Serializer[Any]):
    """A cut on screen."""

    cut = CutRef(help_text="The cut.")
    record_in = serializers.IntegerField(help_text="Its first frame in the edition, from 0.")
    length = serializers.IntegerField(help_text="How many frames it is on screen.")
    credits = CreditOut(
        many=True,
        help_text="Who made it: its credits, then those of cuts whose drawings it shares or reuses; `cut` says of which each is.",
    )


class ShownEditionOut(serializers.Serializer[Any]):
    """What one edition shows at the moment."""

    edition = EditionCode(absent="what is placed for all editions")
    placed_in = EditionCode(
        help_text="Whose placements they are: its own or, with null, those of every edition that has none."
    )
    frame_rate = serializers.CharField(help_text="Frames per second as a fraction.")
    start_timecode = serializers.CharField(allow_null=True, help_text="Of the first frame; null: not known.")
    frame = serializers.IntegerField(help_text="The frame of the moment, from 0.")
    timecode = serializers.CharField(
        allow_null=True, help_text="Its timecode; null where the start timecode is not known."
    )
    cuts = ShownCutOut(many=True, help_text="Several where titles lie over a picture; none in a gap.")


class OnScreenOut(serializers.Serializer[Any]):
    """What is on screen at a moment."""

    editions = ShownEditionOut(many=True, help_text="The editions that reach the moment.")


class TimelineView(MembersView):
    """A view of one episode's or production's time lines."""

    def find_entry(self, model: Any, uid: UUID, *links: str) -> Any:
        """Raises 404 and its kin."""
        rows = filter_readable(model, self.member) if self.member else model.objects.public()
        entry = rows.filter(uid=uid).select_related(*links).first()
        if entry is None:
            raise (make_not_found_for_member if self.member else make_not_found_error)(
                model, uid, self.request
            )
        return entry


class MomentView(TimelineView):
    """What both addresses share."""

    serializer_class: ClassVar = OnScreenOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def show(self, production: Production, episode: Episode | None) -> HttpResponseBase:
        refuse_unknown_parameters(self.request, {"t", "edition"})
        moment = self.request.query_params.get("t", "").strip()
        edition = self.request.query_params.get("edition") or None
        if not moment or len(moment) > MAX_MOMENT_CHARACTERS:
            raise ValidationError({"t": [f"Give a moment: {MOMENT_FORMS}."]})
        try:
            edition = read_edition_code(edition) if edition else None
            found = find_on_screen(production, episode, moment=moment, edition=edition)
        except Unreadable as error:
            raise ValidationError({"edition": [str(error)]}) from error
        except Refusal as refusal:
            raise ValidationError(refusal.fields) from refusal
        except NothingThere as error:
            raise NotFound(str(error)) from error
        body = responses.encode_json({"editions": self.describe(found)})
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )

    def describe(self, found: Sequence[OnScreen]) -> list[dict[str, Any]]:
        drawn = find_drawn_cuts(found)
        credits = self.read_credits({cut for each in drawn.values() for cut in each})
        return [
            {
                "edition": each.line.edition or None,
                "placed_in": each.line.placed_in or None,
                "frame_rate": f"{each.line.rate.numerator}/{each.line.rate.denominator}",
                "start_timecode": each.line.start or None,
                "frame": each.frame,
                "timecode": each.line.format_timecode(each.frame) or None,
                "cuts": [
                    {
                        "cut": {"uid": one.cut.uid, "number": one.cut.number},
                        "record_in": one.record_in,
                        "length": one.length,
                        "credits": [
                            row
                            for cut in drawn[one.cut_id]
                            for edition, row in credits[cut.pk]
                            if edition in ("", each.line.edition)
                        ],
                    }
                    for one in each.placements
                ],
            }
            for each in found
        ]

    def read_credits(self, cuts: Collection[Cut]) -> dict[int, list[tuple[str, dict[str, Any]]]]:
        """The credits of cuts that the reader may see, those of ranges too, in roll order, each with its edition."""
        found: defaultdict[int, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        if not cuts:
            return found
        rows: Any = filter_readable(Credit, self.member) if self.member else Credit.objects.public()
        holding = rows.held_by("cut", [cut.uid for cut in cuts])
        ends = {
            str(uid): ((production, episode), first, last or first)
            for uid, production, episode, first, last in holding.order_by().values_list(
                "uid", "production_id", "cut__episode_id", "cut__sort_key", "last_cut__sort_key"
            )
        }
        shape = get_row_plan(CreditOut)
        records = list(shape.select(rows.filter(uid__in=ends).in_roll_order()))
        for row in shape.rows(records, FragmentCache().of):
            part, first, last = ends[row["uid"]]
            for cut in cuts:
                if part == (cut.production_id, cut.episode_id) and first <= cut.sort_key <= last:
                    found[cut.pk].append((row["edition"] or "", row))
        return found


MOMENT: dict[str, Any] = {
    "parameters": [MOMENT_PARAMETER, EDITION_PARAMETER],
    "responses": {200: OnScreenOut, **PROBLEM_RESPONSES},
}


class EpisodeMoment(MomentView):
    """Which cuts of an episode are on screen at a moment, in each edition, and who drew them."""

    @extend_schema(
        operation_id="episodes_at_retrieve", summary="Get what is on screen in an episode", **MOMENT
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        episode = self.find_entry(Episode, uid, "production")
        return self.show(episode.production, episode)


class ProductionMoment(MomentView):
    """The same of a work without episodes."""

    @extend_schema(
        operation_id="productions_at_retrieve", summary="Get what is on screen in a production", **MOMENT
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        return self.show(self.find_entry(Production, uid), None)


def moment_paths() -> list[URLPattern]:
    return [
        path("episodes/<uuid:uid>/at/", EpisodeMoment.as_view(), name="episode-at"),
        path("productions/<uuid:uid>/at/", ProductionMoment.as_view(), name="production-at"),
    ]
