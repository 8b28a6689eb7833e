"""What bodies may hold, declared: each class gives the OpenAPI schema and, through `api.write.request_bodies`, the reader.

Apart from what the API shows, some members are private: they are stored for members and never answered.
"""

from typing import Any

from rest_framework import serializers


class Change(serializers.Serializer[Any]):
    """Every change may say why, for the ledger."""

    reason = serializers.CharField(required=False, help_text="Why; it goes into the ledger.")


class NothingIn(serializers.Serializer[Any]):
    """An empty object."""


class ReturnIn(serializers.Serializer[Any]):
    """The studio no longer stands by it."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")
