"""Issued releases."""

import re
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from orjson import Fragment
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.edition_codes import EditionCode, EditionParameter
from api.read.filter_fields import (
    EpisodeNumberParameter,
    FilterParameter,
    ReadValue,
    UidParameter,
    Unreadable,
)
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.references import (
    EpisodeRef,
    ProductionRef,
)
from api.read.resource import Below
from api.read.rolls import ROLL_REFERENCE
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.resource import Resource
from api.write.request_bodies import Reference
from productions.models import (
    Episode,
    Production,
    Release,
)
from productions.releases.services import releases

DIGEST_PATTERN = re.compile(r"[0-9a-f]{64}")
"""SHA-256, hexadecimal."""


class ReleaseOut(serializers.ModelSerializer[Release]):
    """An issued release."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    edition = EditionCode(absent="it has what all editions share")
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
    updated_at = make_updated_at()

    class Meta:
        model = Release
        extra_kwargs: ClassVar = {
            "disputed": {
                "help_text": "Credits that were disputed when it was issued; its roll says which. Null: issued before that was told."
            }
        }
        fields: tuple[str, ...] = (
            "uid", "production", "episode", "edition", "number", "issued_at", "digest", "issue_digest",
            "previous_digest", "withheld", "disputed", "overridden", "updated_at",
        )  # fmt: skip
        notes: ClassVar = {
            "production": Note("Whose credits were issued."),
            "episode": Note(
                "The episode whose credits were issued.", absent="the credits of the whole production were"
            ),
            "edition": Note("The edition it was issued for.", absent="it has what all editions share"),
            "number": Note("Which issue it is, from 1.", unit="issues"),
            "issued_at": Note("When it was issued."),
            "digest": Note(absent="it is no longer published"),
            "previous_digest": Note(absent="it is the first issue"),
            "withheld": Note(unit="values"),
            "disputed": Note(absent="it was issued before that was counted", unit="credits"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


@extend_schema_field(ROLL_REFERENCE)
class RollField(serializers.DictField):
    """A sealed roll, as it is stored."""


class ReleaseDetail(ReleaseOut):
    """A release with its sealed roll."""

    roll = Computed(
        RollField(
            help_text="The sealed roll, staffroll.roll/2, as `roll.json` gives it: document, issue, annex and digests. The annex "
            "leaves out who withheld their name."
        ),
        of=("rendition__document",),
        get=lambda document: Fragment(document),
    )

    class Meta(ReleaseOut.Meta):
        fields = (*ReleaseOut.Meta.fields, "roll")


class DigestParameter(FilterParameter):
    """The digest of a document or of an issue, as a roll shows it."""

    def read(self, text: str) -> ReadValue:
        if DIGEST_PATTERN.fullmatch(text) is None:
            raise Unreadable("A digest is 64 hexadecimal digits in small letters.")
        return super().read(text)

    def apply(self, queryset: Any, shape: Any) -> Any:
        return queryset.with_digest(self.given(0))


class ReleaseFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    production = UidParameter("production__uid", "uid of the production")
    episode = EpisodeNumberParameter("episode", "uids or numbers of episodes: 3-5")
    edition = EditionParameter("edition")
    digest = DigestParameter(
        "rendition__digest", "The digest of its document or of the issue, as a roll shows it"
    )

    class Meta:
        model = Release
        fields: tuple[str, ...] = ()


class ReleaseIn(serializers.ModelSerializer[Release]):
    production = Reference(Production, help_text="uid of the production.")
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid; null: the whole production."
    )
    edition = EditionCode(required=False, absent="what all editions share")
    override_reason = serializers.CharField(
        required=False,
        help_text="Needed only to issue a roll in which an AI use has no named person. The roll prints it.",
    )
    names_checked = serializers.BooleanField(
        required=False,
        help_text="true: each credit that says a name withheld in this production was looked at, and is another person's.",
    )

    class Meta:
        model = Release
        fields: tuple[str, ...] = ("production", "episode", "edition", "override_reason", "names_checked")


RESOURCE = Resource(
    name="release",
    text="Issued releases of public productions.",
    text_of_one="One release with its frozen document.",
    rows=Release.objects.public(),
    representation=ReleaseOut,
    single=ReleaseDetail,
    filters=ReleaseFilter,
    below=(Below("production", "The releases of one production."),),
    create=releases.issue_release,
    create_body=ReleaseIn,
    private={
        "document": "As it was issued; the public sees its rendition, without those who withheld their name.",
        "digest": "Of that document; the rendition has one of its own.",
        "issue_digest": "The same.",
        "previous_digest": "The same.",
        "issued_by": "An account of the staff.",
        "override_by": "An account of the staff.",
    },
    examples={"ReleaseIn": {"production": UIDS["production"], "edition": "broadcast"}},
)
