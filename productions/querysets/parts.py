"""Reads of what hangs on a production or a contributor: titles, names, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from productions.access import may_anywhere
from productions.querysets.base import LiveQuerySet, seen_by
from productions.vocabulary import MembershipLevel

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


class TitleQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """Those of one's productions; the public sees titles as part of theirs."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)


class NameQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """All, legal names too, for the members of any production."""
        return self.live() if may_anywhere(user, MembershipLevel.VIEWER) else self.none()


class ExternalIdQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """Those of one's productions, and of all contributors."""
        if not may_anywhere(user, MembershipLevel.VIEWER):
            return self.none()
        mine = seen_by(user, "production") & Q(production__isnull=False, production__removed_at=None)
        return self.live().filter(mine | Q(contributor__isnull=False))
