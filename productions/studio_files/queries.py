"""Fonts and logos of studios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.shared.choices import FileState
from productions.shared.queries import RecordQuerySet
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class StudioFileQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def active(self) -> Self:
        """Those that new rolls can be set in."""
        return self.filter(state=FileState.ACTIVE)
