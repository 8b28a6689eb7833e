"""Time lines: the frame rate and the start timecode of each edition of an episode."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.edition_codes import EditionCode, EditionParameter
from api.read.filter_fields import EpisodeNumberParameter, UidParameter
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.references import EpisodeRef, ProductionRef
from api.read.resource import Below
from api.resources.editions import make_frame_rate
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.catalogue.services import placements
from productions.models import EditionTiming, Episode, Production


class TimelineOut(serializers.ModelSerializer[EditionTiming]):
    """The time line of an edition."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    edition = EditionCode(absent="every edition that has no time line of its own")
    frame_rate = make_frame_rate("that of the edition or, without one, of the production")

    class Meta:
        model = EditionTiming
        fields = ("uid", "production", "episode", "edition", "frame_rate", "start_timecode")
        notes: ClassVar = {
            "production": Note("The work."),
            "episode": Note("The episode.", absent="the work has no episodes, or it is for none of them"),
            "edition": Note(absent="every edition that has no time line of its own"),
            "frame_rate": Note(absent="that of the edition or of the production", unit="frames per second"),
            "start_timecode": Note(absent="not known"),
        }


class TimelineFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter(
        "episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    edition = EditionParameter("edition")

    class Meta:
        model = EditionTiming
        fields: tuple[str, ...] = ()


class TimelineFields(serializers.ModelSerializer[EditionTiming]):
    class Meta:
        model = EditionTiming
        fields: tuple[str, ...] = ("fps_num", "fps_den", "start_timecode")


class TimelineIn(TimelineFields):
    production = Reference(Production, help_text="uid of the production.")
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null in a work without episodes."
    )
    edition = EditionCode(required=False, absent="every edition that has no time line of its own")

    class Meta(TimelineFields.Meta):
        fields = ("production", "episode", "edition", *TimelineFields.Meta.fields)


class TimelineChange(Change, TimelineFields):
    class Meta(TimelineFields.Meta):
        fields = (*TimelineFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="timeline",
    text="Frame rates and start timecodes of the editions of public episodes.",
    rows=EditionTiming.objects.public(),
    representation=TimelineOut,
    filters=TimelineFilter,
    below=(Below("episode", "The time lines of one episode."),),
    create=placements.time_edition,
    create_body=TimelineIn,
    change=placements.update_timing,
    change_body=TimelineChange,
    examples={
        "TimelineIn": {
            "production": UIDS["production"],
            "episode": UIDS["episode"],
            "edition": "broadcast",
            "fps_num": 24000,
            "fps_den": 1001,
            "start_timecode": "01:00:00:00",
        },
        "PatchedTimelineChange": {"start_timecode": "00:59:50:00", "reason": "With the leader."},
    },
)
