"""Reads of what hangs on a production or a contributor: titles, names, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Model, Q

from productions.querysets.base import LiveQuerySet, public_production, seen_by

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


class TitleQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions; the public sees titles as part of theirs."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)


def contributors_seen_by(user: User | None) -> Any:
    """The keys of the people and organizations that the user sees."""
    return apps.get_model("productions", "Contributor").objects.visible_to(user).order_by().values("pk")


class NameQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User | None) -> Self:
        """Those of whom the user sees; strangers see names as part of their people."""
        return self.live().filter(contributor__in=contributors_seen_by(user))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)


class ExternalIdQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions, and of the contributors that one sees."""
        mine = seen_by(user, "production") & Q(production__isnull=False, production__removed_at=None)
        return self.live().filter(mine | Q(contributor__in=contributors_seen_by(user)))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def known_to(self, user: User | None) -> Self:
        """Those that `user` is told of anywhere: the same, and those of public productions. None: all there are."""
        if user is None:
            return self.live()
        return self.live().filter(
            public_production("production__"), production__isnull=False
        ) | self.visible_to(user)
