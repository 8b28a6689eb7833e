"""The secrets that sign a webhook's messages: the one that its owner was told last, and for a while those before it."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from productions.webhooks.models import Webhook

SECRET_BYTES = 32
SECRET_OVERLAP = timedelta(hours=24)
"""How long a secret goes on signing after the rotation that replaced it."""
MAX_OLD_SECRETS = 5
"""Old secrets that sign at one time. Each adds 48 bytes to the header of every message."""


class OldSecret(NamedTuple):
    """A secret that was replaced, and until when it signs."""

    secret: str
    until: datetime


def make_secret() -> str:
    """As Standard Webhooks has it: `whsec_` and base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def read_old_secrets(
    newest: str, until: datetime | None, older: Iterable[Mapping[str, str]] | None, *, now: datetime
) -> list[OldSecret]:
    """What signs now of the columns `old_secret`, `old_secret_until` and `older_secrets`; the last to end first."""
    old = [OldSecret(each["secret"], datetime.fromisoformat(each["until"])) for each in older or ()]
    if until is not None:
        old.append(OldSecret(newest, until))
    return sorted((each for each in old if now < each.until), key=lambda each: each.until, reverse=True)


def list_old_secrets(webhook: Webhook, *, now: datetime) -> list[OldSecret]:
    """The old secrets that sign beside the newest one, the last to end first."""
    return read_old_secrets(webhook.old_secret, webhook.old_secret_until, webhook.older_secrets, now=now)


def list_signing_secrets(webhook: Webhook, *, now: datetime) -> list[str]:
    """The secrets that a message is signed with, the newest first."""
    return [webhook.secret, *(old.secret for old in list_old_secrets(webhook, now=now))]


def store_old_secrets(old: Sequence[OldSecret]) -> dict[str, Any]:
    """The columns that hold these old secrets, the last to end first. Version 0.2.0 knows that one alone, so it has its own."""
    older = [{"secret": each.secret, "until": each.until.isoformat()} for each in old[1:]]
    return {
        "old_secret": old[0].secret if old else "",
        "old_secret_until": old[0].until if old else None,
        "older_secrets": older or None,
    }
