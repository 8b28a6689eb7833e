"""A sentence for people that a pure module says: English as it stands, in other languages by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

Translate = Callable[[str], str]
"""A text of the catalogue in somebody's language, as gettext gives it; `str` leaves it in English."""


class Sentence:
    """A text with named places for `values`, which may be sentences themselves.

    The text is written out where the sentence is made, so that a test finds it and asks for its Japanese.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: str | int | float | Sentence) -> None:
        self.text = text
        self.values = values

    def given(self, **values: str | int | float | Sentence) -> Sentence:
        """The same sentence with more of its values."""
        made = Sentence(self.text)
        made.values = {**self.values, **values}
        return made

    def said(self, translate: Translate) -> str:
        """The sentence in the language of `translate`."""
        values = {
            name: value.said(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return translate(self.text) % values

    def __str__(self) -> str:
        return self.said(str)

    def __repr__(self) -> str:
        return f"Sentence({self.text!r}, {self.values!r})"


def listed(parts: Sequence[str | Sentence]) -> str | Sentence:
    """One or more parts with commas between them, as the language has them."""
    return reduce(lambda some, other: Sentence("%(some)s, %(other)s", some=some, other=other), parts)
