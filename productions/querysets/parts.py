"""Reads of what hangs on a production or a contributor: titles, names, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from productions.access import may_anywhere
from productions.querysets.base import LiveQuerySet, kept_by, seen_by
from productions.vocabulary import PRIVATE_NAME_KINDS, MembershipLevel

if TYPE_CHECKING:
    from productions.models import Production, User

M = TypeVar("M", bound=Model)


class TitleQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """Those of one's productions; the public sees titles as part of theirs."""
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)


class NameQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """Names of everybody's kinds for the members of any production; legal names for editors of the one that keeps them."""
        if not may_anywhere(user, MembershipLevel.VIEWER):
            return self.none()
        return self.live().filter(~Q(kind__in=PRIVATE_NAME_KINDS) | kept_by(user))

    def visible_to(self, user: User) -> Self:
        return self.readable_by(user)

    def of_everybody(self) -> Self:
        """Without names that a production keeps in private."""
        return self.exclude(kind__in=PRIVATE_NAME_KINDS)

    def kept_by(self, user: User) -> Self:
        """The legal names kept by productions that the user edits."""
        return self.live().filter(kept_by(user), kind__in=PRIVATE_NAME_KINDS)

    def known_in(self, production: Production) -> Self:
        """What the production itself may be told: names of everybody's kinds, and legal ones that it keeps."""
        return self.filter(~Q(kind__in=PRIVATE_NAME_KINDS) | Q(production=production))


class PrivateDetailsQuerySet(LiveQuerySet[M]):
    def kept_by(self, user: User) -> Self:
        """Those kept by productions that the user edits."""
        return self.live().filter(kept_by(user))

    def readable_by(self, user: User) -> Self:
        return self.kept_by(user)

    def visible_to(self, user: User) -> Self:
        return self.kept_by(user)


class ExternalIdQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        """Those of one's productions, and of all contributors."""
        if not may_anywhere(user, MembershipLevel.VIEWER):
            return self.none()
        mine = seen_by(user, "production") & Q(production__isnull=False, production__removed_at=None)
        return self.live().filter(mine | Q(contributor__isnull=False))
