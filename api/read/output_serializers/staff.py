"""Who did what in a production: one row for each person and role."""

from typing import Any

from rest_framework import serializers

from api.read.output_serializers.filmography import FilmedPartOut
from api.read.output_serializers.references import ContributorRef, DepartmentRef, RoleRef
from productions.models import Credit
from productions.shared.choices import AIState


def list_texts(help_text: str) -> Any:
    """A list of texts, each once."""
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


class StaffOut(serializers.ModelSerializer[Credit]):
    """One contributor in one role, or those in it whom nobody names, for one reason."""

    department = DepartmentRef()
    role = RoleRef()
    role_as_printed = list_texts("The headings as printed, a character's among them, each once.")
    contributor = ContributorRef(allow_null=True, help_text="Null: nobody is named; see absence_reason.")
    credited_as = list_texts("The names as credited, each once.")
    printed_as = list_texts("What the screen really said where it differs, each once.")
    affiliations = ContributorRef(many=True, help_text="The studios they worked for, each once.")
    credits = serializers.IntegerField(help_text="Credits that the row stands for.")
    cut_count = serializers.IntegerField(help_text="Cuts among them.")
    episodes = FilmedPartOut(many=True)
    headcount = serializers.IntegerField(
        allow_null=True,
        help_text="People behind the row: who withheld their names, each once; of others the least there can be, summed "
        "within a cut, the most of any cut. Null: one named person, or not known.",
    )
    named_count = serializers.IntegerField(
        allow_null=True, help_text="Of an organization or collective: how many of them are named."
    )
    on_screen = serializers.BooleanField(help_text="Whether any of the credits was on the screen.")
    states = list_texts("Of the credits, as in vocab/credit-state/, each once.")
    ai = serializers.ChoiceField(
        choices=AIState.choices,
        help_text="used: in any of the credits; none: declared for each of them; not_asked says nothing.",
    )
    ai_credits = serializers.IntegerField(help_text="Credits in which AI was used.")

    class Meta:
        model = Credit
        fields = (
            "department", "role", "role_as_printed", "kind", "contributor", "credited_as", "printed_as", "affiliations",
            "credits", "cut_count", "episodes", "headcount", "named_count", "absence_reason", "on_screen", "states", "ai",
            "ai_credits",
        )  # fmt: skip
