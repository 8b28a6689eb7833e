"""The change feed, brought: webhooks are sent the rows of `/changes/` and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings

from api.feed.public_rows import FeedRow, read_feed
from api.http import responses
from productions.models import Webhook
from productions.operations.services.leases import Lease, LeaseLost
from productions.webhooks.services.webhook_messages import send_message, send_ping
from productions.webhooks.services.webhook_queue import (
    begin_try,
    end_turn,
    may_send,
    pass_over,
    record_delivered,
    record_failed,
    record_ping,
    take_turn,
)

MAX_MESSAGE_EVENTS = 100
"""Events of the ledger that one message covers at most."""

Clock = Callable[[], datetime]


def deliver_to_webhook(uid: UUID, *, clock: Clock) -> None:
    """Give a webhook its turn: the test that waits, and what it has not got yet of the feed.

    No message is begun after WEBHOOK_TURN_SECONDS, so a turn ends WEBHOOK_TRY_SECONDS later at the latest; after a slow or
    a bad answer it ends at once. What is left then is for another turn.
    """
    until = time.monotonic() + settings.WEBHOOK_TURN_SECONDS
    turn = take_turn(uid, now=clock())
    if turn is None:
        return
    webhook, lease = turn
    try:
        if webhook.ping_waits:
            record_ping(webhook, lease, answer=send_ping(webhook, now=clock()), now=clock())
        while time.monotonic() < until and may_send(webhook, now=clock()):
            if not send_next(webhook, lease, clock=clock):
                break
        end_turn(lease)
    except LeaseLost:
        pass  # its owner changed it meanwhile, or another worker has it


def send_next(webhook: Webhook, lease: Lease, *, clock: Clock) -> bool:
    """Send a webhook its next message. Returns whether there was one. Raises LeaseLost."""
    last, rows = read_next_rows(webhook)
    while not rows and last > webhook.position:
        pass_over(webhook, lease, until=last)
        last, rows = read_next_rows(webhook)
    if not rows:
        return False
    now = clock()
    begin_try(webhook, lease, until=last)
    content = {"type": "changes", "timestamp": now, "data": {"last": last, "results": rows}}
    answer = send_message(
        webhook, name=f"msg_{webhook.message}", body=responses.encode_json(content), now=now
    )
    record = record_failed if answer.error else record_delivered
    record(webhook, lease, answer=answer, now=clock())
    return True


def read_next_rows(webhook: Webhook) -> tuple[int, list[FeedRow]]:
    """The rows of the next message, and the number that it ends with. A message that was begun keeps its end."""
    span = webhook.message_until - webhook.position if webhook.message_until else MAX_MESSAGE_EVENTS
    last, rows = read_feed(webhook.position, span)
    return last, [row for row in rows if not webhook.entities or row["entity"] in webhook.entities]
