"""Filters by codes that a table has: roles and departments. A code that nobody entered is a mistake, not an empty list.

Codes are never renamed and their rows never deleted, so a code that was seen once is known for good, and only one that was
not costs a query. A role is found by what it is called too, in the order of `label_order`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from api.read.filter_fields import ListParameter, Unreadable
from api.read.near_codes import suggest_code
from productions.interchange.matching.label_order import find_by_label, index_codes

SEEN_CODES: dict[type[Model], frozenset[str]] = {}
"""The codes that this process has found in a table."""


class KnownCodeParameter(ListParameter):
    """Codes of a table's rows."""

    def __init__(self, column: str, label: str, model: type[Model]) -> None:
        super().__init__(column, label)
        self.model = model

    def read_one(self, text: str) -> tuple[Any, ...]:
        """Kind and value. Raises Unreadable, which says what may have been meant and where all codes are."""
        if text not in SEEN_CODES.get(self.model, ()):
            SEEN_CODES[self.model] = known = read_codes(self.model)
            if text not in known:
                return "one", self.read_label(text, known)
        return "one", text

    def read_label(self, text: str, known: frozenset[str]) -> str:
        """The code of what is called so; labels change, so they are looked up each time. Raises Unreadable as `read_one` does."""
        rows: Any = self.model._default_manager.all()
        code = find_by_label(index_codes(rows.list_words()), text) if hasattr(rows, "list_words") else None
        if code is None:
            listed = f"{self.model._meta.model_name}s/"
            raise Unreadable(
                f"“{text[:40]}” is not known here{suggest_code(text, known)}; {listed} lists all codes."
            )
        return code


def read_codes(model: Any) -> frozenset[str]:
    return frozenset(model._default_manager.order_by().values_list("code", flat=True))
