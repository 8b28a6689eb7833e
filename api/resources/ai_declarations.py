"""Declarations of whether AI was used, inside their credits."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.output_serializers.references import (
    ContributorRef,
)
from productions.models import (
    AIDeclaration,
)


class AIDeclarationOut(serializers.ModelSerializer[AIDeclaration]):
    """What somebody declared about AI in the work of a credit."""

    declared_by = ContributorRef(
        source="named_declarer", allow_null=True, help_text="Null: a person who withheld their name there."
    )

    class Meta:
        model = AIDeclaration
        fields: tuple[str, ...] = ("uid", "answer", "declared_by", "declared_at", "basis")
        notes: ClassVar = {
            "answer": Note("Whether AI was used, as they declare."),
            "declared_by": Note(absent="a person who withheld their name there"),
            "declared_at": Note("When they declared it."),
            "basis": Note("What they rest it on."),
        }

        @staticmethod
        def rows() -> Any:
            return AIDeclaration.objects.live().with_named_declarer().order_by("pk")
