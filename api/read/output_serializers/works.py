"""The productions of a contributor: what it is credited for itself, and how many people are named for it."""

from typing import Any

from rest_framework import serializers

from api.read.output_serializers.references import ProductionRef, RoleRef
from api.read.output_serializers.staff import list_texts
from productions.models import Credit


class WorkRoleOut(serializers.Serializer[Any]):
    """One role in a production."""

    role = RoleRef()
    credited_as = list_texts("The names as credited, each once.")
    credits = serializers.IntegerField(help_text="Credits of the role.")


class WorkOut(serializers.ModelSerializer[Credit]):
    """One production that a contributor is credited in, or that others are credited in for it."""

    production = ProductionRef()
    credits = serializers.IntegerField(help_text="Credits of its own.")
    roles = WorkRoleOut(many=True, help_text="Of its own, in the order of a roll.")
    affiliated_credits = serializers.IntegerField(
        help_text="Credits of others who worked for it: those with it as their affiliation."
    )
    affiliated_people = serializers.IntegerField(help_text="Contributors named in these, each once.")
    affiliated_unnamed = serializers.IntegerField(help_text="Those of these credits that name nobody.")

    class Meta:
        model = Credit
        fields = (
            "production", "credits", "roles", "affiliated_credits", "affiliated_people", "affiliated_unnamed",
        )  # fmt: skip
