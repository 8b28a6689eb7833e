"""Reads of people's wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Exists, Model, OuterRef, Q

from productions.shared.choices import WishKind
from productions.shared.queries import RecordQuerySet
from productions.shared_entries.queries import Carrier
from productions.users.queries import approved_by

if TYPE_CHECKING:
    from productions.catalogue.models.works import Production
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class WishQuerySet(Carrier, RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of the productions that the user is approver of. Superusers see all."""
        return self.filter(approved_by(user, "production"))

    def carrying_in_public(self, field: str) -> None:
        """A wish shows nobody to strangers."""

    def match_member(self, user: User) -> Q:
        return approved_by(user, "production")

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
