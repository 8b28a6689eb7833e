"""Webhooks, for their owners."""

from datetime import datetime
from typing import Any

import orjson
from django.utils import timezone
from rest_framework import serializers

from api.read.compiled_serializers import Computed
from productions.models import Webhook
from productions.shared.choices import FeedEntity
from productions.webhooks.services.signing_secrets import read_old_secrets

ENTITY_KINDS_FIELD = serializers.ListField(
    child=serializers.ChoiceField(choices=FeedEntity.choices), help_text="Kinds of entry; none: all."
)


def decode_json_column(stored: Any) -> Any:
    """A JSON column, as a prepared query gives it: its text."""
    return orjson.loads(stored) if isinstance(stored, str) else stored


class PingOut(serializers.Serializer[Any]):
    """A test of the receiver that was asked for, and what it said to the message of the type `ping`."""

    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True, help_text="Null: a worker has yet to make it.")
    status = serializers.IntegerField(allow_null=True, help_text="Null: no answer, or none yet.")
    error = serializers.CharField(allow_blank=True, help_text="Why it would not count; empty for 2xx.")
    text = serializers.CharField(
        allow_blank=True, help_text="The beginning of its answer, at most 4096 bytes of it."
    )


def show_ping(
    asked_at: datetime | None, answered_at: datetime | None, status: int | None, error: str, text: str
) -> dict[str, Any] | None:
    if asked_at is None:
        return None
    return {"asked_at": asked_at, "answered_at": answered_at, "status": status, "error": error, "text": text}


def show_old_secrets(newest: str, until: datetime | None, older: Any) -> list[datetime]:
    """When each old secret ends that signs now; the secrets themselves are told to nobody again."""
    old = read_old_secrets(newest, until, decode_json_column(older), now=timezone.now())
    return [each.until for each in old]


class WebhookOut(serializers.ModelSerializer[Webhook]):
    """A webhook with how its deliveries fare."""

    entities = Computed(ENTITY_KINDS_FIELD, of=("entities",), get=decode_json_column)
    position = serializers.IntegerField(help_text="Number of the feed up to which everything was delivered.")
    attempts = serializers.IntegerField(help_text="Tries of the message that is not delivered yet.")
    next_try_at = serializers.DateTimeField(
        allow_null=True, help_text="Nothing of the feed is sent before, after a bad or a slow answer."
    )
    tried_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was last sent anything, or was to be."
    )
    slow_turns = serializers.IntegerField(
        allow_null=True, help_text="Slow answers in a row (more than 2 s); null: none was waited for yet."
    )
    last_status = serializers.IntegerField(allow_null=True, help_text="Null: no answer.")
    old_secrets_until = Computed(
        serializers.ListField(
            child=serializers.DateTimeField(),
            help_text="When each old secret that still signs ends, the last one first.",
        ),
        of=("old_secret", "old_secret_until", "older_secrets"),
        get=show_old_secrets,
    )
    ping = Computed(
        PingOut(allow_null=True, help_text="The last test that was asked for; null: none was."),
        of=("ping_asked_at", "pinged_at", "ping_status", "ping_error", "ping_text"),
        get=show_ping,
    )

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            "uid", "name", "url", "entities", "state", "position", "attempts", "next_try_at", "tried_at",
            "slow_turns", "delivered_at", "last_status", "last_error", "disabled_at",
            "old_secrets_until", "ping",
        )  # fmt: skip


class WebhookMade(WebhookOut):
    """A webhook with its secret, which is told this once."""

    secret = serializers.CharField(help_text="Verifies signatures (Standard Webhooks); told this once.")

    class Meta(WebhookOut.Meta):
        fields = (*WebhookOut.Meta.fields, "secret")


class WebhooksOut(serializers.Serializer[Any]):
    """Webhooks of one account."""

    results = WebhookOut(many=True, help_text="One's own, at most 20.")
