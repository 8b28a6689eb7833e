"""What only the operator reads: imports run across productions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from productions.shared.queries import RecordQuerySet
from productions.users.access import is_everyone
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class OperatorsQuerySet(RecordQuerySet[M]):
    """Rows that run across productions."""

    def visible_to(self, user: User) -> Self:
        return self if is_everyone(user) else self.none()


class ImportBatchQuerySet(OperatorsQuerySet[M]):
    """Imports."""

    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(undone_at=None)

    def taken_back(self, word: str) -> Self:
        """Those that somebody has taken back (“true”), or has not (“false”)."""
        return self.filter(undone_at__isnull=word == "false")

    def readable_by(self, user: User) -> Self:
        """Those of the productions that `user` is a member of, and of no production those that they entered."""
        own = Q(production=None, imported_by=user) if not user.is_superuser else Q(production=None)
        return self.filter(own | seen_by(user, "production") & Q(production__removed_at=None))
