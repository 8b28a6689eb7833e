"""Saved views: one's own, and those that are shared with the members of one's productions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet

from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User


class SavedViewQuerySet(QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        shared = seen_by(user, "production") & Q(production__isnull=False, production__removed_at=None)
        return self.filter(Q(user=user) | shared)

    def in_name_order(self) -> Self:
        return self.order_by("name", "pk")
