"""Templates of rolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Exists, F, Model, OuterRef

from productions.shared.queries import RecordQuerySet
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class RollTemplateQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        """Those of one's productions."""
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def newest(self) -> Self:
        """The newest version of each."""
        later = self.model._default_manager.filter(
            production=OuterRef("production"), name=OuterRef("name"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def current(self) -> Self:
        """Those that are offered: newest versions that are not retired, by name."""
        return self.newest().filter(retired_at=None).order_by(F("name"), "pk")
