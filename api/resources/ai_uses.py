"""AI uses of credits."""

from typing import Any, ClassVar

from django.db.models import OuterRef
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.filter_fields import (
    CodeParameter,
    UidParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.output_serializers.references import (
    AbsentCode,
    AISystemRef,
    ContributorRef,
    ProductionRef,
    RoleRef,
)
from api.read.resource import Below
from api.read.updated_at import make_updated_at
from api.resources.credit_parameters import HeldCutParameter, HeldEpisodeParameter
from api.resources.example_entries import AI_USE, UIDS
from api.resources.resource import Resource
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.credits.services import ai_uses
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    Credit,
)
from productions.operations.services.name_lock import share_names
from productions.shared.ai_choices import AIInputKind, AIRework
from productions.shared.choices import (
    GENERATIVE_SOURCE_TYPES,
    IPTC_BASE,
    AbsenceReason,
    AITask,
    EvidenceKind,
    Oversight,
    SourceType,
)


class AIUseOut(serializers.ModelSerializer[AIUse]):
    """One use of an AI system in the work of a credit."""

    ai_system = AISystemRef()
    source_type_uri = Computed(
        serializers.URLField(help_text="IPTC Digital Source Type as a URI."),
        of=("source_type",),
        get=lambda code: IPTC_BASE + code,
    )
    generative = Computed(
        serializers.BooleanField(help_text="Whether a generative model made or remade it."),
        of=("source_type",),
        get=lambda code: code in GENERATIVE_SOURCE_TYPES,
    )
    share = Computed(
        serializers.FloatField(
            allow_null=True,
            help_text="How much of the frames or cuts of its credit; null: nobody measured it.",
        ),
        of=("share",),
        get=lambda share: None if share is None else float(share),
    )
    validated_by = ContributorRef(source="named_validator", allow_null=True)

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = (
            "uid", "ai_system", "task", "source_type", "source_type_uri", "generative", "oversight", "extent",
            "share", "share_of", "share_method", "input_kind", "rework", "validated_by", "validated_at",
        )  # fmt: skip
        notes: ClassVar = {
            "ai_system": Note("The system that was used."),
            "task": Note("What it was used for."),
            "source_type": Note("What sort of source the result is, as a code of the IPTC."),
            "oversight": Note("How much of a say people had."),
            "extent": Note("How much of the result is its work."),
            "share": Note(absent="nobody measured it", unit="percent"),
            "share_of": Note("Of what it is a share.", absent="nobody measured it"),
            "share_method": Note("How the share was measured.", absent="nobody measured it"),
            "input_kind": Note("What was given to it, and whose that is.", absent="nobody was asked"),
            "rework": Note("What people did to the result, and who.", absent="nobody was asked"),
            "validated_by": Note(
                "The person who looked at the result.",
                absent="nobody is recorded, or they withheld their name",
            ),
            "validated_at": Note("When they looked at it.", absent="nothing is recorded"),
        }

        @staticmethod
        def rows() -> Any:
            return AIUse.objects.live().with_named_validator().order_by("pk")


class AIUseEntry(AIUseOut):
    """An AI use by itself, with the credit whose people are its operators."""

    credit = serializers.UUIDField(source="credit.uid", help_text="uid of the credit.")
    credited_as = serializers.CharField(
        source="credit.credited_as", help_text="Who did it, as credited; empty when nobody is named."
    )
    printed_as = serializers.CharField(
        source="credit.printed_as", help_text="What the screen really said, where it differs."
    )
    contributor = ContributorRef(
        source="credit.contributor",
        allow_null=True,
        help_text="Null when nobody is named; see absence_reason.",
    )
    absence_reason = AbsentCode(
        AbsenceReason.choices, source="credit.absence_reason", allow_null=True,
        help_text="Why nobody is named, or not everybody.",
    )  # fmt: skip
    evidence_kind = AbsentCode(
        EvidenceKind.choices, source="credit.evidence_kind", allow_null=True,
        help_text="What the credit rests on; null: nobody said.",
    )  # fmt: skip
    role = RoleRef(source="credit.role")
    production = ProductionRef(source="credit.production")
    updated_at = make_updated_at()

    class Meta(AIUseOut.Meta):
        fields = (
            "uid",
            "credit",
            "credited_as",
            "printed_as",
            "contributor",
            "absence_reason",
            "evidence_kind",
            "role",
            "production",
            *AIUseOut.Meta.fields[1:],
            "updated_at",
        )
        notes: ClassVar = {
            "credited_as": Note(absent="nobody is named"),
            "printed_as": Note(absent="it does not differ"),
            "contributor": Note("Who did it.", absent="nobody is named"),
            "absence_reason": Note("Why nobody is named, or not everybody.", absent="everybody is named"),
            "evidence_kind": Note("What the credit rests on.", absent="nobody said"),
            "role": Note("The role of the credit."),
            "production": Note("The work that the credit is for."),
        }
        on_request: tuple[str, ...] = ("updated_at",)


def select_credit_of_row() -> Any:
    """The credit of the listed use."""
    return Credit.objects.filter(pk=OuterRef("credit"))


class AIUseFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    ai_system = UidParameter("ai_system__uid", "uid of the AI system")
    production = UidParameter("credit__production__uid", "uid of the production")
    contributor = UidParameter("credit__contributor__uid", "uid of the contributor")
    episode = HeldEpisodeParameter("episode", "last_episode", "uids of episodes").through(
        select_credit_of_row
    )
    cut = HeldCutParameter("cut", "last_cut", "uids of cuts").through(select_credit_of_row)
    task = CodeParameter("task", "Task", AITask.values)
    source_type = CodeParameter("source_type", "IPTC source type", SourceType.values)
    oversight = CodeParameter("oversight", "Oversight", Oversight.values)
    input_kind = CodeParameter("input_kind", "What was given to it", AIInputKind.values)
    rework = CodeParameter("rework", "What people did to the result", AIRework.values)
    updated_after = UpdatedAfterParameter("aiuse")

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = ()


class AIUseFields(serializers.ModelSerializer[AIUse]):
    ai_system = Reference(AISystem, help_text="uid of the AI system.")
    validated_by = Reference(
        Contributor, required=False, allow_null=True, help_text="uid of the person who looked at it."
    )

    share = serializers.FloatField(
        required=False,
        allow_null=True,
        help_text="Percent of the frames or cuts of the credit, above 0 and at most 100; with share_of and share_method or not at all.",
    )

    class Meta:
        model = AIUse
        fields: tuple[str, ...] = (
            "ai_system", "task", "source_type", "oversight", "validated_by", "validated_at", "extent", "share",
            "share_of", "share_method", "input_kind", "rework", "input", "note", "approval_ref",
        )  # fmt: skip


class AIUseIn(AIUseFields):
    credit = Reference(Credit, help_text="uid of the credit whose people used it.")

    class Meta(AIUseFields.Meta):
        fields = ("credit", *AIUseFields.Meta.fields)


class AIUseChange(Change, AIUseFields):
    class Meta(AIUseFields.Meta):
        fields = (*AIUseFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="ai-use",
    text="AI uses of public credits, each with its credit: the people there are its operators.",
    rows=AIUse.objects.public().with_named_validator(),
    representation=AIUseEntry,
    filters=AIUseFilter,
    below=(Below("ai-system", "The uses of one AI system.", address="uses"),),
    create=ai_uses.record_ai_use,
    create_body=AIUseIn,
    change=ai_uses.update_ai_use,
    change_body=AIUseChange,
    take_names=share_names,
    examples={
        "AIUseIn": {"credit": UIDS["credit"], **AI_USE},
        "PatchedAIUseChange": {"extent": "partial"},
    },
)
