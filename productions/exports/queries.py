"""Exports and dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import F, Model

from productions.catalogue.queries import EditionRows
from productions.shared.choices import ExportState
from productions.shared.queries import RecordQuerySet
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class ExportQuerySet(EditionRows, RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def newest_first(self) -> Self:
        return self.order_by(F("requested_at").desc(), "-pk")

    def without_document(self) -> Self:
        return self.defer("document")


class DumpQuerySet(RecordQuerySet[M]):
    def with_files(self) -> Self:
        """Finished dumps that still have their files, newest first."""
        return self.filter(state=ExportState.DONE, dropped_at=None).order_by("-finished_at", "-pk")

    def visible_to(self, user: User) -> Self:
        """Dumps hold what is public, so all staff see them."""
        return self.all()
