"""Credits with their AI uses, releases, coverage."""

from typing import Any, ClassVar

from orjson import Fragment
from rest_framework import serializers

from api.read.compiled_serializers import Computed
from api.read.output_serializers.entries import (
    AISystemRef,
    ContributorRef,
    CutRef,
    EpisodeRef,
    ProductionRef,
    ReleaseRef,
    RoleRef,
    text_field,
)
from productions.models import AIDeclaration, AIUse, Credit, Release
from productions.models.credits import derive_ai_state
from productions.rollkit.document.errata import ERRATUM_KINDS
from productions.vocabulary import GENERATIVE_SOURCE_TYPES, IPTC_BASE, AIState, Edition


class AIUseOut(serializers.ModelSerializer[AIUse]):
    ai_system = AISystemRef()
    source_type_uri = Computed(
        text_field("IPTC Digital Source Type as a URI."),
        of=("source_type",),
        get=lambda code: IPTC_BASE + code,
    )
    generative = Computed(
        serializers.BooleanField(help_text="Whether a generative model made or remade it."),
        of=("source_type",),
        get=lambda code: code in GENERATIVE_SOURCE_TYPES,
    )
    validated_by = ContributorRef(source="named_validator", allow_null=True)

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = (
            "uid", "ai_system", "task", "source_type", "source_type_uri", "generative", "oversight", "extent",
            "validated_by", "validated_at",
        )  # fmt: skip

        @staticmethod
        def rows() -> Any:
            return AIUse.objects.live().with_named_validator().order_by("pk")


class AIUseEntry(AIUseOut):
    """An AI use by itself, with the credit whose people are its operators."""

    credit = serializers.UUIDField(source="credit.uid", help_text="uid of the credit.")
    credited_as = serializers.CharField(
        source="credit.credited_as", help_text="Who did it, as credited; empty when nobody is named."
    )
    role = RoleRef(source="credit.role")
    production = ProductionRef(source="credit.production")

    class Meta(AIUseOut.Meta):
        fields = ("uid", "credit", "credited_as", "role", "production", *AIUseOut.Meta.fields[1:])


class AIDeclarationOut(serializers.ModelSerializer[AIDeclaration]):
    declared_by = ContributorRef(
        source="named_declarer", allow_null=True, help_text="Null: a person who withheld their name there."
    )

    class Meta:
        model = AIDeclaration
        fields: tuple[str, ...] = ("uid", "answer", "declared_by", "declared_at", "basis")

        @staticmethod
        def rows() -> Any:
            return AIDeclaration.objects.live().with_named_declarer().order_by("pk")


class CreditOut(serializers.ModelSerializer[Credit]):
    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    cut = CutRef(allow_null=True)
    role = RoleRef()
    contributor = ContributorRef(allow_null=True, help_text="Null when nobody is named; see absence_reason.")
    affiliation = ContributorRef(allow_null=True, help_text="The studio they worked for.")
    version = serializers.IntegerField(source="revision", help_text="Counts the credit's changes, from 1.")
    ai = Computed(
        serializers.ChoiceField(
            choices=AIState.choices, help_text="Whether AI was used; not_asked says nothing."
        ),
        of=("ai_declared", "ai_recorded"),
        get=derive_ai_state,
    )
    ai_declarations = AIDeclarationOut(many=True, help_text="What stands of what was declared: one, or none.")
    ai_uses = AIUseOut(many=True, help_text="The credit's people are the operators.")

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
            "evidence_kind": {"help_text": "What the credit rests on; empty: nobody said."},
            "headcount": {"help_text": "People behind the credit; null: one named person, or not known."},
        }


class ReleaseOut(serializers.ModelSerializer[Release]):
    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    overridden = Computed(
        serializers.BooleanField(
            help_text="Issued although a generative AI use has no person; the document prints the reason."
        ),
        of=("override_reason",),
        get=lambda reason: reason != "",
    )

    digest = serializers.CharField(
        source="rendition.digest",
        help_text="SHA-256 of what was looked at, as canonical JSON (RFC 8785), hexadecimal. Empty where it is no longer published.",
    )
    issue_digest = serializers.CharField(
        source="rendition.issue_digest", help_text="SHA-256 of the issue, which has the digest in it."
    )
    previous_digest = serializers.CharField(
        source="rendition.previous_digest",
        help_text="The `issue_digest` of the issue before; empty on the first.",
    )
    withheld = serializers.IntegerField(
        source="rendition.withheld", help_text="Values that the roll leaves out at a person's own wish."
    )

    class Meta:
        model = Release
        extra_kwargs: ClassVar = {
            "disputed": {
                "help_text": "Credits that were disputed when it was issued; its roll says which. Null: issued before that was told."
            }
        }
        fields: tuple[str, ...] = (
            "uid", "production", "episode", "edition", "number", "issued_at", "digest", "issue_digest",
            "previous_digest", "withheld", "disputed", "overridden",
        )  # fmt: skip


class ReleaseDetail(ReleaseOut):
    """A release with its sealed roll."""

    roll = Computed(
        serializers.DictField(
            help_text="The sealed roll, staffroll.roll/2, as `roll.json` gives it: document, issue, annex and digests. The annex "
            "leaves out who withheld their name."
        ),
        of=("rendition__document",),
        get=lambda document: Fragment(document),
    )

    class Meta(ReleaseOut.Meta):
        fields = (*ReleaseOut.Meta.fields, "roll")


class ErratumOut(serializers.Serializer[Any]):
    """One person who differs, as the roll document lists it."""

    kind = serializers.ChoiceField(choices=ERRATUM_KINDS)
    contributor = serializers.CharField(help_text="uid; empty for who withheld their name.")
    name_before = serializers.CharField(
        help_text="Empty for who was added, and where the person did not say that a former name may be told."
    )
    name_after = serializers.CharField(help_text="Empty for who was removed or withheld their name.")
    roles_en = serializers.ListField(child=serializers.CharField())
    roles_ja = serializers.ListField(child=serializers.CharField())


class DifferenceOut(serializers.Serializer[Any]):
    """What a roll has since another, by person; in the order of the newer roll, who was removed last."""

    since = ReleaseRef(allow_null=True, help_text="The older release; null where no issue came before.")
    release = ReleaseRef(allow_null=True, help_text="The newer release; null: the working copy.")
    digest = serializers.CharField(
        help_text="SHA-256 of the newer document's canonical JSON, hexadecimal. Empty where it is no longer published."
    )
    same = serializers.BooleanField(help_text="Whether the whole content is the same, people or not.")
    changes = ErratumOut(many=True)


class EditionOut(serializers.Serializer[Any]):
    """One edition of an episode, or with null of the whole production."""

    episode = EpisodeRef(allow_null=True)
    edition = serializers.ChoiceField(
        choices=["", *Edition.values], help_text="Empty: what all editions share."
    )
    credits = serializers.IntegerField(help_text="Credits of this edition alone.")
    issues = serializers.IntegerField(help_text="How many releases it has.")
    latest = ReleaseRef(allow_null=True, help_text="The newest release; null where none was issued.")


class AICountsOut(serializers.Serializer[Any]):
    """Whether AI was used: used and none are said, not_asked says nothing (H14)."""

    used = serializers.IntegerField(help_text="With a recorded or declared AI use.")
    none = serializers.IntegerField(help_text="Declared without any; of a cut, by each of its credits.")
    not_asked = serializers.IntegerField(help_text="Where somebody was not asked.")


class RoleCoverageOut(serializers.Serializer[Any]):
    role = RoleRef()
    required = serializers.BooleanField(  # type: ignore[assignment]
        help_text="Whether the production requires the role to be complete."
    )
    in_cuts = serializers.BooleanField(help_text="Whether its places are the active cuts.")
    places = serializers.IntegerField(help_text="Active cuts, episodes, or 1: the whole work.")
    named = serializers.IntegerField(help_text="Places where a person is named or withheld their own name.")
    unnamed = serializers.IntegerField(help_text="Places whose credits name nobody.")
    missing = serializers.IntegerField(help_text="Places without any confirmed credit for the role.")
    people_unnamed = serializers.IntegerField(
        help_text="People whom its credits do not name, at their least: summed within a cut, the most of any cut."
    )
    drafts = serializers.IntegerField(
        help_text="Credits that are entered and not confirmed; counted nowhere else."
    )
    disputed = serializers.IntegerField(
        help_text="Credits that somebody disputes; they count as what they say."
    )


class CoverageOut(serializers.Serializer[Any]):
    """How many cuts × roles have a person, and who was asked about AI. It cannot be switched off for a public production."""

    cuts = serializers.IntegerField(help_text="Active cuts.")
    slots = serializers.IntegerField(help_text="Active cuts × cut-level roles that are required or in use.")
    named = serializers.IntegerField(help_text="Slots with a person.")
    share = serializers.FloatField(allow_null=True, help_text="named / slots, 0 to 1.")
    complete = serializers.BooleanField(
        source="is_complete",
        help_text="Every required role has its people, no credit hides one or is disputed, and nobody is known to be missing.",
    )
    credits_named = serializers.IntegerField(
        help_text="Credits with a name; a company's for labour only where it names people."
    )
    credits_withheld = serializers.IntegerField(help_text="Credits of people who withheld their own names.")
    credits_unnamed = serializers.IntegerField(help_text="All other confirmed credits.")
    credits_draft = serializers.IntegerField(help_text="Entered, not confirmed.")
    people_unnamed = serializers.IntegerField(help_text="The sum of the roles' own numbers.")
    credits_disputed = serializers.IntegerField(help_text="Credits that somebody disputes.")
    open_claims = serializers.IntegerField(help_text="Claims that are not decided, or accepted and not done.")
    ai_cuts = AICountsOut(help_text="Active cuts by whether AI was used.")
    ai_credits = AICountsOut(help_text="Confirmed credits by whether AI was used.")
    roles = RoleCoverageOut(many=True, help_text="Required roles and those in use, in the order of a roll.")
