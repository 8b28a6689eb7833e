"""Characters and their variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.catalogue.queries import PartQuerySet
from productions.shared.queries import LiveQuerySet, public_production
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class CharacterQuerySet(PartQuerySet[M]):
    def in_name_order(self) -> Self:
        return self.order_by("production_id", "position", "pk")


class VariantQuerySet(LiveQuerySet[M]):
    """Seen as the character that they are of."""

    def public(self) -> Self:
        return self.live().filter(public_production("character__production__"), character__removed_at=None)

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "character__production"), character__removed_at=None)
