"""Sending the change feed to webhooks: which are due, whose turn it is, and what an answer means.

In order and at least once: a message is sent until the receiver says 2xx, and none after it before. Only the
webhook's row says how far it is; a worker that is killed leaves a lease that runs out. Deliveries are not in the
ledger; that a webhook was disabled is.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from productions.domain import leases
from productions.domain.leases import Lease
from productions.domain.ledger import newest_number
from productions.domain.writing import change
from productions.models import Webhook
from productions.querysets import WebhookQuerySet
from productions.refusals import in_japanese
from productions.sentences import Sentence
from productions.uids import new_uid
from productions.vocabulary import WebhookState

WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""Before each try of a message, as Standard Webhooks proposes; after the last one the webhook is disabled."""
JITTER = 0.1
"""Waits are longer by up to this share, so that receivers that came back are not met by all at once."""
LONGEST_WAIT = timedelta(hours=24)
"""More than this no Retry-After is believed."""
GONE = 410


def due_webhooks(*, now: datetime) -> list[UUID]:
    """Webhooks that have something to be sent now and nobody who sends it, longest behind first."""
    behind = free(now).filter(position__lt=newest_number())
    return list(behind.order_by("position", "pk").values_list("uid", flat=True)[:100])


def free(now: datetime) -> WebhookQuerySet:
    """May be tried now, and nobody has them."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    unused = Q(lease_until=None) | leases.ran_out()
    return Webhook.objects.filter(pk__in=Webhook.objects.deliverable().values("pk")).filter(due, unused)


def take_webhook(uid: UUID, *, now: datetime) -> tuple[Webhook, Lease] | None:
    """Take the webhook to send its next message; None when it is not due or somebody has it."""
    lease = leases.take(free(now), uid=uid, seconds=settings.WEBHOOK_LEASE_SECONDS)
    return (Webhook.objects.get(uid=uid), lease) if lease else None


def begin_message(webhook: Webhook, lease: Lease, *, until: int) -> None:
    """Fix what the message holds: everything after the position up to the number `until`. Raises LeaseLost."""
    webhook.message, webhook.message_until = new_uid(), until
    leases.hold(Webhook.objects.all(), lease, message=webhook.message, message_until=until)


def pass_over(webhook: Webhook, lease: Lease, *, until: int) -> None:
    """Move on to `until`, for there is nothing in between for this webhook. Raises LeaseLost."""
    webhook.position, webhook.message, webhook.message_until, webhook.attempts = until, None, None, 1
    leases.lengthen(
        Webhook.objects.all(), lease, seconds=settings.WEBHOOK_LEASE_SECONDS,
        position=until, message=None, message_until=None, attempts=1,
    )  # fmt: skip


def release(lease: Lease) -> None:
    """Nothing more to send. Raises LeaseLost."""
    leases.hold(Webhook.objects.all(), lease, lease_until=None, attempts=0)


def record_delivered(webhook: Webhook, lease: Lease, *, status: int, now: datetime) -> None:
    """The receiver has the message. Raises LeaseLost."""
    leases.hold(
        Webhook.objects.all(), lease, position=webhook.message_until, message=None, message_until=None,
        lease_until=None, attempts=0, next_try_at=None, delivered_at=now, last_status=status, last_error="", last_error_ja="",
    )  # fmt: skip


@transaction.atomic
def record_failed(
    webhook: Webhook,
    lease: Lease,
    *,
    error: Sentence,
    now: datetime,
    status: int | None = None,
    retry_after: timedelta | None = None,
) -> None:
    """Try again later, or disable the webhook: at 410, or after the last try. Raises LeaseLost."""
    tries = webhook.attempts
    after: dict[str, Any] = {"lease_until": None, "last_status": status}
    if status == GONE or tries >= len(WAITS):
        gone = Sentence("The receiver says that it is gone (410).")
        spent = Sentence(
            "It failed %(tries)d time: %(error)s",
            "It failed %(tries)d times; the last time: %(error)s",
            "tries",
            tries=tries,
            error=error,
        )
        reason = gone if status == GONE else spent
        leases.hold(Webhook.objects.all(), lease, **after, **said_of(reason), next_try_at=None)
        webhook.refresh_from_db()
        values = {"state": WebhookState.DISABLED, "disabled_at": now}
        change(webhook, values, by=None, now=now, action="disabled", reason=str(reason))
        return
    wait = WAITS[tries] * (1 + JITTER * random.random())
    wait = max(wait, min(retry_after or wait, LONGEST_WAIT))
    leases.hold(Webhook.objects.all(), lease, **after, **said_of(error), next_try_at=now + wait)


def said_of(error: Sentence) -> dict[str, str]:
    """The columns that say why a try failed."""
    return {"last_error": str(error), "last_error_ja": in_japanese(error)}
