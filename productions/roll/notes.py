"""What people should look at before a roll is shown, though nothing stands in its way."""

from collections.abc import Iterator, Sequence

from productions.roll import words
from productions.roll.borrowed import Borrowed
from productions.roll.dispute_notices import tell_disputes
from productions.roll.document import RollDocument
from productions.roll.lookalikes import lookalikes

SHOWN = 50
"""More notes than these nobody reads; how many more there are is the last one."""


def notes_of(
    document: RollDocument,
    *,
    lang: str,
    borrowed: Sequence[Borrowed] = (),
    dark: Sequence[str] = (),
    light: Sequence[str] = (),
) -> tuple[str, ...]:
    """One sentence each, in the roll's language: credits that are disputed, names that look alike, what a fallback font sets, and logos that hardly
    show: `dark` ones on black, `light` ones on a plate.
    """
    notes = tell_disputes(document, lang)
    notes += [words.lookalike(found, lang) for found in lookalikes(document)]
    notes += [words.borrowed(found, lang) for found in borrowed]
    notes += [words.dark_logo(name, lang) for name in dark]
    notes += [words.light_logo(name, lang) for name in light]
    return (*notes[:SHOWN], *([words.more_notes(len(notes) - SHOWN, lang)] if len(notes) > SHOWN else []))


def names_of(document: RollDocument) -> Iterator[str]:
    """Everything in the document that somebody typed and a roll prints."""
    yield from (document.work.title_native, document.work.title_en, document.work.remark)
    for department in document.departments:
        for block in department.blocks:
            yield block.heading or block.label_ja
            for line in block.lines:
                yield from (line.name, line.affiliation)
        for tool in department.tools:
            yield from (tool.system, tool.vendor)
