"""The role vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from productions.shared.queries import LiveQuerySet, RecordQuerySet
from productions.shared.search import match_words
from productions.shared.search_words import SearchWords

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class VocabularyQuerySet(RecordQuerySet[M]):
    """Words for everybody."""

    def visible_to(self, user: User) -> Self:
        return self.all()


class AliasQuerySet(LiveQuerySet[M]):
    """Words for everybody, which can be removed."""

    def visible_to(self, user: User) -> Self:
        return self.live()


class RoleQuerySet(VocabularyQuerySet[M]):
    def public(self) -> Self:
        """All of it, retired roles too: old credits have them."""
        return self.all()

    def on_offer(self) -> Self:
        """Roles that may be chosen: not retired."""
        return self.filter(retired_at=None)

    def search(self, text: str) -> Self:
        aliases = apps.get_model("productions", "RoleAlias").objects.filter(
            match_words(SearchWords.of(text)), role=OuterRef("pk"), removed_at=None
        )
        by_label = Q(label_ja__icontains=text) | Q(label_en__icontains=text) | Q(code__icontains=text)
        return self.filter(by_label | Exists(aliases))
