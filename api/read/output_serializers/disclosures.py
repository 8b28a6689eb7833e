"""What was said of an AI system from one moment on."""

from typing import Any

from rest_framework import serializers

from api.read.output_serializers.references import AbsentCode
from productions.ai.services.disclosures import Disclosure, split_training_sources
from productions.shared.ai_choices import AIHosting, AISystemKind, CodeOfConduct, TrainingSource


class AbsentURL(serializers.URLField):
    """An address that may be absent, in a serializer that reads entries itself: compiled rows have null from the database."""

    def to_representation(self, value: Any) -> Any:
        return value or None


class AbsentText(serializers.CharField):
    """The same of a text."""

    def to_representation(self, value: Any) -> Any:
        return value or None


class DisclosureOut(serializers.Serializer[Any]):
    """One version of what is disclosed of an AI system. It stood until the version above it, the first one stands."""

    since = serializers.DateTimeField(
        allow_null=True,
        help_text="When it was recorded in public (UTC). Null: before the public saw the system.",
    )
    kind = AbsentCode(AISystemKind.choices, allow_null=True, help_text="What it is. Null: not asked.")
    model_type = serializers.CharField(help_text="What was typed before there was a list of kinds.")
    model_identifier = serializers.CharField(
        help_text="What tells this very model from others; empty: not known."
    )
    hosting = AbsentCode(AIHosting.choices, allow_null=True, help_text="Where it runs. Null: not asked.")
    training_sources = serializers.ListField(
        child=serializers.ChoiceField(TrainingSource.choices),
        help_text="What it was trained on, as its maker says. Empty: not asked.",
    )
    training_data = serializers.CharField(help_text="The same in its maker's words.")
    training_data_language = AbsentText(
        allow_null=True, help_text="The language of that (BCP 47); null: nobody said."
    )
    statement_url = AbsentURL(
        allow_null=True,
        help_text="The page where the maker says so; null: none was entered.",
    )
    statement_read_on = serializers.DateField(
        allow_null=True, help_text="The day on which it said so; null: nobody said when."
    )
    code_of_conduct = AbsentCode(
        CodeOfConduct.choices,
        allow_null=True,
        help_text="What its maker says to the code for AI developers. Null: nobody looked it up.",
    )
    code_of_conduct_url = AbsentURL(
        allow_null=True,
        help_text="The page where the maker says so; null: none was entered.",
    )
    code_of_conduct_read_on = serializers.DateField(
        allow_null=True, help_text="The day on which it said so, or said nothing; null: nobody said when."
    )

    def to_representation(self, instance: Disclosure) -> Any:
        values = {
            **instance.values,
            "training_sources": split_training_sources(instance.values["training_sources"]),
        }
        return super().to_representation({"since": instance.since, **values})
