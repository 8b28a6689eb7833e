"""How the schema describes errors; `api.http.errors` makes them."""

from typing import Any

from rest_framework import serializers

from api.http.errors import PROBLEM_MEDIA_TYPE


class TombstoneOut(serializers.Serializer[Any]):
    """What stays of a removed entry."""

    uid = serializers.UUIDField()
    removed_at = serializers.DateTimeField()


class MistakeOut(serializers.Serializer[Any]):
    """One mistake, and where it is."""

    parameter = serializers.CharField(required=False, help_text="The parameter or header.")
    pointer = serializers.CharField(
        required=False, help_text="The place in the body (JSON Pointer, RFC 6901); empty for all of it."
    )
    line = serializers.IntegerField(required=False, allow_null=True, help_text="Line of a sheet, from 1.")
    column = serializers.CharField(required=False, help_text="Column of a sheet.")
    detail = serializers.CharField(help_text="What is wrong, and what to do.")


class ProblemOut(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(help_text="about:blank: the title says it.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="HTTP status.")
    detail = serializers.CharField(help_text="What is wrong, and what to do.")
    instance = serializers.CharField(help_text="The address that was asked.")
    errors = MistakeOut(many=True, required=False)  # type: ignore[assignment]
    rule = serializers.CharField(required=False, help_text="Id of the rule that says no, such as H4.")
    current = serializers.DictField(required=False, help_text="Only with status 412: the entry as it is now.")
    tombstone = TombstoneOut(required=False, help_text="Only with status 410.")


PROBLEM_RESPONSES: dict[tuple[int, str], Any] = {
    (status, PROBLEM_MEDIA_TYPE): ProblemOut for status in (308, 400, 401, 404, 410, 414, 429, 503)
}
"""What every address may answer instead of what was asked for."""
