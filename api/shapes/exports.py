"""Exports, for members."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework import serializers

from api.rows import Computed
from api.shapes.entries import EpisodeRef, ProductionRef, ReleaseRef
from productions.domain.gather import person_name
from productions.models import Approval, Export
from productions.vocabulary import ExportState, RollLanguage


def address_of_file(uid: UUID, state: str) -> str | None:
    """Where the finished file is."""
    return reverse("export-file", args=[uid]) if state == ExportState.DONE else None


class SignatureOut(serializers.Serializer[Any]):
    """Who approved a roll, as it was looked at."""

    by = serializers.CharField(help_text="Their name.")
    at = serializers.DateTimeField()
    note = serializers.CharField()


class ApprovalOut(serializers.Serializer[Any]):
    """One signature: who approved which document, in which language, for which screen."""

    uid = serializers.UUIDField()
    approved_by = serializers.SerializerMethodField(help_text="Their name.")
    approved_at = serializers.DateTimeField()
    note = serializers.CharField()
    document_digest = serializers.CharField(
        help_text="SHA-256 of the document's canonical JSON, hexadecimal."
    )
    language = serializers.ChoiceField(choices=RollLanguage.choices)
    delivery = serializers.DictField(help_text="As of an export, its template whole.")

    def get_approved_by(self, approval: Approval) -> str:
        return person_name(approval.approved_by)


class ExportOut(serializers.ModelSerializer[Export]):
    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    release = ReleaseRef(allow_null=True, help_text="Null: the working copy.")
    file = Computed(
        serializers.CharField(allow_null=True, help_text="Address of the finished file; null until then."),
        of=("uid", "state"),
        get=address_of_file,
    )

    notes = serializers.ListField(
        child=serializers.CharField(),
        help_text="What to look at before the roll is shown: sentences in its language, once it is finished.",
    )

    approvals = serializers.ListField(
        child=SignatureOut(),
        help_text="Who had approved this roll for this screen when the export was asked for; its metadata say so too.",
    )

    class Meta:
        model = Export
        fields = (
            "uid", "production", "episode", "edition", "release", "format", "language", "delivery", "state", "progress",
            "frames", "frames_done", "seconds_left", "requested_at", "finished_at", "size", "digest", "error", "notes",
            "approvals", "file",
        )  # fmt: skip
