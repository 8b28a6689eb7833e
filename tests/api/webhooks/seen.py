"""What tests of deliveries look at."""

from django.utils import timezone

from api.feed.public_rows import read_feed
from productions.models import Webhook


def clock():
    """Receivers refuse what is older than five minutes, so tests sign with the real time."""
    return timezone.now()


def reload(hook):
    return Webhook.objects.get(pk=hook.pk)


def public_rows(after):
    """The feed as `/changes/` shows it, as JSON has it."""
    return [(row["seq"], row["type"], row["entity"], row["key"]) for row in read_feed(after, 500)[1]]


def received(receiver):
    return [(row["seq"], row["type"], row["entity"], row["key"]) for row in receiver.rows]
