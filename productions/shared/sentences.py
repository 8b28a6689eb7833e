"""A sentence for people that a pure module says: English as it stands, in other languages by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import itemgetter
from typing import NamedTuple


class Language(NamedTuple):
    """How a text is said in a language: `text` as gettext does it, `counted` as ngettext does (one, many, number)."""

    text: Callable[[str], str]
    counted: Callable[[str, str, int], str]


def choose_english_form(one: str, many: str, count: int) -> str:
    """The text that agrees with the number in English: 1 credit, 0 credits, 2 credits."""
    return one if count == 1 else many


ENGLISH = Language(str, choose_english_form)


class Sentence:
    """A text with named places for `values`, which may be sentences themselves.

    The text is written out where the sentence is made, so that a test finds it and asks for its Japanese. Where a
    number decides between singular and plural, both stand there, and `counted` names the value that is the number:
    `Sentence("%(n)d card", "%(n)d cards", "n", n=3)`.
    """

    __slots__ = ("counted", "plural", "text", "values")

    def __init__(
        self, text: str, plural: str = "", counted: str = "", /, **values: str | int | float | Sentence
    ) -> None:
        self.text = text
        self.plural = plural
        self.counted = counted
        self.values = values

    def given(self, **values: str | int | float | Sentence) -> Sentence:
        """The same sentence with more of its values."""
        made = Sentence(self.text, self.plural, self.counted)
        made.values = {**self.values, **values}
        return made

    def said(self, language: Language) -> str:
        """The sentence in `language`."""
        values = {
            name: value.said(language) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        if not self.plural:
            return language.text(self.text) % values
        return language.counted(self.text, self.plural, self.number()) % values

    def number(self) -> int:
        """The number that the plural goes by. Raises TypeError where it is none."""
        number = self.values[self.counted]
        if not isinstance(number, int):
            raise TypeError(f"{self.counted} is {number!r}, and no number")
        return number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and self.list_parts() == other.list_parts()

    def __hash__(self) -> int:
        return hash(self.list_parts())

    def list_parts(self) -> tuple[object, ...]:
        """What two sentences are compared by."""
        return self.text, self.plural, self.counted, tuple(sorted(self.values.items(), key=itemgetter(0)))

    def __str__(self) -> str:
        return self.said(ENGLISH)

    def __repr__(self) -> str:
        return f"Sentence({self.text!r}, {self.plural!r}, {self.counted!r}, {self.values!r})"


def format_count(count: int, one: str, many: str) -> str:
    """`1 row`, `1,200 rows`: for texts that are English whoever reads them."""
    return f"{count:,} {choose_english_form(one, many, count)}"


def join_with_commas(parts: Sequence[str | Sentence]) -> str | Sentence:
    """One or more parts with commas between them, as the language has them."""
    return reduce(lambda some, other: Sentence("%(some)s, %(other)s", some=some, other=other), parts)


class SentenceError(ValueError):
    """Something that is no use as it is: one sentence for people says why."""

    def __init__(self, sentence: str | Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def join_sentences(first: str | Sentence, second: str | Sentence) -> Sentence:
    """Two whole sentences, one behind the other, as the language parts them."""
    return Sentence("%(first)s %(second)s", first=first, second=second)
