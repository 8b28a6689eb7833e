"""What webhooks are sent: the rows of `/changes/` and nothing else, signed as Standard Webhooks has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import standardwebhooks

from api import answers
from api.changes import Row, follow
from api.webhooks.sending import Answer, send
from productions.domain.deliveries import (
    begin_message,
    pass_over,
    record_delivered,
    record_failed,
    release,
    take_webhook,
)
from productions.domain.leases import LeaseLost
from productions.domain.webhooks import signing_secrets
from productions.models import Webhook
from productions.uids import new_uid

EVENTS = 100
"""Events of the ledger that one message covers at most."""
AT_ONCE = 20
"""Messages that a worker sends to one webhook before others have their turn."""

Clock = Callable[[], datetime]


def deliver(uid: UUID, *, clock: Clock) -> bool:
    """Send a webhook what it has not got yet. Returns whether there may be more."""
    return all(deliver_next(uid, clock=clock) for _message in range(AT_ONCE))


def deliver_next(uid: UUID, *, clock: Clock) -> bool:
    """Send a webhook its next message. Returns whether it was received."""
    taken = take_webhook(uid, now=clock())
    if taken is None:
        return False
    webhook, lease = taken
    try:
        last, rows = next_rows(webhook)
        while not rows and last > webhook.position:
            pass_over(webhook, lease, until=last, now=clock())
            last, rows = next_rows(webhook)
        if not rows:
            release(lease)
            return False
        if webhook.message is None:
            begin_message(webhook, lease, until=last)
        answer = post(webhook, "changes", {"last": last, "results": rows}, now=clock())
        if not answer.error:
            record_delivered(webhook, lease, status=answer.status or 0, now=clock())
            return True
        record_failed(
            webhook,
            lease,
            error=answer.error,
            status=answer.status,
            retry_after=answer.retry_after,
            now=clock(),
        )
    except LeaseLost:
        pass  # its owner changed it meanwhile, or another worker has it
    return False


def next_rows(webhook: Webhook) -> tuple[int, list[Row]]:
    """The rows of the next message, and the number that it ends with. A message that was begun keeps its end."""
    span = webhook.message_until - webhook.position if webhook.message_until else EVENTS
    last, rows = follow(webhook.position, span)
    return last, [row for row in rows if not webhook.entities or row["entity"] in webhook.entities]


def ping(webhook: Webhook, *, now: datetime) -> Answer:
    """Send a message without content, to try the receiver; nothing is remembered of it."""
    return post(webhook, "ping", {}, now=now)


def post(webhook: Webhook, kind: str, data: Any, *, now: datetime) -> Answer:
    """Sign and send one message; its id is the same however often it is sent."""
    body = answers.dump({"type": kind, "timestamp": now, "data": data})
    name = f"msg_{(webhook.message if kind != 'ping' else None) or new_uid()}"
    signatures = [
        standardwebhooks.Webhook(secret).sign(name, now.astimezone(UTC), body.decode())
        for secret in signing_secrets(webhook, now=now)
    ]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Staffroll",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return send(webhook.url, body, headers, now=now)
