"""What the credits of one cut say together."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.output_serializers.references import EpisodeRef, ProductionRef
from productions.models import Cut
from productions.shared.choices import AIState

CUT_OPTIONS = {"length_frames": {"help_text": "Length in frames; null when not known."}}
CUT_NOTES = {
    "production": Note("The work it is a part of."),
    "episode": Note(
        "The episode it is a part of.",
        absent="the work has no episodes, or it belongs to none of them",
    ),
    "length_frames": Note(absent="not known", unit="frames, at the frame_rate of the production"),
    "status": Note("Whether it is planned, in the film, or out of it."),
}
"""What is said of the columns of a cut, wherever they are shown."""


class CutSummaryOut(serializers.ModelSerializer[Cut]):
    """A cut, and what its credits say together. Without any credit nothing is on record of it, which is not the same as unnamed."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    named = serializers.IntegerField(
        help_text="Credits that name somebody; a company's for labour does where it names some of its people."
    )
    withheld = serializers.IntegerField(help_text="Credits of people who asked not to be named.")
    unnamed = serializers.IntegerField(help_text="All other credits: nobody is named.")
    ai = serializers.ChoiceField(
        choices=AIState.choices,
        help_text="Whether AI was used: used if any credit says so, none only if each one is declared so; not_asked says nothing.",
    )

    class Meta:
        model = Cut
        fields = (
            "uid", "production", "episode", "number", "length_frames", "status", "named", "withheld", "unnamed", "ai",
        )  # fmt: skip
        extra_kwargs: ClassVar = CUT_OPTIONS
        notes: ClassVar = CUT_NOTES
