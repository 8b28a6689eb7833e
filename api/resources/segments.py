"""Segments: openings, endings, recaps, previews, with the episodes that they run in."""

from typing import Any, ClassVar

from django.db.models import UUIDField
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import CodeParameter, FilterParameter, ReadValue, UidParameter, read_uid
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.localised_names import help_localised_columns, note_localised_columns
from api.read.output_serializers.references import (
    EpisodeRef,
    ProductionRef,
)
from api.read.resource import Below
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.models import (
    Episode,
    Production,
    Segment,
)
from productions.segments import services as segments
from productions.shared.ending_choices import SegmentKind
from productions.shared.reader_texts import list_localised_columns

SEGMENT_TITLES = list_localised_columns(Segment, "title")


class SegmentOut(serializers.ModelSerializer[Segment]):
    """A segment of a production. Its staff are credits: `credits/?segment=`."""

    production = ProductionRef()
    first_episode = EpisodeRef(allow_null=True)
    last_episode = EpisodeRef(allow_null=True)
    updated_at = make_updated_at()

    class Meta:
        model = Segment
        fields = (
            "uid", "production", "kind", "title", *SEGMENT_TITLES, "first_episode", "last_episode", "updated_at",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "kind": {"help_text": "What it is: an opening, an ending, a recap, a next-episode preview …"},
            **help_localised_columns(
                Segment, "title", "The same in {language}; empty: it has none, or nobody entered it."
            ),
        }
        notes: ClassVar = {
            "production": Note("The work that it is in."),
            "title": Note(absent="the roll calls it by its kind"),
            **note_localised_columns(Segment, "title", absent="it has none, or nobody entered it"),
            "first_episode": Note("The first episode that it runs in.", absent="it runs in all episodes"),
            "last_episode": Note("The last episode that it runs in.", absent="it goes on"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class RunningInParameter(FilterParameter):
    """The uid of an episode: segments that run in it."""

    def read(self, text: str) -> ReadValue:
        return None, [read_uid(text)]

    def apply(self, queryset: Any, shape: Any) -> Any:
        return queryset.running_in_uid(self.given(0, UUIDField()))


class SegmentFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    running_in = RunningInParameter("running_in", "uid of an episode that it runs in")
    kind = CodeParameter("kind", "Kind", SegmentKind.values)
    updated_after = UpdatedAfterParameter("segment")

    class Meta:
        model = Segment
        fields: tuple[str, ...] = ()


class SegmentFields(serializers.ModelSerializer[Segment]):
    first_episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid of a numbered episode; null: all episodes."
    )
    last_episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid of a numbered episode; null: it goes on."
    )

    class Meta:
        model = Segment
        fields: tuple[str, ...] = ("kind", "title", *SEGMENT_TITLES, "first_episode", "last_episode")


class SegmentIn(SegmentFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(SegmentFields.Meta):
        fields = ("production", *SegmentFields.Meta.fields)


class SegmentChange(Change, SegmentFields):
    class Meta(SegmentFields.Meta):
        fields = (*SegmentFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="segment",
    text="Segments of public productions: openings, endings, recaps, previews, each with the episodes that it runs in.",
    rows=Segment.objects.public(),
    representation=SegmentOut,
    filters=SegmentFilter,
    below=(
        Below("production", "The segments of one production."),
        Below("episode", "The segments that run in one episode.", narrow="running_in_uid"),
    ),
    create=segments.create_segment,
    create_body=SegmentIn,
    change=segments.update_segment,
    change_body=SegmentChange,
    examples={
        "SegmentIn": {"production": UIDS["production"], "kind": "opening", "first_episode": UIDS["episode"]},
        "PatchedSegmentChange": {"last_episode": UIDS["episode"], "reason": "The second opening follows."},
    },
)
