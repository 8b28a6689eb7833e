"""What bodies may hold, declared: each class gives the OpenAPI schema and, through `api.write.request_bodies`, the reader.

Apart from what the API shows, some members are private: they are stored for members and never answered.
"""

from typing import Any

from rest_framework import serializers

from api.write.code_lists import CodeListField
from api.write.request_bodies import Reference
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    Credit,
    Cut,
    Episode,
    Production,
    ProductionTitle,
    Release,
    Role,
    Webhook,
)
from productions.vocabulary import FeedEntity, TitleKind


class Change(serializers.Serializer[Any]):
    """Every change may say why, for the ledger."""

    reason = serializers.CharField(required=False, help_text="Why; it goes into the ledger.")


class NothingIn(serializers.Serializer[Any]):
    """An empty object."""


class AIUseFields(serializers.ModelSerializer[AIUse]):
    ai_system = Reference(AISystem, help_text="uid of the AI system.")
    validated_by = Reference(
        Contributor, required=False, allow_null=True, help_text="uid of the person who looked at it."
    )

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = (
            "ai_system", "task", "source_type", "oversight", "validated_by", "validated_at", "extent", "input",
            "note", "approval_ref",
        )  # fmt: skip


class AIUseIn(AIUseFields):
    credit = Reference(Credit, help_text="uid of the credit whose people used it.")

    class Meta(AIUseFields.Meta):
        fields = ("credit", *AIUseFields.Meta.fields)


class AIUseChange(Change, AIUseFields):
    class Meta(AIUseFields.Meta):
        fields = (*AIUseFields.Meta.fields, "reason")


class CreditFields(serializers.ModelSerializer[Credit]):
    role = Reference(Role, help_text="Code of the role.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; a cut brings its own.")
    cut = Reference(Cut, required=False, allow_null=True, help_text="uid of the cut.")
    contributor = Reference(
        Contributor, required=False, allow_null=True, help_text="uid; null with an absence_reason."
    )
    affiliation = Reference(
        Contributor, required=False, allow_null=True, help_text="uid of the studio they worked for."
    )

    class Meta:
        model = Credit
        fields: tuple[str, ...] = (
            "role", "episode", "cut", "contributor", "credited_as", "kind", "role_as_printed", "printed_as",
            "affiliation", "position", "headcount", "named_count", "attribution", "absence_reason", "on_screen",
            "edition", "evidence_kind", "evidence_note",
        )  # fmt: skip


class CreditIn(CreditFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(CreditFields.Meta):
        fields = ("production", *CreditFields.Meta.fields)


class CreditChange(Change, CreditFields):
    class Meta(CreditFields.Meta):
        fields = (*CreditFields.Meta.fields, "reason")


class ProductionFields(serializers.ModelSerializer[Production]):
    class Meta:
        model = Production
        fields: tuple[str, ...] = (
            "kind", "released_on", "year", "fps_num", "fps_den", "visibility", "public_from", "invented", "remark",
        )  # fmt: skip


class ProductionIn(ProductionFields):
    title = serializers.CharField(help_text="The primary title.")
    title_kind = serializers.ChoiceField(TitleKind.choices, required=False)
    title_kana = serializers.CharField(required=False, help_text="Its reading in kana, which orders lists.")

    class Meta(ProductionFields.Meta):
        fields = ("title", "title_kind", "title_kana", *ProductionFields.Meta.fields)


class ProductionChange(Change, ProductionFields):
    class Meta(ProductionFields.Meta):
        fields = (*ProductionFields.Meta.fields, "reason")


class TitleFields(serializers.ModelSerializer[ProductionTitle]):
    class Meta:
        model = ProductionTitle
        fields: tuple[str, ...] = ("text", "kind", "primary")


class TitleIn(TitleFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(TitleFields.Meta):
        fields = ("production", *TitleFields.Meta.fields)


class TitleChange(Change, TitleFields):
    class Meta(TitleFields.Meta):
        fields = (*TitleFields.Meta.fields, "reason")


class EpisodeFields(serializers.ModelSerializer[Episode]):
    class Meta:
        model = Episode
        fields: tuple[str, ...] = ("kind", "number", "title", "title_kana", "title_en", "released_on")


class EpisodeIn(EpisodeFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(EpisodeFields.Meta):
        fields = ("production", *EpisodeFields.Meta.fields)


class EpisodeChange(Change, EpisodeFields):
    class Meta(EpisodeFields.Meta):
        fields = (*EpisodeFields.Meta.fields, "reason")


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


class ReleaseIn(serializers.ModelSerializer[Release]):
    production = Reference(Production, help_text="uid of the production.")
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null: the whole production."
    )
    override_reason = serializers.CharField(
        required=False,
        help_text="Needed only to issue a roll in which an AI use has no named person. The roll prints it.",
    )
    names_checked = serializers.BooleanField(
        required=False,
        help_text="true: each credit that says a name withheld in this production was looked at, and is another person's.",
    )

    class Meta:
        model = Release
        fields: tuple[str, ...] = ("production", "episode", "edition", "override_reason", "names_checked")


class WebhookIn(serializers.ModelSerializer[Webhook]):
    entities = CodeListField(FeedEntity.choices, required=False, help_text="Kinds of entry; none: all.")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = ("name", "url", "entities")


class WebhookChange(Change, WebhookIn):
    class Meta(WebhookIn.Meta):
        fields = (*WebhookIn.Meta.fields, "reason")
