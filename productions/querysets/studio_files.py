"""Fonts and logos of studios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.querysets.base import RecordQuerySet
from productions.querysets.users import seen_by
from productions.vocabulary import FileState

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


class StudioFileQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def active(self) -> Self:
        """Those that new rolls can be set in."""
        return self.filter(state=FileState.ACTIVE)
