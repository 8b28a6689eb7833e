"""What makers and people say about the use of their work for AI, as a member of productions and contributors."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from productions.shared.ai_choices import TrainingEntry, TrainingUse


class TrainingMiningOut(serializers.Serializer[Any]):
    """One entry of CAWG's training and data mining assertion."""

    entry = serializers.ChoiceField(TrainingEntry.choices, help_text="What the work would be used for.")
    use = serializers.ChoiceField(
        TrainingUse.choices,
        help_text="Whether it may be. Take constrained for notAllowed where you do not know or keep the condition.",
    )
    constraint_info = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text="The condition, only with constrained; empty where none is told.",
    )

    class Meta:
        fields = ("entry", "use", "constraint_info")
        notes: ClassVar = {"constraint_info": Note(absent="there is no condition, or it is not told")}


def training_mining_field(help_text: str) -> Computed:
    """The member, of the column of the same name."""
    return Computed(
        TrainingMiningOut(many=True, help_text=help_text),
        of=("training_mining",),
        get=lambda said: said or [],
    )
