"""Webhooks, as their owners see them: made, changed, wound back, enabled again. `webhook_queue` is the worker's side."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from productions.ledger.services.ledger import read_newest_number
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.choices import FeedEntity, MembershipLevel, WebhookState
from productions.shared.reader_texts import build_sentence_columns
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.webhooks.models import Webhook
from productions.webhooks.services.signing_secrets import (
    MAX_OLD_SECRETS,
    SECRET_OVERLAP,
    OldSecret,
    list_old_secrets,
    make_secret,
    store_old_secrets,
)
from productions.webhooks.url_guard import BadAddress, look_up_addresses, read_url

MAX_WEBHOOKS = 20
"""Webhooks of one account."""
ping_requested = Signal()
"""Rings after the commit with `uid`: the queue listens (`api.tasks`)."""


@transaction.atomic
def create_webhook(
    *, user: User, name: str, url: str, by: User | None, now: datetime, entities: Iterable[str] = ()
) -> Webhook:
    """A new webhook of `user`, which gets what changes from now on; its `secret` is told once, to verify signatures.

    `entities` are the kinds of entry that it is about; none: all. Raises NotAllowed, Refusal.
    """
    access.require_own(by, user)
    access.require_anywhere(user, MembershipLevel.VIEWER)
    if user.webhooks.live().count() >= MAX_WEBHOOKS:
        raise Refusal(_("An account has at most %d webhooks; remove one first.") % MAX_WEBHOOKS)
    check_url(url)
    webhook = Webhook(
        user=user,
        name=name,
        url=url,
        entities=read_entity_kinds(entities),
        secret=make_secret(),
        position=read_newest_number(),
    )
    return create_entity(webhook, by=by, now=now)


@transaction.atomic
def update_webhook(
    webhook: Webhook, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Webhook:
    """Change name, url or entities. Raises NotAllowed, Refusal."""
    access.require_own(by, webhook.user)
    if "url" in values:
        check_url(values["url"])
    if "entities" in values:
        values["entities"] = read_entity_kinds(values["entities"])
    if values.get("url", webhook.url) != webhook.url:
        Webhook.objects.filter(pk=webhook.pk).update(slow_turns=None)  # of another receiver nothing is known
    return alter_webhook(webhook, values, by=by, now=now, action="changed", reason=reason)


@transaction.atomic
def rotate_secret(webhook: Webhook, *, by: User | None, now: datetime) -> Webhook:
    """A new secret, told once in `secret`; each secret before it goes on signing for 24 hours after it was replaced.

    Raises NotAllowed, and Refusal while five old secrets still sign: end them, or wait.
    """
    access.require_own(by, webhook.user)
    current = Webhook.objects.select_for_update().get(pk=webhook.pk)
    old = list_old_secrets(current, now=now)
    if len(old) >= MAX_OLD_SECRETS:
        raise Refusal(
            _("Too many old secrets sign already (at most %d); end them, or wait until one has ended.")
            % MAX_OLD_SECRETS
        )
    values = {
        "secret": make_secret(),
        **store_old_secrets([OldSecret(current.secret, now + SECRET_OVERLAP), *old]),
    }
    return alter_webhook(webhook, values, by=by, now=now, action="rotated")


@transaction.atomic
def end_old_secrets(webhook: Webhook, *, by: User | None, now: datetime) -> Webhook:
    """End the old secrets now: from the next message on the newest secret signs alone.

    Raises NotAllowed, and Refusal when no old secret signs.
    """
    access.require_own(by, webhook.user)
    current = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if not list_old_secrets(current, now=now):
        raise Refusal(_("No old secret of this webhook signs any more."))
    return alter_webhook(webhook, store_old_secrets([]), by=by, now=now, action="old secrets ended")


@transaction.atomic
def replay_webhook(webhook: Webhook, *, after: int, by: User | None, now: datetime) -> Webhook:
    """Send everything after the number `after` of the feed, again or for the first time."""
    access.require_own(by, webhook.user)
    newest = read_newest_number()
    if not 0 <= after <= newest:
        raise Refusal(fields={"after": [_("Give a number from 0 to %d, the newest.") % newest]})
    return alter_webhook(webhook, {"position": after}, by=by, now=now, action="replayed")


@transaction.atomic
def enable_webhook(webhook: Webhook, *, by: User | None, now: datetime) -> Webhook:
    """Deliver again, at once and from where it stopped."""
    values = {"state": WebhookState.ACTIVE, "disabled_at": None}
    return alter_webhook(webhook, values, by=by, now=now, action="enabled")


@transaction.atomic
def disable_webhook(webhook: Webhook, *, by: User | None, now: datetime) -> Webhook:
    """Stop delivering; its position stays."""
    access.require_own(by, webhook.user)
    if Webhook.objects.filter(pk=webhook.pk, state=WebhookState.DISABLED).exists():
        raise Refusal(_("This webhook is already disabled."))
    values = {"state": WebhookState.DISABLED, "disabled_at": now}
    return alter_webhook(webhook, values, by=by, now=now, action="disabled")


@transaction.atomic
def request_ping(webhook: Webhook, *, by: User | None, now: datetime) -> Webhook:
    """Ask for a test: a worker sends a message of the type `ping` and keeps on the webhook what the receiver said.

    A disabled webhook can be tested too; while one test waits, asking again adds none. Deliveries are not in the ledger,
    nor is a test. Raises NotAllowed.
    """
    access.require_own(by, webhook.user)
    waiting = Webhook.objects.with_waiting_ping().filter(pk=webhook.pk)
    if not waiting.exists():
        unasked = {
            "pinged_at": None,
            "ping_status": None,
            **build_sentence_columns(Webhook, "ping_error"),
            "ping_text": "",
        }
        Webhook.objects.filter(pk=webhook.pk).update(ping_asked_at=now, **unasked)
    # When the broker is away the row waits for the sweep, so failing here loses nothing.
    transaction.on_commit(lambda: ping_requested.send_robust(sender=Webhook, uid=webhook.uid))
    webhook.refresh_from_db()
    return webhook


def alter_webhook(
    webhook: Webhook, values: dict[str, Any], *, by: User | None, now: datetime, action: str, reason: str = ""
) -> Webhook:
    """Change a webhook as its owner: a worker that is sending to it is fenced off, and tries begin anew."""
    access.require_own(by, webhook.user)
    webhook.refresh_from_db(from_queryset=Webhook.objects.select_for_update())
    webhook.token += 1
    webhook.lease_until = webhook.message = webhook.message_until = webhook.next_try_at = None
    webhook.attempts = 0
    texts = build_sentence_columns(Webhook, "last_error")
    for name, text in texts.items():
        setattr(webhook, name, text)
    webhook.save(
        update_fields=[
            "token",
            "lease_until",
            "message",
            "message_until",
            "next_try_at",
            "attempts",
            *texts,
        ]
    )
    return change_entity(webhook, values, by=by, now=now, action=action, reason=reason)


def check_url(url: str) -> None:
    """Raise Refusal unless messages may be sent there."""
    try:
        look_up_addresses(read_url(url), loopback=settings.WEBHOOK_LOOPBACK)
    except BadAddress as bad:
        raise Refusal(fields={"url": [bad.sentence]}) from bad


def read_entity_kinds(entities: Iterable[str]) -> list[str]:
    """The kinds of entry in order, each once. Raises Refusal."""
    kinds = sorted(set(entities))
    unknown = [kind for kind in kinds if kind not in FeedEntity.values]
    if unknown:
        raise Refusal(fields={"entities": [_("The feed has no entries of the kind %s.") % unknown[0]]})
    return kinds
