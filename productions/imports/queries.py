"""What only the operator reads: imports run across productions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model

from productions.shared.queries import RecordQuerySet
from productions.users.access import is_everyone

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
