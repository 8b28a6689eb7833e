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
    def public(self) -> Self:
        return self.live().filter(public_credit("credit__"), character__removed_at=None)

    def visible_to(self, user: User) -> Self:
        credits = apps.get_model("productions", "Credit").objects
        return self.live().filter(Exists(credits.visible_to(user).filter(pk=OuterRef("credit"))))
