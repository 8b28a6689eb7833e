"""Names of contributors: parts of theirs, changed one by one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.output_serializers.references import (
    ContributorRef,
    ProductionRef,
)
from api.resources.example_entries import UIDS
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import CURRENT_READER, WritableKind
from productions.models import (
    Contributor,
    ContributorName,
    Production,
)
from productions.people.services import contributors
from productions.people.services.known_people import find_lookalikes

NAME_VALUES = ("text", "script", "language", "kind", "primary", "used_from", "used_until")


class NameOut(serializers.ModelSerializer[ContributorName]):
    """One name of a contributor."""

    class Meta:
        model = ContributorName
        fields: tuple[str, ...] = (
            "uid",
            *NAME_VALUES,
        )
        notes: ClassVar = {
            "text": Note("The name."),
            "script": Note("In which script it is written."),
            "language": Note("Whose forms its Chinese characters have on rolls.", absent="nobody said"),
            "kind": Note("What sort of name it is."),
            "primary": Note("Whether lists show this one."),
            "used_from": Note("First day of its use.", absent="not known"),
            "used_until": Note("Last day of its use.", absent="it is still in use, or not known"),
        }

        @staticmethod
        def rows() -> Any:
            return ContributorName.objects.live().of_everybody()


class NameEntry(NameOut):
    """One name with its contributor; a legal name too, for editors of the production that keeps it."""

    contributor = ContributorRef()
    production = ProductionRef(
        allow_null=True, help_text="The production that keeps a legal name; null for other names."
    )

    class Meta(NameOut.Meta):
        fields: tuple[str, ...] = (
            "uid", "contributor", "text", "script", "language", "kind", "primary", "used_from", "used_until", "production",
        )  # fmt: skip


class AlikeOut(serializers.ModelSerializer[Contributor]):
    """A contributor whose name differs only in characters that look alike (髙/高, ー/一), or not at all."""

    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name", "disambiguation")


def list_alike(contributor: int, text: str) -> list[dict[str, Any]]:
    """The others that a name is taken for."""
    found = find_lookalikes(text, besides=Contributor(pk=contributor), by=CURRENT_READER.get())
    return [
        {"uid": each.uid, "kind": each.kind, "name": each.name, "disambiguation": each.disambiguation}
        for each in found
    ]


def lookalikes_field(*of: str) -> Computed:
    """Whom the columns of key and name are taken for."""
    form = serializers.ListField(
        child=AlikeOut(),
        help_text="Others whose name looks like this one, at most 5: the same person, perhaps. Only in answers to writes.",
    )
    return Computed(form, of=of, get=list_alike)


class NameWritten(NameEntry):
    """A name as whoever wrote it is answered."""

    looks_like = lookalikes_field("contributor_id", "text")

    class Meta(NameEntry.Meta):
        fields = (*NameEntry.Meta.fields, "looks_like")


class NameFields(serializers.ModelSerializer[ContributorName]):
    production = Reference(
        Production,
        required=False,
        allow_null=True,
        help_text="uid of the production that keeps a legal name; without it the only one that you edit.",
    )

    class Meta:
        model = ContributorName
        fields: tuple[str, ...] = (
            *NAME_VALUES,
            "production",
        )


class NameIn(NameFields):
    contributor = Reference(Contributor, help_text="uid of the contributor.")

    class Meta(NameFields.Meta):
        fields = ("contributor", *NameFields.Meta.fields)


class NameChange(Change, NameFields):
    class Meta(NameFields.Meta):
        fields = (*NameFields.Meta.fields, "reason")


NAME_KIND = WritableKind(
    "name",
    ContributorName,
    NameEntry,
    contributors.add_name,
    NameIn,
    contributors.update_name,
    NameChange,
    NameWritten,
    proposed=("create", "change"),
)
NAME_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "NameIn": {
        "contributor": UIDS["contributor"],
        "text": "花",
        "script": "native",
        "kind": "pseudonym",
        "used_from": "2001-04-01",
    },
    "PatchedNameChange": {"used_until": "2019-12-31", "reason": "They told us."},
}
