"""AI systems."""

from typing import ClassVar

from rest_framework import serializers

from api.read.code_list_parameter import CodeListParameter
from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.filter_fields import (
    CodeParameter,
    UidParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.search_parameters import SearchParameter
from api.read.updated_at import make_updated_at
from api.resources.resource import Resource
from api.write.code_lists import CodeListField
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.ai.services import ai_systems
from productions.ai.services.disclosures import DISCLOSED, split_training_sources
from productions.models import (
    AISystem,
    Production,
)
from productions.shared.ai_choices import AIHosting, AISystemKind, CodeOfConduct, TrainingSource


class AISystemOut(serializers.ModelSerializer[AISystem]):
    """A model or a tool, with what is disclosed of it: `disclosures/` below it has what was said before."""

    training_sources = Computed(
        serializers.ListField(
            child=serializers.ChoiceField(TrainingSource.choices),
            help_text="What it was trained on, as its maker says. Empty: not asked.",
        ),
        of=("training_sources",),
        get=split_training_sources,
    )
    updated_at = make_updated_at()

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ("uid", "name", "vendor", "version", *DISCLOSED, "url", "updated_at")
        notes: ClassVar = {
            "name": Note("Its name."),
            "vendor": Note("Who makes it."),
            "version": Note("Its version.", absent="not known"),
            "kind": Note(absent="not asked"),
            "model_type": Note(absent="nothing was typed"),
            "model_identifier": Note(absent="not known"),
            "hosting": Note(absent="not asked"),
            "training_sources": Note("What it was trained on, as its maker says.", absent="not asked"),
            "training_data": Note(
                "What its maker discloses of its training data.",
                absent="nobody entered it",
            ),
            "training_data_language": Note("The language of that (BCP 47).", absent="nobody said"),
            "statement_url": Note(absent="none was entered"),
            "statement_read_on": Note(absent="nobody said when"),
            "code_of_conduct": Note(absent="nobody looked it up"),
            "code_of_conduct_url": Note(absent="none was entered"),
            "code_of_conduct_read_on": Note(absent="nobody said when"),
            "url": Note("Its page on the web.", absent="none was entered"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class AISystemFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name or vendor")
    kind = CodeParameter("kind", "Kind", AISystemKind.values)
    hosting = CodeParameter("hosting", "Where it runs", AIHosting.values)
    training_sources = CodeListParameter(
        "training_sources", "What it was trained on, any of these", TrainingSource.values
    )
    code_of_conduct = CodeParameter(
        "code_of_conduct", "What its maker says to the code for AI developers", CodeOfConduct.values
    )
    updated_after = UpdatedAfterParameter("aisystem")

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ()


class AISystemFields(serializers.ModelSerializer[AISystem]):
    training_sources = CodeListField(
        TrainingSource.choices,
        required=False,
        help_text="What it was trained on, as its maker says; undisclosed stands alone. Empty: not asked.",
    )

    class Meta:
        model = AISystem
        fields: tuple[str, ...] = ("name", "vendor", "version", *DISCLOSED, "url")


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
