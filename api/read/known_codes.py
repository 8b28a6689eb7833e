"""Filters by codes that a table has: roles and departments. A code that nobody entered is a mistake, not an empty list.

Codes are never renamed and their rows never deleted, so a code that was seen once is known for good, and only one that was
not costs a query.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from api.read.filter_fields import ListParameter, Unreadable
from api.read.near_codes import suggest_code

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
                listed = f"{self.model._meta.model_name}s/"
                raise Unreadable(
                    f"“{text[:40]}” is not known here{suggest_code(text, known)}; {listed} lists all codes."
                )
        return "one", text


def read_codes(model: Any) -> frozenset[str]:
    return frozenset(model._default_manager.order_by().values_list("code", flat=True))
