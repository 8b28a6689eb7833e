"""AI systems."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import (
    SearchParameter,
    UidParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.updated_at import make_updated_at
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.ai.services import ai_systems
from productions.models import (
    AISystem,
    Production,
)


class AISystemOut(serializers.ModelSerializer[AISystem]):
    """A model or a tool."""

    updated_at = make_updated_at()

    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version", "model_type", "training_data", "url", "updated_at")
        notes: ClassVar = {
            "name": Note("Its name."),
            "vendor": Note("Who makes it."),
            "version": Note("Its version.", absent="not known"),
            "model_type": Note(absent="not known"),
            "training_data": Note(
                "What its maker discloses of its training data.",
                absent="nothing is disclosed, or nobody entered it",
            ),
            "url": Note("Its page on the web.", absent="none was entered"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class AISystemFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name or vendor")
    updated_after = UpdatedAfterParameter("aisystem")

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ()


class AISystemFields(serializers.ModelSerializer[AISystem]):
    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ("name", "vendor", "version", "model_type", "training_data", "url")


class AISystemIn(AISystemFields):
    production = Reference(
        Production,
        required=False,
        help_text="uid of the production that it is entered for: its members see it before a credit used it. Without it, the only one that you are an editor of.",
    )

    class Meta(AISystemFields.Meta):
        fields = ("production", *AISystemFields.Meta.fields)


class AISystemChange(Change, AISystemFields):
    class Meta(AISystemFields.Meta):
        fields = (*AISystemFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="ai-system",
    text="AI systems that a public credit used.",
    rows=AISystem.objects.public(),
    representation=AISystemOut,
    filters=AISystemFilter,
    create=ai_systems.register_ai_system,
    create_body=AISystemIn,
    change=ai_systems.update_ai_system,
    change_body=AISystemChange,
    proposed=("change",),
    private={"entered_for": "Whose members see it before a credit used it."},
    examples={
        "AISystemIn": {"name": "Reiga Colour", "vendor": "Kaku Labs", "version": "2.1"},
        "PatchedAISystemChange": {"version": "2.2"},
    },
)
