"""AI systems."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db.models import Model

from productions.querysets.base import LiveQuerySet
from productions.querysets.shared_entries import Shared
from productions.search import SearchWords, match_words

M = TypeVar("M", bound=Model)


class AISystemQuerySet(Shared, LiveQuerySet[M]):
    CARRIED_BY = ("uses",)

    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))

    def holding(self, words: SearchWords) -> Self:
        return self.filter(match_words(words))
