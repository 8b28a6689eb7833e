"""Cuts."""

from typing import Any, ClassVar

from django.db.models import Exists, Subquery
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.filter_fields import (
    CodeParameter,
    CutNumberParameter,
    EpisodeNumberParameter,
    ListParameter,
    UidParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.cut_summaries import CUT_NOTES, CUT_OPTIONS
from api.read.output_serializers.references import (
    EpisodeRef,
    ProductionRef,
)
from api.read.resource import Below, make_orderings
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.catalogue.services import cuts
from productions.models import (
    Cut,
    Episode,
    EpisodePart,
    Production,
)
from productions.shared.choices import CutStatus


class CutOut(serializers.ModelSerializer[Cut]):
    """A cut."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    part = Computed(
        serializers.CharField(
            allow_null=True,
            help_text="Label of the part of the episode or film that it is in; null: of none.",
        ),
        of=(Subquery(EpisodePart.objects.around_outer_cut().order_by().values("label")[:1]),),
        get=lambda label: label,
        follows_row=False,
    )
    updated_at = make_updated_at()

    class Meta:
        model = Cut
        fields = ("uid", "production", "episode", "number", "part", "length_frames", "status", "updated_at")
        extra_kwargs: ClassVar = CUT_OPTIONS
        notes: ClassVar = {**CUT_NOTES, "part": Note(absent="it is in no part, or nobody entered the parts")}
        on_request: tuple[str, ...] = ("updated_at",)


class PartParameter(ListParameter):
    """Labels of parts that the cut may be in."""

    def apply(self, queryset: Any, shape: Any) -> Any:
        return queryset.filter(Exists(super().apply(EpisodePart.objects.around_outer_cut(), shape)))


class CutFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter("episode", "uids or numbers of episodes: 3-5")
    number = CutNumberParameter("", "Numbers: 12-15,18A,S01-C012")
    part = PartParameter("label", "Labels of parts, within an episode or film: A,B")
    status = CodeParameter("status", "Status", CutStatus.values)
    updated_after = UpdatedAfterParameter("cut")

    class Meta:
        model = Cut
        fields: tuple[str, ...] = ()


class CutFields(serializers.ModelSerializer[Cut]):
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null in a work without episodes."
    )

    class Meta:
        model = Cut
        fields: tuple[str, ...] = ("episode", "number", "length_frames", "status", "note")


class CutIn(CutFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(CutFields.Meta):
        fields = ("production", *CutFields.Meta.fields)


class CutChange(Change, CutFields):
    class Meta(CutFields.Meta):
        fields = (*CutFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="cut",
    text="Cuts of public productions, the omitted ones too: a number is never used again.",
    rows=Cut.objects.public(),
    representation=CutOut,
    filters=CutFilter,
    orderings=make_orderings("number"),
    below=(
        Below("production", "The cuts of one production."),
        Below("episode", "The cuts of one episode."),
    ),
    create=cuts.add_cut,
    create_body=CutIn,
    change=cuts.update_cut,
    change_body=CutChange,
    examples={
        "CutIn": {
            "production": UIDS["production"],
            "episode": UIDS["episode"],
            "number": "012A",
            "length_frames": 84,
        },
        "PatchedCutChange": {"status": "omitted", "reason": "Cut in the storyboard."},
    },
)
