"""AI systems."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db.models import Model

from productions.shared.queries import LiveQuerySet
from productions.shared.search import match_words
from productions.shared.search_words import SearchWords
from productions.shared_entries.queries import Shared

M = TypeVar("M", bound=Model)


class AISystemQuerySet(Shared, LiveQuerySet[M]):
    CARRIED_BY = ("uses",)

    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))

    def holding(self, words: SearchWords) -> Self:
        return self.filter(match_words(words))
