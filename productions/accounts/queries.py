"""API tokens and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.shared.queries import RecordQuerySet
from productions.users.queries import approved_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class TokenQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user)


class InvitationQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those to productions that the user approves."""
        return self.filter(approved_by(user, "production"))
