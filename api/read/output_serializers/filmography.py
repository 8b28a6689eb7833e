"""What a contributor did, production by production."""

from typing import Any

from rest_framework import serializers

from api.read.output_serializers.references import EpisodeRef, ProductionRef, RoleRef, SegmentRef
from productions.models import Credit


class FilmedPartOut(serializers.Serializer[Any]):
    """One episode or segment, or with null in both what belongs to the whole work."""

    episode = EpisodeRef(allow_null=True)
    segment = SegmentRef(
        allow_null=True, help_text="The opening, ending … that it was for. Null: for no segment."
    )
    whole = serializers.BooleanField(help_text="Whether a credit is for all of it, not for single cuts.")
    cuts = serializers.CharField(
        help_text="Cut numbers, as in 12-15, 18A: a range has every cut that exists between its ends. Empty without cuts."
    )
    cut_count = serializers.IntegerField(help_text="How many cuts.")


class PrintedRoleOut(serializers.Serializer[Any]):
    """A role in the words of a roll."""

    text = serializers.CharField(help_text="The words.")
    language = serializers.CharField(allow_null=True, help_text="Their language (BCP 47); null: nobody said.")


class CreditedPartOut(FilmedPartOut):
    """One episode of a filmography."""

    uncredited = serializers.BooleanField(help_text="Whether none of the credits in it was on the screen.")


class FilmedRoleOut(serializers.Serializer[Any]):
    """One role in a production."""

    role = RoleRef()
    role_as_printed = serializers.ListField(
        child=serializers.CharField(),
        help_text="The headings as printed, a character's among them, each once.",
    )
    printed_roles = PrintedRoleOut(
        many=True,
        help_text="The same with their languages. Empty: the roll printed the role's own label, or it is not known.",
    )
    credited_as = serializers.ListField(
        child=serializers.CharField(), help_text="The names as credited, each once."
    )
    credits = serializers.IntegerField(help_text="Credits of the role.")
    uncredited = serializers.BooleanField(
        help_text="Whether none of them was on the screen (ノンクレジット); episodes say it each for itself."
    )
    episodes = CreditedPartOut(many=True)


class FilmographyOut(serializers.ModelSerializer[Credit]):
    """One production with all that the contributor did in it."""

    production = ProductionRef()
    credits = serializers.IntegerField(help_text="The contributor's credits in it.")
    roles = FilmedRoleOut(many=True, help_text="In the order of a roll.")

    class Meta:
        model = Credit
        fields = ("production", "credits", "roles")
