"""What is counted and compared: coverage, editions, differences between rolls."""

from typing import Any

from rest_framework import serializers

from api.read.edition_codes import EditionCode
from api.read.output_serializers.localised_names import add_localised_fields
from api.read.output_serializers.references import (
    EpisodeRef,
    ReleaseRef,
    RoleRef,
)
from productions.rollkit.document.errata import ERRATUM_KINDS
from productions.rollkit.document.work import Erratum
from productions.shared.site_languages import SiteLanguage, map_localised_members


class WithheldUidField(serializers.UUIDField):
    """The uid of a contributor; a document has "" for who withheld their name, an answer null."""

    def to_representation(self, value: Any) -> Any:
        return value or None


def make_erratum_roles(_name: str, _language: SiteLanguage) -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField())


@add_localised_fields(map_localised_members(Erratum, "roles"), make_erratum_roles, after="name_after")
class ErratumOut(serializers.Serializer[Any]):
    """One person who differs, as the roll document lists it."""

    kind = serializers.ChoiceField(choices=ERRATUM_KINDS)
    contributor = WithheldUidField(
        allow_null=True, help_text="uid of the contributor; null for who withheld their name."
    )
    name_before = serializers.CharField(
        help_text="Empty for who was added, and where the person did not say that a former name may be told."
    )
    name_after = serializers.CharField(help_text="Empty for who was removed or withheld their name.")


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
    edition = EditionCode(absent="what all editions share")
    credits = serializers.IntegerField(help_text="Credits of this edition alone.")
    issues = serializers.IntegerField(help_text="How many releases it has.")
    latest = ReleaseRef(allow_null=True, help_text="The newest release; null where none was issued.")


class AICountsOut(serializers.Serializer[Any]):
    """Whether AI was used: used and none are said, not_asked says nothing (H14)."""

    used = serializers.IntegerField(help_text="With a recorded or declared AI use.")
    none = serializers.IntegerField(help_text="Declared without any; of a cut, by each of its credits.")
    not_asked = serializers.IntegerField(help_text="Where somebody was not asked.")


class RoleCoverageOut(serializers.Serializer[Any]):
    """How complete one role is."""

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
