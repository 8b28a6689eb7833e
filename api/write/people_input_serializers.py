"""What bodies may hold of people and organizations, as `inputs` declares the rest."""

from typing import ClassVar

from rest_framework import serializers

from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.models import (
    Contributor,
    ContributorDetails,
    ContributorName,
    ExternalId,
    Production,
)
from productions.vocabulary import NameKind, NameScript


class ContributorFields(serializers.ModelSerializer[Contributor]):
    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ("kind",)


class ContributorIn(ContributorFields):
    production = Reference(
        Production,
        required=False,
        allow_null=True,
        help_text="uid of the production that it is entered for; without it the only one that you edit. Needed for email and note.",
    )
    email = serializers.EmailField(required=False, help_text="Private: for the production's editors alone.")
    note = serializers.CharField(required=False, help_text="Private: for the production's editors alone.")
    name = serializers.CharField(help_text="The primary name.")
    script = serializers.ChoiceField(NameScript.choices, required=False)
    name_kind = serializers.ChoiceField(NameKind.choices, required=False)
    kana = serializers.CharField(required=False, help_text="Its reading in kana, which orders lists.")
    romaji = serializers.CharField(required=False, help_text="Its reading in Latin letters.")

    class Meta(ContributorFields.Meta):
        fields = (
            "name", "script", "name_kind", "kana", "romaji", *ContributorFields.Meta.fields, "production", "email",
            "note",
        )  # fmt: skip
        extra_kwargs: ClassVar = {"kind": {"required": False, "help_text": "A person without it."}}


class ContributorChange(Change, ContributorFields):
    class Meta(ContributorFields.Meta):
        fields = (*ContributorFields.Meta.fields, "reason")


class PrivateDetailsFields(serializers.ModelSerializer[ContributorDetails]):
    class Meta:
        model = ContributorDetails
        fields: tuple[str, ...] = ("email", "note")


class PrivateDetailsIn(PrivateDetailsFields):
    contributor = Reference(Contributor, help_text="uid of the contributor.")
    production = Reference(
        Production,
        required=False,
        allow_null=True,
        help_text="uid of the production that keeps them; without it the only one that you edit.",
    )

    class Meta(PrivateDetailsFields.Meta):
        fields = ("contributor", "production", *PrivateDetailsFields.Meta.fields)


class PrivateDetailsChange(Change, PrivateDetailsFields):
    class Meta(PrivateDetailsFields.Meta):
        fields = (*PrivateDetailsFields.Meta.fields, "reason")


class NameFields(serializers.ModelSerializer[ContributorName]):
    production = Reference(
        Production,
        required=False,
        allow_null=True,
        help_text="uid of the production that keeps a legal name; without it the only one that you edit.",
    )

    class Meta:
        model = ContributorName
        fields: tuple[str, ...] = (
            "text",
            "script",
            "kind",
            "primary",
            "used_from",
            "used_until",
            "production",
        )


class NameIn(NameFields):
    contributor = Reference(Contributor, help_text="uid of the contributor.")

    class Meta(NameFields.Meta):
        fields = ("contributor", *NameFields.Meta.fields)


class NameChange(Change, NameFields):
    class Meta(NameFields.Meta):
        fields = (*NameFields.Meta.fields, "reason")


class ExternalIdFields(serializers.ModelSerializer[ExternalId]):
    class Meta:
        model = ExternalId
        fields: tuple[str, ...] = ("scheme", "value")


class ExternalIdIn(ExternalIdFields):
    production = Reference(
        Production, required=False, allow_null=True, help_text="uid of the production, or …"
    )
    contributor = Reference(
        Contributor, required=False, allow_null=True, help_text="… uid of the contributor."
    )

    class Meta(ExternalIdFields.Meta):
        fields = ("production", "contributor", *ExternalIdFields.Meta.fields)


class ExternalIdChange(Change, ExternalIdFields):
    class Meta(ExternalIdFields.Meta):
        fields = (*ExternalIdFields.Meta.fields, "reason")
