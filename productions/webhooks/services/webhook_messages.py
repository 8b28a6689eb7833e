"""One message to a webhook: signed as Standard Webhooks has it, and sent at once."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import standardwebhooks

from productions.shared.uids import new_uid
from productions.webhooks.models import Webhook
from productions.webhooks.services.signing_secrets import list_signing_secrets
from productions.webhooks.webhook_http import Answer, post_message


def send_ping(webhook: Webhook, *, now: datetime) -> Answer:
    """Send a message of the type `ping`, without content, to test the receiver. Takes at most WEBHOOK_TRY_SECONDS."""
    body = orjson.dumps({"type": "ping", "timestamp": now, "data": {}}, option=orjson.OPT_UTC_Z)
    return send_message(webhook, name=f"msg_{new_uid()}", body=body, now=now)


def send_message(webhook: Webhook, *, name: str, body: bytes, now: datetime) -> Answer:
    """Sign a JSON body and send it; `name` is its id, the same however often it is sent."""
    signatures = [
        standardwebhooks.Webhook(secret).sign(name, now.astimezone(UTC), body.decode())
        for secret in list_signing_secrets(webhook, now=now)
    ]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Staffroll",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return post_message(webhook.url, body, headers, now=now)
