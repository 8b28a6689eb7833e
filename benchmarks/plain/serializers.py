"""The public rows as ordinary model serializers; they hold what `api.read.output_serializers` declares."""

from typing import ClassVar

from rest_framework import serializers

from productions.models import (
    AIDeclaration,
    AISystem,
    AIUse,
    Contributor,
    ContributorName,
    Credit,
    Cut,
    Department,
    Episode,
    ExternalId,
    Production,
    ProductionTitle,
    Role,
)
from productions.shared.choices import GENERATIVE_SOURCE_TYPES, IPTC_BASE
from productions.shared.identifiers import format_urn


class ExternalIdOut(serializers.ModelSerializer[ExternalId]):
    urn = serializers.SerializerMethodField(help_text="URN or standard URI, where the scheme has one.")

    class Meta:
        model = ExternalId
        fields = ("uid", "scheme", "value", "urn")

    def get_urn(self, identifier: ExternalId) -> str | None:
        return format_urn(identifier.scheme, identifier.value)


class TitleOut(serializers.ModelSerializer[ProductionTitle]):
    class Meta:
        model = ProductionTitle
        fields = ("uid", "text", "kind", "primary")


class ProductionRef(serializers.ModelSerializer[Production]):
    class Meta:
        model = Production
        fields = ("uid", "title", "year")


class ProductionOut(serializers.ModelSerializer[Production]):
    titles = TitleOut(many=True, source="public_titles")
    external_ids = ExternalIdOut(many=True, source="public_ids")
    frame_rate = serializers.SerializerMethodField(
        help_text="Frames per second as a fraction, e.g. 24000/1001."
    )

    class Meta:
        model = Production
        fields = (
            "uid", "kind", "title", "titles", "year", "released_on", "frame_rate", "invented", "remark",
            "external_ids",
        )  # fmt: skip

    def get_frame_rate(self, production: Production) -> str:
        return f"{production.fps_num}/{production.fps_den}"


class EpisodeRef(serializers.ModelSerializer[Episode]):
    class Meta:
        model = Episode
        fields = ("uid", "number", "title")


class EpisodeOut(serializers.ModelSerializer[Episode]):
    production = ProductionRef()

    class Meta:
        model = Episode
        fields = ("uid", "production", "kind", "number", "title", "title_kana", "title_en", "released_on")


class CutRef(serializers.ModelSerializer[Cut]):
    class Meta:
        model = Cut
        fields = ("uid", "number")


class CutOut(serializers.ModelSerializer[Cut]):
    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)

    class Meta:
        model = Cut
        fields = ("uid", "production", "episode", "number", "length_frames", "status")
        extra_kwargs: ClassVar = {"length_frames": {"help_text": "Length in frames; null when not known."}}


class NameOut(serializers.ModelSerializer[ContributorName]):
    class Meta:
        model = ContributorName
        fields = ("uid", "text", "script", "kind", "primary", "used_from", "used_until")


class ContributorRef(serializers.ModelSerializer[Contributor]):
    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name")


class ContributorOut(serializers.ModelSerializer[Contributor]):
    names = NameOut(many=True, source="public_names")
    external_ids = ExternalIdOut(many=True, source="public_ids")

    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name", "names", "external_ids")


class DepartmentRef(serializers.ModelSerializer[Department]):
    class Meta:
        model = Department
        fields = ("code", "label_en", "label_ja")


class RoleRef(serializers.ModelSerializer[Role]):
    class Meta:
        model = Role
        fields = ("code", "label_en", "label_ja")


class RoleOut(serializers.ModelSerializer[Role]):
    department = DepartmentRef()
    aliases = serializers.SerializerMethodField(help_text="Other ways the role is printed.")
    retired = serializers.SerializerMethodField(help_text="Retired roles stay on old credits.")

    class Meta:
        model = Role
        fields = ("code", "department", "scope", "label_en", "label_ja", "order", "aliases", "retired")

    def get_aliases(self, role: Role) -> list[str]:
        return [alias.text for alias in role.aliases.all() if alias.removed_at is None]

    def get_retired(self, role: Role) -> bool:
        return role.retired_at is not None


class AISystemRef(serializers.ModelSerializer[AISystem]):
    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version")


class AISystemOut(serializers.ModelSerializer[AISystem]):
    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version", "model_type", "training_data", "url")


class AIUseOut(serializers.ModelSerializer[AIUse]):
    ai_system = AISystemRef()
    source_type_uri = serializers.SerializerMethodField(help_text="IPTC Digital Source Type as a URI.")
    generative = serializers.SerializerMethodField(help_text="Whether a generative model made or remade it.")
    validated_by = ContributorRef(allow_null=True)

    class Meta:
        model = AIUse
        fields = (
            "uid", "ai_system", "task", "source_type", "source_type_uri", "generative", "oversight", "extent",
            "validated_by", "validated_at",
        )  # fmt: skip

    def get_source_type_uri(self, use: AIUse) -> str:
        return IPTC_BASE + use.source_type

    def get_generative(self, use: AIUse) -> bool:
        return use.source_type in GENERATIVE_SOURCE_TYPES


class AIDeclarationOut(serializers.ModelSerializer[AIDeclaration]):
    declared_by = ContributorRef()

    class Meta:
        model = AIDeclaration
        fields = ("uid", "answer", "declared_by", "declared_at", "basis")


class CreditOut(serializers.ModelSerializer[Credit]):
    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    cut = CutRef(allow_null=True)
    role = RoleRef()
    contributor = ContributorRef(allow_null=True, help_text="Null when nobody is named; see absence_reason.")
    affiliation = ContributorRef(allow_null=True, help_text="The studio they worked for.")
    version = serializers.IntegerField(source="revision")
    ai = serializers.CharField()
    ai_declarations = AIDeclarationOut(many=True, source="public_ai_declarations")
    ai_uses = AIUseOut(many=True, source="public_ai_uses", help_text="The credit's people are the operators.")

    class Meta:
        model = Credit
        fields = (
            "uid", "production", "episode", "cut", "role", "role_as_printed", "kind", "contributor",
            "credited_as", "printed_as", "affiliation", "position", "headcount", "named_count", "attribution",
            "absence_reason", "on_screen", "edition", "evidence_kind", "state", "version", "ai", "ai_declarations",
            "ai_uses",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "credited_as": {"help_text": "The name as credited; empty when nobody is named."},
            "printed_as": {"help_text": "What the screen really said, where it differs."},
            "headcount": {"help_text": "People behind the credit; null: one named person, or not known."},
        }
