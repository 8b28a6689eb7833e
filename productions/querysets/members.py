"""Accounts, memberships, and what only the operator reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Model, QuerySet

from productions.access import is_everyone
from productions.querysets.base import LiveQuerySet, RecordQuerySet, seen_by

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


class UserQuerySet(QuerySet[Any]):
    """Accounts, as pages list them. The manager of the model stays Django's."""

    def visible_to(self, user: User) -> Self:
        """All for superusers; for others their own alone: who is whose colleague is told by memberships."""
        return self if is_everyone(user) else self.filter(pk=user.pk)


class MembershipQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)


class OperatorsQuerySet(RecordQuerySet[M]):
    """Rows that run across productions."""

    def visible_to(self, user: User) -> Self:
        return self if is_everyone(user) else self.none()
