"""Characters that nobody sees, in documents from before names were held to be without them: rolls are printed without."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import Any

from productions.rollkit.document.model import Line, RollDocument
from productions.shared.site_languages import list_localised_texts, map_localised_members

INVISIBLE_PATTERN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
"""Controls (Cc) but for white space, and format controls (Cf) but for joiners, which some scripts need. PDF/A forbids some of them (typst refuses
U+0000 and U+FEFF), others turn the direction of what follows."""

READ_LINE_TEXTS = attrgetter(
    "name", "romaji", "reading", "affiliation", "contracted_by", "printed_as", "character",
    *map_localised_members(Line, "character"),
)  # fmt: skip
"""The texts of a line, at once: a roll has thousands of lines."""


def iter_texts_with_invisible(document: RollDocument) -> Iterator[str]:
    """Each text of the document that has such characters and may be printed, as often as it stands there."""
    return (text for text in iter_written_texts(document) if INVISIBLE_PATTERN.search(text))


def iter_written_texts(document: RollDocument) -> Iterator[str]:
    """Every text in the document that somebody typed and a roll may print."""
    work = document.work
    yield from (work.title_native, work.title_romaji, *list_localised_texts(work, "title"))
    yield from (work.episode_title, work.remark)
    for department in document.departments:
        for block in department.blocks:
            yield block.heading
            if block.song:
                yield from (block.song.title, block.song.label, *block.song.rights)
            if block.segment:
                yield block.segment.title
            for line in block.lines:
                yield from READ_LINE_TEXTS(line)
        for tool in department.tools:
            yield from (tool.system, tool.vendor, tool.version, *(person.name for person in tool.hands))


def drop_invisible_characters(document: RollDocument) -> RollDocument:
    """The document as it is printed, under the seal that it has: what was written stays in it."""
    # One search through all texts takes half as long as a hundred thousand through one each.
    if not INVISIBLE_PATTERN.search("\n".join(iter_written_texts(document))):
        return document
    printed = replace(document, work=drop_from(document.work), departments=drop_from(document.departments))
    printed.__dict__["sealed"] = document.sealed
    return printed


def drop_from(value: Any) -> Any:
    """A record, a list or a text without such characters."""
    if isinstance(value, str):
        return INVISIBLE_PATTERN.sub("", value)
    if isinstance(value, tuple):
        return tuple(map(drop_from, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: drop_from(getattr(value, field.name)) for field in fields(value)}
        )
    return value
