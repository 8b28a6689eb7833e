"""Webhooks, and which of them have something to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.shared.choices import WebhookState
from productions.shared.queries import LiveQuerySet

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class WebhookQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.live().filter(user=user)

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def of_open_accounts(self) -> Self:
        """Of accounts that are still open; disabled ones too."""
        return self.live().filter(user__is_active=True, user__is_staff=True)

    def deliverable(self) -> Self:
        """Active, of an account that is still open."""
        return self.of_open_accounts().filter(state=WebhookState.ACTIVE)

    def with_waiting_ping(self) -> Self:
        """Those that a test was asked for which no worker has made yet."""
        return self.of_open_accounts().filter(ping_asked_at__isnull=False, pinged_at=None)
