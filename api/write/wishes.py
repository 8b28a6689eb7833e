"""A person's own wish for their name, as a credit of theirs takes it."""

from typing import Any

from rest_framework import serializers


class WithholdIn(serializers.Serializer[Any]):
    """The person's own statement that they do not want to be named in this production (H5); private.

    It is recorded once, for all of their credits there.
    """

    statement = serializers.CharField(help_text="What they said. Private.")
    stated_on = serializers.DateField(help_text="When they said it.")
    earlier_issues = serializers.BooleanField(
        required=False, help_text="Whether issues made before leave the name out too; usually true."
    )


class RestoreIn(serializers.Serializer[Any]):
    """The person wants to be named after all, on every credit that their wish was for."""

    reason = serializers.CharField(help_text="How they told you.")
    credited_as = serializers.CharField(
        required=False, help_text="The name to print; without it the name as before."
    )
