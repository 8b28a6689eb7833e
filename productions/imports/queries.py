"""What only the operator reads: imports run across productions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Model, Q

from productions.shared.queries import RecordQuerySet
from productions.users.access import is_everyone
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.catalogue.models.works import Production
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

    def of_production(self, production: Production) -> Self:
        """What was entered into a production, newest first."""
        return self.filter(production=production).select_related("imported_by", "undone_by")

    def taken_back(self, word: str) -> Self:
        """Those that somebody has taken back (“true”), or has not (“false”)."""
        return self.filter(undone_at__isnull=word == "false")

    def readable_by(self, user: User) -> Self:
        """Those of the productions that `user` is a member of, and of no production those that they entered."""
        own = Q(production=None, imported_by=user) if not user.is_superuser else Q(production=None)
        return self.filter(own | seen_by(user, "production") & Q(production__removed_at=None))


class ImportJobQuerySet(models.QuerySet[M]):
    """Files that wait, and imports that are being taken back."""

    def visible_to(self, user: User) -> Self:
        """Each is private to whoever brought it."""
        return self.filter(requested_by=user)

    def without_content(self) -> Self:
        return self.defer("content", "plan")

    def of_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def of_undo(self, batch: Model) -> Self:
        """What was asked for to take an import back, the newest first."""
        return self.filter(batch=batch, act="undo").order_by("-requested_at", "-pk")
