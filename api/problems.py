"""How the schema describes errors; `api.errors` makes them."""

from typing import Any

from rest_framework import serializers

from api.errors import MEDIA_TYPE


class TombstoneOut(serializers.Serializer[Any]):
    """What stays of a removed entry."""

    uid = serializers.UUIDField()
    removed_at = serializers.DateTimeField()


class ProblemOut(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(help_text="about:blank: the title says it.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="HTTP status.")
    detail = serializers.CharField(help_text="What is wrong, and what to do.")
    instance = serializers.CharField(help_text="The address that was asked.")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Sentences by parameter.",
    )
    tombstone = TombstoneOut(required=False, help_text="Only with status 410.")


PROBLEMS: dict[tuple[int, str], Any] = {
    (status, MEDIA_TYPE): ProblemOut for status in (308, 400, 404, 410, 414, 429)
}
"""What every address may answer instead of what was asked for."""
