"""Codes of editions in answers, bodies and addresses: those built in, and those that a production has of its own."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.read.filter_fields import ListParameter, ReadValue, Unreadable
from api.read.near_codes import suggest_code
from productions.models import ProductionEdition, User
from productions.shared.choices import Edition
from productions.shared.queries import public_production
from productions.users.queries import seen_by

EDITION_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
BUILT_IN = ", ".join(Edition.values)
EDITION_TEXT = f"Code of an edition: {BUILT_IN}, or one that the production has of its own (editions/)."


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "null"}]})
class EditionCode(serializers.ChoiceField):
    """The code of an edition, open beyond the built-in ones. Null in answers and bodies is "" in the table.

    Whether a body's code is known is the verb's to say: it depends on the production.
    """

    def __init__(self, absent: str = "all editions share it", **options: Any) -> None:
        options.setdefault("help_text", f"{EDITION_TEXT} Null: {absent}.")
        super().__init__(Edition.choices, allow_blank=True, **options)

    def to_representation(self, value: Any) -> Any:
        return value or None


class EditionCodeParameter(ListParameter):
    """Codes of the editions that are listed; one that nobody has finds nothing."""

    def __init__(self, column: str, label: str = "Edition") -> None:
        super().__init__(column, f"{label}: {BUILT_IN}, or codes of productions' own editions")

    def read_one(self, text: str) -> tuple[Any, ...]:
        return "one", read_edition_code(text)


class EditionParameter(EditionCodeParameter):
    """Codes of editions: those built in, and those of public productions and of the reader's own, retired ones too.

    Another code is a mistake, not an empty list. That a production which the reader does not see has it, is not told.
    """

    def read_for(self, text: str, user: Any) -> ReadValue:
        """A query where a code is not built in. Raises Unreadable, which says what may have been meant and where all codes are."""
        shape, values = self.read(text)
        own = set(values) - set(Edition.values)
        if own:
            known = frozenset(list_known_editions(user).values_list("code", flat=True))
            for code in sorted(own - known):
                near = suggest_code(code, known.union(Edition.values))
                raise Unreadable(f"“{code[:40]}” is not known here{near}; editions/ lists all codes.")
        return shape, values


def list_known_editions(user: Any) -> Any:
    """The editions of productions that the reader sees, whether or not they were retired."""
    every: Any = ProductionEdition._base_manager.order_by()
    known = public_production("production__")
    if isinstance(user, User):
        known |= seen_by(user, "production") & Q(production__removed_at=None)
    return every.filter(known)


def read_edition_code(text: str) -> str:
    """The text, where it can be the code of an edition. Raises Unreadable."""
    if not EDITION_PATTERN.fullmatch(text):
        raise Unreadable(f"“{text[:40]}” is no code of an edition; built in are {BUILT_IN}.")
    return text
