"""Names, titles and identifiers by themselves: only for members, who change them one by one."""

from contextvars import ContextVar
from typing import Any

from rest_framework import serializers

from api.read.compiled_serializers import Computed
from api.read.output_serializers.entries import (
    ContributorOut,
    ContributorRef,
    ExternalIdOut,
    NameOut,
    ProductionRef,
    TitleOut,
)
from productions.domain.contributors import find_lookalikes
from productions.models import Contributor, ContributorDetails, User


class TitleEntry(TitleOut):
    """One title with its production."""

    production = ProductionRef()

    class Meta(TitleOut.Meta):
        fields = ("uid", "production", "text", "kind", "primary")


class NameEntry(NameOut):
    """One name with its contributor; a legal name too, for editors of the production that keeps it."""

    contributor = ContributorRef()
    production = ProductionRef(
        allow_null=True, help_text="The production that keeps a legal name; null for other names."
    )

    class Meta(NameOut.Meta):
        fields: tuple[str, ...] = (
            "uid", "contributor", "text", "script", "kind", "primary", "used_from", "used_until", "production",
        )  # fmt: skip


class PrivateDetailsEntry(serializers.ModelSerializer[ContributorDetails]):
    """What a production keeps of a contributor in private, for its editors and tokens of theirs that may write."""

    contributor = ContributorRef()
    production = ProductionRef(allow_null=True, help_text="The production that keeps them.")

    class Meta:
        model = ContributorDetails
        fields: tuple[str, ...] = ("uid", "contributor", "production", "email", "note")


class KeptOut(serializers.Serializer[Any]):
    """Everything that your productions keep of a contributor in private."""

    details = PrivateDetailsEntry(many=True, help_text="One for each production.")
    legal_names = NameEntry(many=True)


class AlikeOut(serializers.ModelSerializer[Contributor]):
    """A contributor whose name differs only in characters that look alike (髙/高, ー/一), or not at all."""

    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name")


CURRENT_READER: ContextVar[User] = ContextVar("reader")
"""Who is answered. A computed member knows its row alone, and of the others it names only those that the reader sees."""


def list_alike(contributor: int, text: str) -> list[dict[str, Any]]:
    """The others that a name is taken for."""
    found = find_lookalikes(text, besides=Contributor(pk=contributor), by=CURRENT_READER.get())
    return [{"uid": each.uid, "kind": each.kind, "name": each.name} for each in found]


def lookalikes_field(*of: str) -> Computed:
    """Whom the columns of key and name are taken for."""
    form = serializers.ListField(
        child=AlikeOut(),
        help_text="Others whose name looks like this one, at most 5: the same person, perhaps. Only in answers to writes.",
    )
    return Computed(form, of=of, get=list_alike)


class ContributorWritten(ContributorOut):
    """A contributor as whoever wrote it is answered."""

    looks_like = lookalikes_field("pk", "name")

    class Meta(ContributorOut.Meta):
        fields = (*ContributorOut.Meta.fields, "looks_like")


class NameWritten(NameEntry):
    """A name as whoever wrote it is answered."""

    looks_like = lookalikes_field("contributor_id", "text")

    class Meta(NameEntry.Meta):
        fields = (*NameEntry.Meta.fields, "looks_like")


class ExternalIdEntry(ExternalIdOut):
    """One identifier with what it identifies."""

    production = ProductionRef(allow_null=True)
    contributor = ContributorRef(allow_null=True)

    class Meta(ExternalIdOut.Meta):
        fields = ("uid", "production", "contributor", "scheme", "value", "urn")
