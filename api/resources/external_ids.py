"""Identifiers elsewhere of productions, episodes and contributors: parts of these, changed one by one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.edition_codes import EditionCode
from api.read.output_serializers.references import (
    ContributorRef,
    EpisodeRef,
    ProductionRef,
)
from api.resources.example_entries import UIDS
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import WritableKind
from productions.models import (
    Contributor,
    Episode,
    ExternalId,
    Production,
)
from productions.people.services import external_ids
from productions.shared.identifiers import format_urn


class ExternalIdOut(serializers.ModelSerializer[ExternalId]):
    """What a contributor or a production is called elsewhere."""

    urn = Computed(
        serializers.URLField(allow_null=True, help_text="URN or standard URI, where the scheme has one."),
        of=("scheme", "value"),
        get=format_urn,
    )

    class Meta:
        model = ExternalId
        fields: tuple[str, ...] = ("uid", "scheme", "value", "urn")
        rows = ExternalId.objects.live
        notes: ClassVar = {
            "scheme": Note("Which registry the identifier is of."),
            "value": Note("The identifier as that registry writes it, without an address."),
            "urn": Note(absent="the scheme has no such form"),
        }


class WorkIdOut(ExternalIdOut):
    """What a production or an episode, or one edition of it, is called elsewhere."""

    edition = EditionCode(absent="it identifies the work itself")

    class Meta(ExternalIdOut.Meta):
        fields: tuple[str, ...] = ("uid", "edition", "scheme", "value", "urn")
        notes: ClassVar = {
            **ExternalIdOut.Meta.notes,
            "edition": Note("The edition that it identifies.", absent="it identifies the work itself"),
        }


class ExternalIdEntry(WorkIdOut):
    """One identifier with what it identifies."""

    production = ProductionRef(allow_null=True)
    episode = EpisodeRef(allow_null=True)
    contributor = ContributorRef(allow_null=True)

    class Meta(WorkIdOut.Meta):
        fields = ("uid", "production", "episode", "contributor", "edition", "scheme", "value", "urn")


class ExternalIdFields(serializers.ModelSerializer[ExternalId]):
    edition = EditionCode(required=False, absent="it identifies the work itself")

    class Meta:
        model = ExternalId
        fields: tuple[str, ...] = ("edition", "scheme", "value")


class ExternalIdIn(ExternalIdFields):
    production = Reference(
        Production, required=False, allow_null=True, help_text="uid of the production, or …"
    )
    episode = Reference(Episode, required=False, allow_null=True, help_text="… uid of the episode, or …")
    contributor = Reference(
        Contributor, required=False, allow_null=True, help_text="… uid of the contributor."
    )

    class Meta(ExternalIdFields.Meta):
        fields = ("production", "episode", "contributor", *ExternalIdFields.Meta.fields)


class ExternalIdChange(Change, ExternalIdFields):
    class Meta(ExternalIdFields.Meta):
        fields = (*ExternalIdFields.Meta.fields, "reason")


EXTERNAL_ID_KIND = WritableKind(
    "external-id",
    ExternalId,
    ExternalIdEntry,
    external_ids.add_external_id,
    ExternalIdIn,
    external_ids.update_external_id,
    ExternalIdChange,
    proposed=("create", "change"),
)
EXTERNAL_ID_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "ExternalIdIn": {"contributor": UIDS["contributor"], "scheme": "imdb", "value": "nm0594503"},
    "PatchedExternalIdChange": {"value": "nm0594504", "reason": "It was that of a namesake."},
}
