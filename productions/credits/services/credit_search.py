"""Credits by words of what they are: `C012 key animation Tanaka`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.interchange.matching.label_order import LabelMatch, rank_codes
from productions.shared.search_words import SearchWords
from productions.vocabulary.models import Role
from productions.vocabulary.queries import fold_search

MAX_WORDS = 6


def search_credits(rows: Any, text: str) -> Any:
    """Those of the rows whose cut, role or name each word says. Two queries, and the one that is returned."""
    every = Role.objects.list_words()
    found = Q()
    for word in text.split()[:MAX_WORDS]:
        codes = [
            code for code, how in rank_codes(word, every, fold=fold_search).items() if how <= LabelMatch.ALIAS
        ]
        named = rows.model.objects.order_by().holding(SearchWords.of(word)).values("pk")
        found &= Q(cut__number_key=normalize_cut_number(word)) | Q(role__code__in=codes) | Q(pk__in=named)
    return rows.filter(found)
