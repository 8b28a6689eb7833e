"""The notice on the use of the work for AI, in the words of what its makers said. Where they said nothing there is none."""

from collections.abc import Iterable, Iterator

from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.training_terms import TrainingTerm
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.roll_texts import join_names

PRINTED_USES = ("notAllowed", "constrained", "allowed")
"""In the order in which they are printed: what is forbidden comes first."""


def list_training_notices(document: RollDocument, lang: str) -> list[str]:
    """A sentence for each of the three uses that something was said to."""
    terms = document.work.training_mining
    return [
        say_text(lang, f"training_use.{use}", entries=join_names(tuple(list_labels(terms, use, lang)), lang))
        for use in PRINTED_USES
        if any(term.use == use for term in terms)
    ]


def list_labels(terms: Iterable[TrainingTerm], use: str, lang: str) -> Iterator[str]:
    """What the entries with this use are called, each with its condition."""
    for term in terms:
        if term.use == use:
            label = say_text(lang, f"training_entry.{term.entry}")
            yield (
                say_text(lang, "name_with_note", name=label, note=term.condition) if term.condition else label
            )
