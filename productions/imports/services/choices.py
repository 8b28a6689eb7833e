"""What a file leaves to a person: each question once, with its answers, and whether anything is entered without one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from productions.imports.services.file_places import Placed
from productions.shared.intake_choices import ChoiceKind
from productions.shared.refusals import Refusal

KEY_LENGTH = 12
"""Hexadecimal digits of a choice's key; a file has thousands of them at most."""
SHOWN_OPTIONS = 20
"""Answers that a sentence lists."""


class Option(NamedTuple):
    """An answer: its code, and what it means for people."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One question about a text of the file, and its answers. `line` is the first one where it stands, 0 for what is in none.

    `proposed` is taken where nobody has answered; a choice that `needs_answer` is open until somebody has, and one without a proposal cannot
    be accepted as proposed.
    """

    key: str
    kind: ChoiceKind
    line: int
    worksheet: str
    column: str
    text: str
    question: str
    options: tuple[Option, ...]
    proposed: str
    needs_answer: bool
    chosen: str = ""

    @property
    def answer(self) -> str:
        return self.chosen or self.proposed

    @property
    def is_open(self) -> bool:
        return self.needs_answer and not self.chosen


def make_choice_key(kind: ChoiceKind, text: str) -> str:
    """The key under which an answer is given and remembered: it holds no name (H16)."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(f"{kind}\0{folded}".encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


@dataclass(slots=True)
class Answers:
    """What somebody has chosen, by key or for all choices of a kind; `asked` collects every choice of the file.

    `remembered` are answers to earlier files of the production; one that does not fit any more is asked again. With `accepts_proposals`
    whatever is open is answered as proposed.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    accepts_proposals: bool = False
    asked: dict[str, Choice] = field(default_factory=dict)

    def ask(
        self,
        kind: ChoiceKind,
        subject: str,
        *,
        at: Placed | None,
        column: str,
        question: str,
        options: Sequence[Option],
        proposed: str,
        needs_answer: bool,
        text: str = "",
    ) -> str:
        """The answer, "" while there is none. The same question about a `subject` is asked once; people are shown `text`, or else that."""
        key = make_choice_key(kind, subject)
        text = text or subject
        if key not in self.asked:
            chosen = self.find_answer(key, kind, text, options) or (
                proposed if self.accepts_proposals else ""
            )
            self.asked[key] = Choice(
                key,
                kind,
                at.line if at else 0,
                at.worksheet if at else "",
                column,
                text,
                question,
                tuple(options),
                proposed,
                needs_answer,
                chosen,
            )
        choice = self.asked[key]
        return choice.chosen if choice.needs_answer else choice.answer

    def find_answer(self, key: str, kind: ChoiceKind, text: str, options: Sequence[Option]) -> str:
        """What somebody chose now, or else for an earlier file; "" where neither fits. Raises Refusal for what is no answer to it."""
        codes = {option.code for option in options}
        chosen = self.given.get(key) or self.given.get(kind, "")
        if chosen and chosen in codes:
            return chosen
        if chosen and key in self.given:
            raise self.refuse_answer(text, chosen, options)
        remembered = self.remembered.get(key, "")
        return remembered if remembered in codes else ""

    def refuse_answer(self, text: str, chosen: str, options: Sequence[Option]) -> Refusal:
        codes = ", ".join(option.code for option in options[:SHOWN_OPTIONS])
        told = {"answer": chosen, "text": text, "codes": codes}
        sentence = _("“%(answer)s” is no answer for “%(text)s”; answer with one of: %(codes)s.") % told
        return Refusal(fields={"choices": [sentence]})

    def list_chosen(self) -> dict[str, str]:
        """The answers that somebody gave, to be remembered; those about one credit are not."""
        return {
            choice.key: choice.chosen
            for choice in self.asked.values()
            if choice.chosen and choice.kind != ChoiceKind.GONE
        }
