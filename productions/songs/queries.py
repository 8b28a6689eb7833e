"""Songs and the lines of their rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import F, Model

from productions.catalogue.queries import PartQuerySet
from productions.shared.queries import LiveQuerySet, public_production
from productions.shared.search import narrow_by_readings
from productions.shared.search_words import SearchWords
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class SongQuerySet(PartQuerySet[M]):
    def in_roll_order(self) -> Self:
        """As they were given a position; those without one follow as they were entered."""
        return self.order_by("production_id", F("position").asc(nulls_last=True), "pk")

    def holding(self, words: SearchWords) -> Self:
        """By title, its reading or its English."""
        return narrow_by_readings(self, words)  # type: ignore[no-any-return]

    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))


class SongRightQuerySet(LiveQuerySet[M]):
    """Seen as the song that they are of."""

    def in_order(self) -> Self:
        return self.order_by("song_id", F("position").asc(nulls_last=True), "pk")

    def public(self) -> Self:
        return self.live().filter(public_production("song__production__"), song__removed_at=None)

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "song__production"), song__removed_at=None)

    def readable_by(self, user: User) -> Self:
        return self.public() | self.visible_to(user)
