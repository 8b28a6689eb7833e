"""What the worker does for the API. The row, not the message, is the job."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from api.webhooks.messages import deliver
from productions.domain.deliveries import due_webhooks


@shared_task
def ring_webhooks() -> None:
    """Send to every webhook that is behind and that nobody sends to."""
    for uid in due_webhooks(now=timezone.now()):
        deliver_webhook.delay(str(uid))


@shared_task
def deliver_webhook(uid: str) -> None:
    """Send one webhook what it has not got yet; others have their turn after some messages."""
    if deliver(UUID(uid), clock=timezone.now):
        deliver_webhook.delay(uid)
