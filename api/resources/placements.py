"""Where cuts stand in editions."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_queries import BY_UID
from api.read.edition_codes import EditionCode, EditionParameter
from api.read.filter_fields import CutNumberParameter, EpisodeNumberParameter, UidParameter
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.references import CutRef, EpisodeRef, ProductionRef
from api.read.resource import Below
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.catalogue.services import placements
from productions.models import Cut, CutPlacement

SHARED_PLACE = "it stands so in every edition that has no placements of its own"


class PlacementOut(serializers.ModelSerializer[CutPlacement]):
    """A stretch of an edition in which a cut is on screen."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    cut = CutRef()
    edition = EditionCode(absent=SHARED_PLACE)

    class Meta:
        model = CutPlacement
        fields = ("uid", "production", "episode", "cut", "edition", "record_in", "length", "source_in")
        notes: ClassVar = {
            "production": Note("The work."),
            "episode": Note("The episode.", absent="the work has no episodes, or the cut is in none of them"),
            "cut": Note("The cut."),
            "edition": Note(absent=SHARED_PLACE),
            "record_in": Note(unit="frames, from 0, at the rate of the edition"),
            "length": Note(unit="frames, at the rate of the edition"),
            "source_in": Note(absent="not known", unit="frames"),
        }


class PlacementFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter(
        "episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    cut = CutNumberParameter("cut", "uids of cuts or, within a production, numbers: 12-15,18A,S01-C012")
    edition = EditionParameter("edition")

    class Meta:
        model = CutPlacement
        fields: tuple[str, ...] = ()


class PlacementFields(serializers.ModelSerializer[CutPlacement]):
    class Meta:
        model = CutPlacement
        fields: tuple[str, ...] = ("record_in", "length", "source_in")


class PlacementIn(PlacementFields):
    cut = Reference(Cut, help_text="uid of the cut.")
    edition = EditionCode(required=False, absent=SHARED_PLACE)

    class Meta(PlacementFields.Meta):
        fields = ("cut", "edition", *PlacementFields.Meta.fields)


class PlacementChange(Change, PlacementFields):
    class Meta(PlacementFields.Meta):
        fields = (*PlacementFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="placement",
    text="Where cuts of public productions stand in their editions, in frames.",
    rows=CutPlacement.objects.public(),
    representation=PlacementOut,
    filters=PlacementFilter,
    orderings={**BY_UID, "record_in": ("record_in", "uid")},
    below=(
        Below("episode", "The cut placements of one episode."),
        Below("cut", "Where one cut stands."),
    ),
    create=placements.place_cut,
    create_body=PlacementIn,
    change=placements.update_placement,
    change_body=PlacementChange,
    examples={
        "PlacementIn": {"cut": UIDS["cut"], "edition": "broadcast", "record_in": 1440, "length": 84},
        "PatchedPlacementChange": {"record_in": 1452},
    },
)
