"""The change feed, brought: webhooks are sent the rows of `/changes/` and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from api import answers
from api.feed import Row, follow
from productions.domain.deliveries import (
    begin_message,
    pass_over,
    record_delivered,
    record_failed,
    release,
    take_webhook,
)
from productions.domain.leases import LeaseLost
from productions.domain.messages import send_message
from productions.models import Webhook

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
            pass_over(webhook, lease, until=last)
            last, rows = next_rows(webhook)
        if not rows:
            release(lease)
            return False
        if webhook.message is None:
            begin_message(webhook, lease, until=last)
        now = clock()
        content = {"type": "changes", "timestamp": now, "data": {"last": last, "results": rows}}
        answer = send_message(webhook, name=f"msg_{webhook.message}", body=answers.dump(content), now=now)
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
