"""Parameters that search: a text is folded in all the ways in which a name may match it, and each fold is a value of the SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField

from api.read.filter_fields import FilterParameter, ReadValue, Unreadable
from api.read.prepared_queries import QueryList, QueryValue
from productions.shared.names import search_key
from productions.shared.search_words import SearchWords, map_leaves

NOTHING_TO_SEARCH = "There is no letter or digit to search for."


@dataclass(frozen=True)
class WordPlace:
    """Where a text, or a list of texts, of searched words is among the values."""

    index: int
    many: bool


class SearchParameter(FilterParameter):
    """A name or title in any script, or an identifier elsewhere that `owner` (a kind of entry) may have."""

    def __init__(self, label: str, owner: str = "") -> None:
        super().__init__("holding", label)
        self.owner = owner

    def read(self, text: str) -> ReadValue:
        words = SearchWords.of(text, self.owner)
        if not words.key:
            raise Unreadable(NOTHING_TO_SEARCH)
        values: list[Any] = []

        def keep(value: str | list[str]) -> WordPlace:
            values.append(value)
            return WordPlace(len(values) - 1, isinstance(value, list))

        return map_leaves(words, keep), values

    def apply(self, queryset: Any, shape: Any) -> Any:
        return queryset.holding(self.words(shape))

    def words(self, shape: Any) -> SearchWords:
        """Places for the values of a text of this shape: the same words, with a place for each value."""

        def give(place: WordPlace) -> QueryValue:
            many = QueryList(self.name, CharField(), place.index)
            return many if place.many else self.given(place.index)

        words: SearchWords = map_leaves(shape, give)
        return words


class FoldedParameter(FilterParameter):
    """The whole of a text as search folds it: `column` holds it so."""

    def read(self, text: str) -> ReadValue:
        key = search_key(text)
        if not key:
            raise Unreadable(NOTHING_TO_SEARCH)
        return None, [key]


class LabelSearchParameter(FilterParameter):
    """A label or code of a short list; the text is part of the SQL."""

    kept = False

    def __init__(self, label: str) -> None:
        super().__init__("search", label)

    def read(self, text: str) -> ReadValue:
        return text, []

    def apply(self, queryset: Any, shape: Any) -> Any:
        return queryset.search(shape)
