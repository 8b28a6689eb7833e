"""Portrayals, seen as the credits that they hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef

from productions.shared.queries import LiveQuerySet, public_credit

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class PortrayalQuerySet(LiveQuerySet[M]):
    def told(self) -> Self:
        """Without those of people who withheld their names: the character would tell who is meant (H16)."""
        return self.live().filter(character__removed_at=None, credit__withheld_statement=None)

    def public(self) -> Self:
        return self.told().filter(public_credit("credit__"))

    def visible_to(self, user: User) -> Self:
        credits = apps.get_model("productions", "Credit").objects
        return self.told().filter(Exists(credits.visible_to(user).filter(pk=OuterRef("credit"))))
