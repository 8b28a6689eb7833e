"""Sending the change feed to webhooks: which are due, whose turn it is, and what an answer means.

In order and at least once: a message is sent until the receiver says 2xx, and none after it before. Only the
webhook's row says how far it is; a worker that is killed leaves a lease that runs out. Deliveries are not in the
ledger; that a webhook was disabled is.

A webhook is sent to in turns, one at a time, each of one worker. A receiver that answers slowly has one message a turn
and rests after it, longer and longer; and slow ones wait for one another (SLOW_AT_ONCE), so that however many there are
other workers are there for the quick ones. One that never answered yet counts as slow.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from productions.ledger.services.ledger import read_newest_number
from productions.ledger.services.writing import change_entity
from productions.operations.services import leases
from productions.operations.services.leases import Lease
from productions.shared.choices import WebhookState
from productions.shared.reader_texts import build_sentence_columns
from productions.shared.sentences import Sentence
from productions.shared.uids import new_uid
from productions.webhooks.models import Webhook
from productions.webhooks.queries import WebhookQuerySet
from productions.webhooks.webhook_http import Answer

RETRY_WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""Before each try of a message, as Standard Webhooks proposes; after the last one the webhook is disabled."""
JITTER_SHARE = 0.1
"""Waits are longer by up to this share, so that receivers that came back are not met by all at once."""
MAX_RETRY_WAIT = timedelta(hours=24)
"""More than this no Retry-After is believed."""
GONE_STATUS = 410
MAX_SLOW_AT_ONCE = 1
"""Slow receivers that are sent to at one time, however many workers there are."""
MAX_REST = timedelta(seconds=60)
"""After a slow answer that was good: with 100 events a message, a receiver still gets 6,000 in an hour."""
MAX_SLOW_TURNS = 10
"""Slow answers in a row."""
RUNG_FOR = timedelta(seconds=30)
"""How long a message to the worker may be under way before another one is sent."""
SLOW_LOCK = 0x736C6F77
"""The key among PostgreSQL's advisory locks: "slow" in ASCII. SQLite has one writer at a time anyway."""
IS_SLOW = Q(slow_turns=None) | Q(slow_turns__gt=0)


def due_webhooks(*, now: datetime) -> list[UUID]:
    """Webhooks that have something to be sent now, nobody who sends it and no message under way, longest untried first.

    Of slow ones there are no more than may have their turn now.
    """
    unrung = Q(rung_until=None) | Q(rung_until__lt=now)
    behind = Q(position__lt=read_newest_number()) | Q(pk__in=Webhook.objects.with_waiting_ping().values("pk"))
    due = filter_free_webhooks(now).filter(unrung, behind).order_by(F("tried_at").asc(nulls_first=True), "pk")
    rung = Webhook.objects.filter(IS_SLOW, rung_until__gte=now).count()
    places = max(MAX_SLOW_AT_ONCE - count_slow_turns() - rung, 0)
    quick = list(due.exclude(IS_SLOW).values_list("uid", flat=True)[:100])
    return quick + list(due.filter(IS_SLOW).values_list("uid", flat=True)[:places])


def mark_rung(uid: UUID, *, now: datetime) -> bool:
    """Say that a message to the worker is under way; False when one is already."""
    unrung = Webhook.objects.filter(Q(rung_until=None) | Q(rung_until__lt=now), uid=uid)
    return bool(unrung.update(rung_until=now + RUNG_FOR))


def filter_free_webhooks(now: datetime) -> WebhookQuerySet[Webhook]:
    """May have a turn now, and nobody has them: a test waits, or they are active and may be tried."""
    deliverable = Q(pk__in=Webhook.objects.deliverable().values("pk"))
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    tested = Q(pk__in=Webhook.objects.with_waiting_ping().values("pk"))
    unused = Q(lease_until=None) | leases.has_run_out()
    return Webhook.objects.filter(deliverable & due | tested).filter(unused)


def count_slow_turns() -> int:
    """Slow webhooks that a worker is at."""
    return Webhook.objects.filter(IS_SLOW, lease_until__isnull=False).exclude(leases.has_run_out()).count()


@transaction.atomic
def take_turn(uid: UUID, *, now: datetime) -> tuple[Webhook, Lease] | None:
    """Take the webhook for a turn; None when it is not due, somebody has it, or as many slow ones as may have theirs."""
    Webhook.objects.filter(uid=uid).update(rung_until=None)
    if Webhook.objects.filter(IS_SLOW, uid=uid).exists():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOW_LOCK])
        if count_slow_turns() >= MAX_SLOW_AT_ONCE:
            return None
    lease = leases.acquire_lease(
        filter_free_webhooks(now), uid=uid, seconds=settings.WEBHOOK_LEASE_SECONDS, tried_at=now
    )
    if lease is None:
        return None
    leases.update_held(Webhook.objects.all(), lease, attempts=F("attempts") - 1)  # a turn may try no message
    return Webhook.objects.get(uid=uid), lease


def may_send(webhook: Webhook, *, now: datetime) -> bool:
    """Whether a webhook whose turn it is may be sent a message of the feed now."""
    return webhook.state == WebhookState.ACTIVE and (
        webhook.next_try_at is None or webhook.next_try_at <= now
    )


def begin_try(webhook: Webhook, lease: Lease, *, until: int) -> None:
    """Count a try of the message, and fix what a new one holds: everything up to the number `until`. Raises LeaseLost."""
    if webhook.message is None:
        webhook.message, webhook.message_until = new_uid(), until
    webhook.attempts += 1
    leases.extend_lease(
        Webhook.objects.all(), lease, seconds=settings.WEBHOOK_LEASE_SECONDS,
        message=webhook.message, message_until=webhook.message_until, attempts=webhook.attempts,
    )  # fmt: skip


def pass_over(webhook: Webhook, lease: Lease, *, until: int) -> None:
    """Move on to `until`, for there is nothing in between for this webhook. Raises LeaseLost."""
    webhook.position, webhook.message, webhook.message_until, webhook.attempts = until, None, None, 0
    leases.extend_lease(
        Webhook.objects.all(), lease, seconds=settings.WEBHOOK_LEASE_SECONDS,
        position=until, message=None, message_until=None, attempts=0,
    )  # fmt: skip


def end_turn(lease: Lease) -> None:
    """Let others have the webhook. Raises LeaseLost."""
    leases.update_held(Webhook.objects.all(), lease, lease_until=None)


def count_slow(webhook: Webhook, answer: Answer) -> int:
    """Slow answers in a row, this one included; beyond MOST_COUNTED it makes no difference."""
    return (
        min((webhook.slow_turns or 0) + 1, MAX_SLOW_TURNS)
        if answer.seconds > settings.WEBHOOK_SLOW_SECONDS
        else 0
    )


def record_ping(webhook: Webhook, lease: Lease, *, answer: Answer, now: datetime) -> None:
    """Keep what the receiver said to a test. Raises LeaseLost."""
    webhook.pinged_at, webhook.slow_turns = now, count_slow(webhook, answer)
    leases.update_held(
        Webhook.objects.all(), lease, pinged_at=now, slow_turns=webhook.slow_turns, ping_status=answer.status,
        ping_text=answer.text, **build_sentence_columns(Webhook, "ping_error", *([answer.error] if answer.error else [])),
    )  # fmt: skip


def record_delivered(webhook: Webhook, lease: Lease, *, answer: Answer, now: datetime) -> None:
    """The receiver has the message; a slow one rests. Raises LeaseLost."""
    assert webhook.message_until is not None
    webhook.position, webhook.message, webhook.message_until = webhook.message_until, None, None
    webhook.attempts, webhook.slow_turns = 0, count_slow(webhook, answer)
    rest = min(timedelta(seconds=answer.seconds) * 2**webhook.slow_turns, MAX_REST)
    webhook.next_try_at = now + rest if webhook.slow_turns else None
    leases.update_held(
        Webhook.objects.all(), lease, position=webhook.position, message=None, message_until=None,
        attempts=0, slow_turns=webhook.slow_turns, next_try_at=webhook.next_try_at, delivered_at=now,
        last_status=answer.status, **build_sentence_columns(Webhook, "last_error"),
    )  # fmt: skip


@transaction.atomic
def record_failed(webhook: Webhook, lease: Lease, *, answer: Answer, now: datetime) -> None:
    """Try again later, or disable the webhook: at 410, or after the last try. Raises LeaseLost."""
    error, status = answer.error, answer.status
    assert error is not None
    webhook.slow_turns = count_slow(webhook, answer)
    after: dict[str, Any] = {"last_status": status, "slow_turns": webhook.slow_turns}
    if status == GONE_STATUS or webhook.attempts >= len(RETRY_WAITS):
        gone = Sentence("The receiver says that it is gone (410).")
        spent = Sentence(
            "It failed %(tries)d time: %(error)s",
            "It failed %(tries)d times; the last time: %(error)s",
            "tries",
            tries=webhook.attempts,
            error=error,
        )
        reason = gone if status == GONE_STATUS else spent
        leases.update_held(
            Webhook.objects.all(), lease, **after, **build_error_columns(reason), next_try_at=None
        )
        webhook.refresh_from_db()
        values = {"state": WebhookState.DISABLED, "disabled_at": now}
        change_entity(webhook, values, by=None, now=now, action="disabled", reason=str(reason))
        return
    wait = RETRY_WAITS[webhook.attempts] * (1 + JITTER_SHARE * random.random())
    webhook.next_try_at = now + max(wait, min(answer.retry_after or wait, MAX_RETRY_WAIT))
    leases.update_held(
        Webhook.objects.all(), lease, **after, **build_error_columns(error), next_try_at=webhook.next_try_at
    )


def build_error_columns(error: Sentence) -> dict[str, str]:
    """The columns that say why a try failed."""
    return build_sentence_columns(Webhook, "last_error", error)
