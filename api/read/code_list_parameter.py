"""A query parameter that looks at a column with several codes."""

from typing import Any

from django.db.models import Model, Q

from api.read.filter_fields import CodeParameter, ReadValue, read_choice


class CodeListParameter(CodeParameter):
    """Codes of a column that holds several, with spaces between them; an entry matches when it has any of those asked for.

    The shape is the set of codes, so there are few.
    """

    def read(self, text: str) -> ReadValue:
        codes: Any = super().read(text)[0]
        return tuple(sorted(set(codes))), []

    def read_one(self, text: str) -> tuple[Any, ...]:
        return (read_choice(text, self.choices),)

    def clause(self, kind: str, place: int, model: type[Model]) -> tuple[Q, int]:
        """`kind` is the code. No code of such a list is a part of another."""
        return Q(**{f"{self.column}__contains": kind}), 0
