"""People and organizations."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.filter_fields import (
    CodeParameter,
    UidParameter,
)
from api.read.filters import ExternalIdParameter, ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.localised_names import (
    WordedName,
    name_order_field,
    name_script_field,
)
from api.read.output_serializers.references import DISAMBIGUATION_NOTE
from api.read.output_serializers.training_mining import TrainingMiningOut, training_mining_field
from api.read.resource import make_search_orderings
from api.read.search_parameters import SearchParameter
from api.read.updated_at import make_updated_at
from api.resources.contributor_names import NAME_EXAMPLES, NAME_KIND, NameOut, lookalikes_field
from api.resources.external_ids import EXTERNAL_ID_EXAMPLES, EXTERNAL_ID_KIND, ExternalIdOut
from api.resources.group_members import (
    GROUP_MEMBER_EXAMPLES,
    GROUP_MEMBER_KIND,
    GroupMemberOut,
    GroupParameter,
)
from api.resources.private_details import PRIVATE_DETAIL_EXAMPLES, PRIVATE_DETAIL_KIND
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import EntryAction
from productions.models import (
    Contributor,
    Production,
)
from productions.people.services import contributors
from productions.shared.choices import ContributorKind, NameKind, NameScript
from productions.shared.identifiers import CONTRIBUTOR
from productions.shared.name_choices import NameLanguage
from productions.withholding.services.training_statements import record_training_statement


class ContributorOut(WordedName, serializers.ModelSerializer[Contributor]):
    """A person or an organization with all names."""

    name_script = name_script_field(required=False)
    name_order = name_order_field(required=False)
    names = NameOut(many=True)
    external_ids = ExternalIdOut(many=True)
    training_mining = training_mining_field(
        "What the person says about the use of their work for AI. Empty: nothing was said."
    )
    members = GroupMemberOut(
        many=True,
        required=False,
        help_text="Only with include=members: who is known to belong to a unit, a committee or a shared pen name. Empty says nothing, "
        "and those listed need not be all.",
    )
    updated_at = make_updated_at()

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = (
            "uid",
            "kind",
            "name",
            "name_script",
            "name_order",
            "disambiguation",
            "names",
            "external_ids",
            "training_mining",
            "members",
            "updated_at",
        )
        in_other_words = ("name_script", "name_order")
        notes: ClassVar = {
            "kind": Note("A person or an organization, never a machine."),
            "name": Note("The primary name."),
            "disambiguation": DISAMBIGUATION_NOTE,
            "names": Note("All public names, the primary one too."),
            "external_ids": Note("Identifiers in other registries."),
            "members": Note("Who is known to belong to the group; empty says nothing."),
            "training_mining": Note(
                "What the person says about the use of their work for AI.", absent="nothing was said"
            ),
        }
        on_request: tuple[str, ...] = ("updated_at", "members")


class ContributorDumped(ContributorOut):
    """A contributor as a dump has it, with the members of a group: a mirror would have to ask for each."""

    class Meta(ContributorOut.Meta):
        on_request = ("updated_at",)


class ContributorWritten(ContributorOut):
    """A contributor as whoever wrote it is answered."""

    looks_like = lookalikes_field("pk", "name")

    class Meta(ContributorOut.Meta):
        fields = (*ContributorOut.Meta.fields, "looks_like")


class ContributorFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name in any script, or an identifier elsewhere", CONTRIBUTOR)
    kind = CodeParameter("kind", "Kind", ContributorKind.values)
    external_id = ExternalIdParameter("contributor", "An identifier elsewhere, as in imdb:nm0594503")
    member = GroupParameter("group", "uid of a contributor: the groups that they are known to belong to")
    group = GroupParameter("member", "uid of a group: who is known to belong to it")
    updated_after = UpdatedAfterParameter("contributor")

    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ()


class ContributorFields(serializers.ModelSerializer[Contributor]):
    class Meta:
        model = Contributor
        fields: tuple[str, ...] = ("kind", "disambiguation")


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
    language = serializers.ChoiceField(
        NameLanguage.choices, required=False, help_text="Whose forms its Chinese characters have on rolls."
    )
    kana = serializers.CharField(required=False, help_text="Its reading in kana, which orders lists.")
    romaji = serializers.CharField(required=False, help_text="Its reading in Latin letters.")

    class Meta(ContributorFields.Meta):
        fields = (
            "name", "script", "name_kind", "language", "kana", "romaji", *ContributorFields.Meta.fields, "production", "email",
            "note",
        )  # fmt: skip
        extra_kwargs: ClassVar = {"kind": {"required": False, "help_text": "A person without it."}}


class ContributorChange(Change, ContributorFields):
    class Meta(ContributorFields.Meta):
        fields = (*ContributorFields.Meta.fields, "reason")


class TrainingStatementIn(serializers.Serializer[Any]):
    """The person's own statement about the use of their work for AI. It takes the place of what they said before."""

    training_mining = TrainingMiningOut(
        many=True, help_text="What they say; empty: they say nothing any more."
    )
    statement = serializers.CharField(help_text="What they said. Private.")
    stated_on = serializers.DateField(help_text="When they said it. Private.")


RESOURCE = Resource(
    name="contributor",
    text="People and organizations with a public credit. The uid of a merged entry leads to the one that stays.",
    rows=Contributor.objects.public(),
    representation=ContributorOut,
    dumped=ContributorDumped,
    filters=ContributorFilter,
    orderings=make_search_orderings("name"),
    create=contributors.create_contributor,
    create_body=ContributorIn,
    change=contributors.update_contributor,
    change_body=ContributorChange,
    written=ContributorWritten,
    proposed=("change",),
    acts=(
        EntryAction(
            "state-training",
            "Record what a person says about the use of their work for AI",
            TrainingStatementIn,
            record_training_statement,
        ),
    ),
    written_parts=(NAME_KIND, PRIVATE_DETAIL_KIND, EXTERNAL_ID_KIND, GROUP_MEMBER_KIND),
    private={
        "entered_for": "Whose members see it before a credit names it.",
        "merged_into": "The uid of a merged entry is a redirect.",
    },
    examples={
        "TrainingStatementIn": {
            "training_mining": [
                {"entry": "cawg.ai_generative_training", "use": "notAllowed"},
                {
                    "entry": "cawg.data_mining",
                    "use": "constrained",
                    "constraint_info": "Research, with my name.",
                },
            ],
            "statement": "Not for training, please.",
            "stated_on": "2026-04-01",
        },
        "ContributorIn": {
            "name": "見本 花",
            "kana": "みほん はな",
            "romaji": "Mihon Hana",
            "kind": "person",
            "disambiguation": "背景, スタジオ例, 2019-",
        },
        "PatchedContributorChange": {"disambiguation": "背景, 2019-", "reason": "Two have this name."},
        **NAME_EXAMPLES,
        **PRIVATE_DETAIL_EXAMPLES,
        **EXTERNAL_ID_EXAMPLES,
        **GROUP_MEMBER_EXAMPLES,
    },
)
