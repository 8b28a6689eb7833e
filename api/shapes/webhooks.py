"""Webhooks, for their owners."""

from typing import Any

import orjson
from rest_framework import serializers

from api.rows import Computed
from productions.models import Webhook
from productions.vocabulary import FeedEntity

KINDS = serializers.ListField(
    child=serializers.ChoiceField(choices=FeedEntity.choices), help_text="Kinds of entry; none: all."
)


def read_list(stored: Any) -> Any:
    """A JSON column, as a prepared query gives it: its text."""
    return orjson.loads(stored) if isinstance(stored, str) else stored


class WebhookOut(serializers.ModelSerializer[Webhook]):
    entities = Computed(KINDS, of=("entities",), get=read_list)
    position = serializers.IntegerField(help_text="Number of the feed up to which everything was delivered.")
    attempts = serializers.IntegerField(help_text="Tries of the message that is not delivered yet.")
    last_status = serializers.IntegerField(allow_null=True, help_text="Null: no answer.")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            "uid", "name", "url", "entities", "state", "position", "attempts", "next_try_at", "delivered_at",
            "last_status", "last_error", "disabled_at",
        )  # fmt: skip


class WebhookMade(WebhookOut):
    """A webhook with its secret, which is told this once."""

    secret = serializers.CharField(help_text="Verifies signatures (Standard Webhooks); told this once.")

    class Meta(WebhookOut.Meta):
        fields = (*WebhookOut.Meta.fields, "secret")


class WebhooksOut(serializers.Serializer[Any]):
    results = WebhookOut(many=True, help_text="One's own, at most 20.")
