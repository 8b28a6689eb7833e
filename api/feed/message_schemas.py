"""What webhooks are sent, as the section `webhooks` of the OpenAPI document has it; `api.feed.webhooks` sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiResponse, OpenApiWebhook, extend_schema, extend_schema_field
from rest_framework import serializers

from api.feed.views import ChangesOut


@extend_schema_field({"type": "string", "const": "changes"})
class ChangesType(serializers.CharField):
    """The word by which a receiver knows a message with rows of the feed."""


@extend_schema_field({"type": "string", "const": "ping"})
class PingType(serializers.CharField):
    """The word by which a receiver knows a test."""


@extend_schema_field({"type": "object", "maxProperties": 0})
class Nothing(serializers.DictField):
    """An object without members."""


class ChangesMessage(serializers.Serializer[Any]):
    """The next rows of the change feed, exactly as `changes/` shows them."""

    type = ChangesType()
    timestamp = serializers.DateTimeField(help_text="When the message was made.")
    data = ChangesOut()  # type: ignore[assignment]


class PingMessage(serializers.Serializer[Any]):
    """A test of the receiver, which its owner asked for."""

    type = PingType()
    timestamp = serializers.DateTimeField(help_text="When the message was made.")
    data = Nothing(help_text="It has no members.")  # type: ignore[assignment]


MESSAGE_HEADERS: Mapping[str, str] = {
    "webhook-id": "Names the message, however often it is sent: drop the one that you have already.",
    "webhook-timestamp": "When it is sent, in seconds of Unix time; refuse what is older than five minutes.",
    "webhook-signature": "Signatures of `id.timestamp.body` by the webhook's secret (`v1,…`, Standard Webhooks), separated by spaces: "
    "one for each old secret that still counts, too. One of them must be right.",
}
"""The headers of every message."""
RECEIVED = OpenApiResponse(
    description=f"Received. Answer within {settings.WEBHOOK_TRY_SECONDS} seconds; the body is not used."
)
CHANGES_ANSWERS: Mapping[Any, OpenApiResponse] = {
    "2XX": RECEIVED,
    410: OpenApiResponse(description="Send nothing more: the webhook is disabled."),
    "default": OpenApiResponse(
        description="Not received: the same message is sent again later, after `Retry-After` at the earliest."
    ),
}
PING_ANSWERS: Mapping[Any, OpenApiResponse] = {
    "2XX": RECEIVED,
    "default": OpenApiResponse(description="Not received. A test is not sent again."),
}
"""What a receiver may answer to each message."""

changes_webhook = OpenApiWebhook(
    "changes",
    extend_schema(
        operation_id="receive_changes",
        summary="Receive what changed",
        tags=["webhooks"],
        description="Rows of the change feed, in order, each at least once; of some kinds of entry only where the webhook names "
        "them in `entities`. A row names an entry and never its content.",
        request={"application/json": ChangesMessage},
        responses=CHANGES_ANSWERS,
    ),
)
ping_webhook = OpenApiWebhook(
    "ping",
    extend_schema(
        operation_id="receive_ping",
        summary="Receive a test",
        tags=["webhooks"],
        description="Sent once after `POST webhooks/{uid}/ping/`; the webhook's `ping` tells what was answered.",
        request={"application/json": PingMessage},
        responses=PING_ANSWERS,
    ),
)


def with_message_headers(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Say which headers messages have: a postprocessing hook of drf-spectacular, which leaves them away."""
    for item in result["webhooks"].values():
        item["post"]["security"] = []  # the signature proves who sent it
        item["post"]["parameters"] = [
            {
                "in": "header",
                "name": name,
                "required": True,
                "schema": {"type": "string"},
                "description": text,
            }
            for name, text in MESSAGE_HEADERS.items()
        ]
    return result
