"""Characters with their variants, and the short form of them that credits have."""

from datetime import datetime
from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import UidParameter
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.localised_names import add_localised_fields, note_localised_columns
from api.read.output_serializers.references import ProductionRef
from api.read.resource import Below
from api.read.search_parameters import LabelSearchParameter
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import EntryAction, WritableKind
from productions.cast.services import characters
from productions.models import Character, CharacterVariant, Portrayal, Production, User
from productions.removals.services.merging_characters import merge_characters
from productions.shared.ending_choices import VariantKind
from productions.shared.reader_texts import list_localised_columns, map_localised_columns
from productions.shared.site_languages import SiteLanguage

CHARACTER_NAMES = list_localised_columns(Character, "name")
VARIANT_LABELS = list_localised_columns(CharacterVariant, "label")


def make_character_name(name: str, language: SiteLanguage) -> serializers.CharField:
    """The member of a portrayal that has the character's name in another language."""
    text = f"The same in {language.english_name}; empty where nobody said."
    return serializers.CharField(source=f"character.{name}", help_text=text)


@add_localised_fields(map_localised_columns(Character, "name"), make_character_name, after="name")
class PortrayalOut(serializers.ModelSerializer[Portrayal]):
    """A character that a credit voices."""

    character = serializers.UUIDField(source="character.uid", help_text="uid of the character.")
    name = serializers.CharField(source="character.name", help_text="The character's name.")
    variant = serializers.UUIDField(
        source="variant.uid", allow_null=True, help_text="uid of the variant; null: the character as such."
    )
    variant_kind = serializers.ChoiceField(
        VariantKind.choices,
        source="variant.kind",
        allow_null=True,
        help_text="What makes the variant; null: there is none.",
    )
    variant_label = serializers.CharField(
        source="variant.label",
        allow_null=True,
        help_text="What tells the variant apart; null: there is none.",
    )

    class Meta:
        model = Portrayal
        fields: tuple[str, ...] = (
            "uid", "character", "name", *CHARACTER_NAMES, "variant", "variant_kind", "variant_label",
        )  # fmt: skip
        notes: ClassVar = {
            **note_localised_columns(Character, "name", absent="nobody said"),
            "variant": Note(absent="the character as such"),
            "variant_kind": Note(absent="there is no variant"),
            "variant_label": Note(absent="there is no variant"),
        }

        @staticmethod
        def rows() -> Any:
            return Portrayal.objects.told().order_by("pk")


class PortrayalIn(serializers.Serializer[Any]):
    """A character that a credit voices."""

    character = Reference(Character, help_text="uid of the character.")
    variant = Reference(
        CharacterVariant, required=False, allow_null=True, help_text="uid of one of its variants."
    )


class VariantOut(serializers.ModelSerializer[CharacterVariant]):
    """A character at another age, with another voice, or under another name on the screen."""

    class Meta:
        model = CharacterVariant
        fields: tuple[str, ...] = ("uid", "kind", "label", *VARIANT_LABELS)
        notes: ClassVar = {
            "kind": Note("What makes the variant."),
            "label": Note("What tells it apart."),
            **note_localised_columns(
                CharacterVariant, "label", "The same in {language}.", absent="nobody said"
            ),
        }

        @staticmethod
        def rows() -> Any:
            return CharacterVariant.objects.shown().order_by("pk")


class VariantEntry(VariantOut):
    """One variant with its character."""

    character = serializers.UUIDField(source="character.uid", help_text="uid of the character.")

    class Meta(VariantOut.Meta):
        fields = ("uid", "character", "kind", "label", *VARIANT_LABELS)


class CharacterOut(serializers.ModelSerializer[Character]):
    """A character of a production."""

    production = ProductionRef()
    variants = VariantOut(
        many=True, help_text="Ages, voices and names on the screen that credits tell apart."
    )
    updated_at = make_updated_at()

    class Meta:
        model = Character
        fields: tuple[str, ...] = (
            "uid", "production", "name", "name_language", "name_kana", *CHARACTER_NAMES, "position", "variants", "updated_at",
        )  # fmt: skip
        notes: ClassVar = {
            "production": Note("The work."),
            "name": Note("The character's name. What a roll calls it is on the credit."),
            "name_language": Note("The language of the name (BCP 47).", absent="nobody said"),
            "name_kana": Note("Its reading in kana.", absent="nobody said"),
            **note_localised_columns(Character, "name", "The name in {language}.", absent="nobody said"),
            "position": Note(absent="it has no place", unit="places"),
            "variants": Note("Its variants."),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class CharacterFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = LabelSearchParameter("Name in any script")
    production = UidParameter("production__uid", "uid of the production")
    updated_after = UpdatedAfterParameter("character")

    class Meta:
        model = Character
        fields: tuple[str, ...] = ()


class CharacterFields(serializers.ModelSerializer[Character]):
    class Meta:
        model = Character
        fields: tuple[str, ...] = ("name", "name_language", "name_kana", *CHARACTER_NAMES, "position")


class CharacterIn(CharacterFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(CharacterFields.Meta):
        fields = ("production", *CharacterFields.Meta.fields)


class CharacterChange(Change, CharacterFields):
    class Meta(CharacterFields.Meta):
        fields = (*CharacterFields.Meta.fields, "reason")


class VariantFields(serializers.ModelSerializer[CharacterVariant]):
    class Meta:
        model = CharacterVariant
        fields: tuple[str, ...] = ("kind", "label", *VARIANT_LABELS)


class CharacterVariantIn(VariantFields):
    character = Reference(Character, help_text="uid of the character.")

    class Meta(VariantFields.Meta):
        fields = ("character", *VariantFields.Meta.fields)


class CharacterVariantChange(Change, VariantFields):
    class Meta(VariantFields.Meta):
        fields = (*VariantFields.Meta.fields, "reason")


class CharacterMergeIn(serializers.Serializer[Any]):
    """Which character stays, and how you know that they are one."""

    into = Reference(Character, help_text="uid of the character that stays.")
    reason = serializers.CharField(help_text="How you know that they are one.")


def merge_character(duplicate: Character, *, by: User, now: datetime, **values: Any) -> Character:
    """Make one character of two: credits and variants move to the one that stays, and credits keep what was printed.

    The uid of the other one leads to it. An approver's act. It answers with the character that stays.
    """
    return merge_characters(duplicate, by=by, now=now, **values)


VARIANT_KIND = WritableKind(
    "character-variant",
    CharacterVariant,
    VariantEntry,
    characters.add_variant,
    CharacterVariantIn,
    characters.update_variant,
    CharacterVariantChange,
)

RESOURCE = Resource(
    name="character",
    text="Characters of public productions whom a confirmed credit names.",
    rows=Character.objects.public(),
    representation=CharacterOut,
    filters=CharacterFilter,
    below=(Below("production", "The characters of one production."),),
    create=characters.create_character,
    create_body=CharacterIn,
    change=characters.update_character,
    change_body=CharacterChange,
    written_parts=(VARIANT_KIND,),
    acts=(EntryAction("merge", "Merge a character into another one", CharacterMergeIn, merge_character),),
    examples={
        "CharacterIn": {
            "production": UIDS["production"],
            "name": "結城ハルカ",
            "name_language": "ja",
            "name_en": "Haruka Yuki",
        },
        "PatchedCharacterChange": {"name_kana": "ゆうき はるか", "reason": "From the script."},
        "CharacterVariantIn": {"character": UIDS["character"], "kind": "age", "label": "少女期"},
        "PatchedCharacterVariantChange": {"label_en": "as a girl"},
        "CharacterMergeIn": {"into": UIDS["double_character"], "reason": "The same girl, entered twice."},
    },
)
