"""Reads of people's wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q

from productions.querysets.base import RecordQuerySet
from productions.querysets.shared_entries import Carrier
from productions.querysets.users import approved_by
from productions.vocabulary import WishKind

if TYPE_CHECKING:
    from productions.models import Production, User

M = TypeVar("M", bound=Model)


class WishQuerySet(Carrier, RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of the productions that the user is approver of. Superusers see all."""
        return self.filter(approved_by(user, "production"))

    def carrying_in_public(self, field: str) -> None:
        """A wish shows nobody to strangers."""

    def carrying_seen_by(self, field: str, user: User) -> Any:
        return self.carrying(field).filter(approved_by(user, "production"))

    def carrying_when_removed(self, field: str) -> None:
        """A wish showed nobody to strangers."""

    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def withholding(self) -> Self:
        """Wishes not to be named, in force."""
        return self.in_force().filter(kind=WishKind.WITHHOLD_NAME)

    def holding_in(self, production: Production) -> Self:
        """Those that hold in the production: its own, and those for everywhere."""
        return self.filter(Q(production=production) | Q(production=None))


def build_withheld_condition(wishes: Any, *, person: str, production: str) -> Exists:
    """That the person of a row withholds their name in its production; both are paths from the row."""
    held = wishes.withholding().filter(person=OuterRef(person))
    return Exists(held.filter(Q(production=OuterRef(production)) | Q(production=None)))
