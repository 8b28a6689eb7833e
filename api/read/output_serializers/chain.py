"""Who gave work to whom: studio to studio, and studio to person."""

from rest_framework import serializers

from api.read.output_serializers.filmography import FilmedPartOut
from api.read.output_serializers.references import ContributorRef, RoleRef
from productions.models import Credit

LINK_KINDS = (
    ("contract", "The giver had the taker do it."),
    ("affiliation", "The taker did it for the giver, whose staff they were."),
)


class ChainLinkOut(serializers.ModelSerializer[Credit]):
    """One link of the chain of work. The taker of one is the giver of the next."""

    link = serializers.ChoiceField(
        LINK_KINDS,
        help_text="contract: the giver gave the work on; affiliation: the taker did it for the giver.",
    )
    giver = ContributorRef(help_text="The studio that the work came from.")
    taker = ContributorRef(allow_null=True, help_text="Who did it, or gave it on. Null: nobody is named.")
    roles = RoleRef(many=True, help_text="Of the credits that say so, each once, in the order of a roll.")
    credits = serializers.IntegerField(help_text="Credits that say so.")
    cut_count = serializers.IntegerField(help_text="Cuts among them.")
    episodes = FilmedPartOut(many=True)

    class Meta:
        model = Credit
        fields = ("link", "giver", "taker", "roles", "credits", "cut_count", "episodes")
