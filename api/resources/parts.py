"""Parts of episodes: ranges of cuts."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import EpisodeNumberParameter, ListParameter, UidParameter
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.references import (
    CutRef,
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
    Cut,
    Episode,
    EpisodePart,
    Production,
)
from productions.segments import services as segments


class PartOut(serializers.ModelSerializer[EpisodePart]):
    """A part of an episode, or of a film: the cuts from the first to the last, in their order."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    first_cut = CutRef()
    last_cut = CutRef()
    updated_at = make_updated_at()

    class Meta:
        model = EpisodePart
        fields = ("uid", "production", "episode", "label", "first_cut", "last_cut", "updated_at")
        extra_kwargs: ClassVar = {"label": {"help_text": "What it is called: A, B, C, アバン."}}
        notes: ClassVar = {
            "production": Note("The work that it is in."),
            "episode": Note("The episode that it is a part of.", absent="the work has no episodes"),
            "first_cut": Note("Its first cut."),
            "last_cut": Note("Its last cut."),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class PartFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter(
        "episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    label = ListParameter("label", "Labels: A,B")
    updated_after = UpdatedAfterParameter("episodepart")

    class Meta:
        model = EpisodePart
        fields: tuple[str, ...] = ()


class PartFields(serializers.ModelSerializer[EpisodePart]):
    first_cut = Reference(Cut, help_text="uid of the first cut.")
    last_cut = Reference(Cut, help_text="uid of the last cut.")

    class Meta:
        model = EpisodePart
        fields: tuple[str, ...] = ("label", "first_cut", "last_cut")


class PartIn(PartFields):
    production = Reference(Production, help_text="uid of the production.")
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null in a work without episodes."
    )

    class Meta(PartFields.Meta):
        fields = ("production", "episode", *PartFields.Meta.fields)


class PartChange(Change, PartFields):
    class Meta(PartFields.Meta):
        fields = (*PartFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="part",
    text="Parts of public episodes and films (A, B, C): ranges of cuts.",
    rows=EpisodePart.objects.public(),
    representation=PartOut,
    filters=PartFilter,
    below=(
        Below("production", "The parts of one production, by episode."),
        Below("episode", "The parts of one episode."),
    ),
    create=segments.create_part,
    create_body=PartIn,
    change=segments.update_part,
    change_body=PartChange,
    examples={
        "PartIn": {
            "production": UIDS["production"],
            "episode": UIDS["episode"],
            "label": "A",
            "first_cut": UIDS["cut"],
            "last_cut": UIDS["cut"],
        },
        "PatchedPartChange": {"label": "アバン"},
    },
)
