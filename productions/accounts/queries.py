"""API tokens and invitations."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Exists, Model, OuterRef

from productions.shared.queries import RecordQuerySet
from productions.users.access import get_reach
from productions.users.queries import approved_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class TokenQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """One's own; with a token those for no production that it does not reach itself."""
        own = self.filter(user=user)
        reached = get_reach(user).productions
        if not reached:
            return own
        chosen: Any = self.model._meta.get_field("productions").remote_field.through  # type: ignore[union-attr]
        of_each = chosen.objects.filter(apitoken=OuterRef("pk"))
        return own.filter(Exists(of_each), ~Exists(of_each.exclude(production__in=reached)))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def working(self, *, now: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(revoked_at=None, expiry__gt=now)

    def ended(self, *, now: datetime) -> Self:
        """Revoked or expired."""
        return self.exclude(revoked_at=None, expiry__gt=now)


class InvitationQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those to productions that the user approves."""
        return self.filter(approved_by(user, "production"))
