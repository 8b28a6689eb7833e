"""What the public sees, declared: each class gives the OpenAPI schema and, through `api.read.compiled_serializers`, the rows.

Every member is listed by name: what is not listed here cannot leak. A nested class is another entry's short form,
a nested list the rows that belong to the entry (`Meta.rows` says which of them are public), `Computed` a function
of columns. Members in `Meta.on_request` come only by `include`.
"""

from typing import Any, ClassVar

from rest_framework import serializers

from api.read.compiled_serializers import Computed
from api.read.output_serializers.localised_names import (
    WordedEpisodeTitle,
    WordedLabel,
    WordedName,
    WordedTitle,
    label_field,
    name_order_field,
    name_script_field,
    title_kind_field,
)
from productions.identifiers import format_urn
from productions.models import (
    AISystem,
    Contributor,
    ContributorName,
    Cut,
    Department,
    Episode,
    ExternalId,
    Production,
    ProductionTitle,
    Release,
    Role,
    RoleAlias,
)


def text_field(help_text: str) -> Any:
    return serializers.CharField(help_text=help_text)


class ExternalIdOut(serializers.ModelSerializer[ExternalId]):
    urn = Computed(
        serializers.CharField(allow_null=True, help_text="URN or standard URI, where the scheme has one."),
        of=("scheme", "value"),
        get=format_urn,
    )

    class Meta:
        model = ExternalId
        fields: tuple[str, ...] = ("uid", "scheme", "value", "urn")
        rows = ExternalId.objects.live


class TitleOut(serializers.ModelSerializer[ProductionTitle]):
    class Meta:
        model = ProductionTitle
        fields: tuple[str, ...] = ("uid", "text", "kind", "primary")
        rows = ProductionTitle.objects.live


class ProductionRef(WordedTitle, serializers.ModelSerializer[Production]):
    title_kind = title_kind_field(required=False)

    class Meta:
        model = Production
        fields = ("uid", "title", "title_kind", "year")
        in_other_words = ("title_kind",)


class EpisodeRef(WordedEpisodeTitle, serializers.ModelSerializer[Episode]):
    class Meta:
        model = Episode
        fields = ("uid", "number", "title")
        in_other_words = ()

        @staticmethod
        def rows() -> Any:
            return Episode.objects.live().in_order()


class ReleaseRef(serializers.ModelSerializer[Release]):
    class Meta:
        model = Release
        fields = ("uid", "edition", "number", "issued_at")

        @staticmethod
        def rows() -> Any:
            return Release.objects.public().order_by("-number", "-pk")


class ProductionOut(WordedTitle, serializers.ModelSerializer[Production]):
    title_kind = title_kind_field(required=False)
    titles = TitleOut(many=True)
    frame_rate = Computed(
        text_field("Frames per second as a fraction, e.g. 24000/1001."),
        of=("fps_num", "fps_den"),
        get=lambda above, below: f"{above}/{below}",
    )
    external_ids = ExternalIdOut(many=True)
    episodes = EpisodeRef(many=True, required=False, help_text="Only with include=episodes.")
    releases = ReleaseRef(many=True, required=False, help_text="Only with include=releases; newest first.")

    class Meta:
        model = Production
        fields: tuple[str, ...] = (
            "uid", "kind", "title", "title_kind", "titles", "year", "released_on", "frame_rate", "invented", "remark",
            "external_ids", "episodes", "releases",
        )  # fmt: skip
        on_request = ("episodes", "releases")
        in_other_words = ("title_kind",)


class ProductionWritten(ProductionOut):
    """A production as whoever wrote it is answered."""

    class Meta(ProductionOut.Meta):
        fields = (*ProductionOut.Meta.fields, "visibility", "public_from")


class EpisodeOut(WordedEpisodeTitle, serializers.ModelSerializer[Episode]):
    production = ProductionRef()

    class Meta:
        model = Episode
        fields = ("uid", "production", "kind", "number", "title", "title_kana", "title_en", "released_on")
        in_other_words = ()


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
        fields: tuple[str, ...] = ("uid", "text", "script", "kind", "primary", "used_from", "used_until")

        @staticmethod
        def rows() -> Any:
            return ContributorName.objects.live().of_everybody()


class ContributorRef(WordedName, serializers.ModelSerializer[Contributor]):
    name_script = name_script_field(required=False)
    name_order = name_order_field(required=False)

    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name", "name_script", "name_order")
        in_other_words = ("name_script", "name_order")


class ContributorOut(WordedName, serializers.ModelSerializer[Contributor]):
    name_script = name_script_field(required=False)
    name_order = name_order_field(required=False)
    names = NameOut(many=True)
    external_ids = ExternalIdOut(many=True)

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = (
            "uid",
            "kind",
            "name",
            "name_script",
            "name_order",
            "names",
            "external_ids",
        )
        in_other_words = ("name_script", "name_order")


class DepartmentRef(WordedLabel, serializers.ModelSerializer[Department]):
    label = label_field(required=False)

    class Meta:
        model = Department
        fields = ("code", "label", "label_en", "label_ja")
        in_other_words = ("label",)


class DepartmentOut(WordedLabel, serializers.ModelSerializer[Department]):
    label = label_field(required=False)

    class Meta:
        model = Department
        fields = ("code", "label", "label_en", "label_ja", "order")
        in_other_words = ("label",)


class RoleRef(WordedLabel, serializers.ModelSerializer[Role]):
    label = label_field(required=False)

    class Meta:
        model = Role
        fields = ("code", "label", "label_en", "label_ja")
        in_other_words = ("label",)


class RoleAliasOut(serializers.ModelSerializer[RoleAlias]):
    class Meta:
        model = RoleAlias
        fields = ("text",)
        rows = RoleAlias.objects.live


class RoleOut(WordedLabel, serializers.ModelSerializer[Role]):
    label = label_field(required=False)
    department = DepartmentRef()
    aliases = RoleAliasOut(many=True, help_text="Other ways the role is printed.")
    retired = Computed(
        serializers.BooleanField(help_text="Retired roles stay on old credits."),
        of=("retired_at",),
        get=lambda when: when is not None,
    )

    class Meta:
        model = Role
        fields = (
            "code",
            "department",
            "scope",
            "label",
            "label_en",
            "label_ja",
            "order",
            "aliases",
            "retired",
        )
        in_other_words = ("label",)


class AISystemRef(serializers.ModelSerializer[AISystem]):
    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version")


class AISystemOut(serializers.ModelSerializer[AISystem]):
    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version", "model_type", "training_data", "url")
