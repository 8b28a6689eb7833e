"""Exports, approvals, fonts and logos, for members."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.read.compiled_serializers import Computed
from api.read.edition_codes import EditionCode
from api.read.output_serializers.references import EpisodeRef, ProductionRef, ReleaseRef
from productions.exports.formats import ExportFormat
from productions.models import Approval, Export, Font, Logo, User
from productions.releases.services.document_builder import format_person_name
from productions.rollkit.document.sealed import read_stored_digest
from productions.shared.choices import ExportState, RollLanguage
from productions.studio_files.models.logos import LOGO_WORDS


def get_file_address(
    uid: UUID, state: str, withdrawn_at: datetime | None, dropped_at: datetime | None
) -> str | None:
    """Where the finished file is, unless it is given out no more."""
    there = state == ExportState.DONE and withdrawn_at is None and dropped_at is None
    return reverse("export-file", args=[uid]) if there else None


@extend_schema_field({"$ref": "#/components/schemas/Delivery"})
class DeliveryField(serializers.DictField):
    """What a screen shows, as it is stored."""


class SignatureOut(serializers.Serializer[Any]):
    """Who approved a roll, as it was looked at."""

    by = serializers.CharField(help_text="Their name.")
    at = serializers.DateTimeField()
    note = serializers.CharField()


def format_account_name(first: str, last: str, username: str) -> str:
    """How documents name the account."""
    return format_person_name(User(first_name=first, last_name=last, username=username))


class ApprovalOut(serializers.ModelSerializer[Approval]):
    """One signature: who approved which document, in which language, for which screen."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    release = ReleaseRef(allow_null=True, help_text="Null: the working copy.")
    edition = EditionCode(absent="what all editions share")
    approved_by = Computed(
        serializers.CharField(help_text="Their name."),
        of=("approved_by__first_name", "approved_by__last_name", "approved_by__username"),
        get=format_account_name,
    )
    document_digest = serializers.CharField(
        help_text="SHA-256 of the document's canonical JSON, hexadecimal."
    )
    delivery = DeliveryField(help_text="As of an export, its template whole.")

    class Meta:
        model = Approval
        fields: tuple[str, ...] = (
            "uid", "production", "episode", "edition", "release", "approved_by", "approved_at", "note",
            "document_digest", "language", "delivery",
        )  # fmt: skip


class ApprovalListed(ApprovalOut):
    """A signature in a list, where one that holds no more is shown as void."""

    void = serializers.BooleanField(
        read_only=True, help_text="What was signed is neither issued nor the working copy of today."
    )

    class Meta(ApprovalOut.Meta):
        fields = (*ApprovalOut.Meta.fields, "void")


class FontOut(serializers.ModelSerializer[Font]):
    """A font of a production."""

    production = ProductionRef()
    family = serializers.CharField(help_text="What a delivery's `fonts` and a template name.")
    weight = serializers.IntegerField(help_text="usWeightClass: 400 is regular, 700 bold.")
    size = serializers.IntegerField(help_text="Bytes.")

    class Meta:
        model = Font
        fields = (
            "uid", "production", "family", "style", "weight", "version", "state", "licence_note", "size", "sha256",
            "uploaded_at",
        )  # fmt: skip


class LogoOut(serializers.ModelSerializer[Logo]):
    """A logo of a production."""

    production = ProductionRef()
    name = serializers.CharField(help_text="What a template names in its block of `logos`.")
    ratio = serializers.FloatField(help_text="How many times it is as wide as high.")
    dark = serializers.BooleanField(help_text="It hardly shows on black.")
    light = serializers.BooleanField(help_text="It hardly shows on white, as on a plate.")
    size = serializers.IntegerField(help_text="Bytes.")

    class Meta:
        model = Logo
        fields = (
            "uid", "production", "name", *LOGO_WORDS, "ratio", "dark", "light", "state", "licence_note", "size", "sha256",
            "uploaded_at",
        )  # fmt: skip


class PackedFileOut(serializers.Serializer[Any]):
    """A file in a package, as its `manifest.json` has it."""

    name = serializers.CharField(help_text="In the ZIP.")
    format = serializers.ChoiceField(choices=ExportFormat.choices)
    language = serializers.ChoiceField(choices=RollLanguage.choices)
    raster = serializers.CharField(
        allow_null=True, help_text="Width and height in pixels; null: not for a screen."
    )
    rate = serializers.CharField(allow_null=True, help_text="Frames a second, as a fraction.")
    frames = serializers.IntegerField(allow_null=True, help_text="How long the roll runs.")
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Hexadecimal.")


class ExportOut(serializers.ModelSerializer[Export]):
    """A file that is made of a roll, or several as a package."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    release = ReleaseRef(allow_null=True, help_text="Null: the working copy.")
    edition = EditionCode(absent="what all editions share")
    file = Computed(
        serializers.CharField(
            allow_null=True,
            help_text="Address of the finished file; null until then, and when it is withdrawn or deleted.",
        ),
        of=("uid", "state", "withdrawn_at", "dropped_at"),
        get=get_file_address,
    )

    delivery = DeliveryField(
        help_text="Raster, frame rate, speed and time of a roll for the screen; empty for paper."
    )
    document_digest = Computed(
        serializers.CharField(
            help_text="SHA-256 of the document that the file is made of; an approval names it."
        ),
        of=("document",),
        get=read_stored_digest,
    )
    formats = serializers.ListField(
        child=serializers.ChoiceField(choices=ExportFormat.choices),
        help_text="What is in a package, in the order in which it is made; empty for a single file.",
    )
    files = serializers.ListField(
        child=PackedFileOut(),
        help_text="Of a finished package what its manifest says of each file; empty again where it is withdrawn.",
    )
    notes = serializers.ListField(
        child=serializers.CharField(),
        help_text="What to look at before the roll is shown: sentences in its language, once it is finished.",
    )

    approvals = serializers.ListField(
        child=SignatureOut(),
        help_text="Who had approved this roll for this screen when the export was asked for, on paper for any screen; its metadata say so too.",
    )

    class Meta:
        model = Export
        fields = (
            "uid", "production", "episode", "edition", "release", "format", "formats", "language", "delivery", "state", "progress",
            "frames", "frames_done", "seconds_left", "requested_at", "finished_at", "withdrawn_at", "dropped_at", "size", "digest", "error", "notes",
            "approvals", "document_digest", "file", "files",
        )  # fmt: skip
