"""Blocks of a Cinecred sheet, and what each one's head means: a role, a character, a group of extras, a song.

A block begins at a row with a head or with a style. What a head means hangs on the heading above it, which is a block without a
head: under “Cast” heads are characters, under “Extras” they are places and groups. Sheets with our own column of roles need no
such reading.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from productions.interchange.credit_text.statements import OTHER_ROLE_CODE
from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.sheets.sheet import SheetRow
from productions.interchange.sheets.sheet_cells import flatten_breaks
from productions.shared.cinecred import unescape_marks
from productions.shared.late_patterns import compile_late
from productions.shared.time_limits import stop_at_deadline

EXTRAS_HEADINGS = compile_late(
    r"extras?|background(?: actors| artists)?|supporting artists|crowd|figurants|figurantes|figuración|komparsen|statisten|komparzisté|komparz"
    r"|エキストラ|群众演员",
    re.IGNORECASE,
)
ARTICLES = frozenset({"a", "an", "the", "un", "una", "une", "ein", "eine", "el", "la", "le", "uno"})
"""Heads that are no role: `A | Dirc Director | Film` is one phrase around a name."""
PHRASE_GAP = " … "
"""Where the name stands in such a phrase."""
MAX_NAME_WORDS = 5
"""A body of more words that ends like a sentence is one; `Pia “Paint” Sample Jr.` is none."""
MAX_NAME_CHARACTERS = 60
"""A longer body without a role is a notice."""

_QUOTED = compile_late(r"[“\"「『«„‘](?P<title>[^“”\"「」『』«»„]+)[”\"」』»“’]")
_BRACKETED = compile_late(r"[(（].*[)）]", re.DOTALL)
_BY = compile_late(r"(?P<role>[^\W\d_][\w ’'&-]{0,40}? by) (?P<name>\S.*)", re.IGNORECASE)
_RIGHTS = compile_late(
    r"(?:licen[cs]ed?|courtesy|under licen[cs]e|published|©|℗|\(c\)|\(p\)).*", re.IGNORECASE | re.DOTALL
)
_SONG_WRITERS = frozenset({"written by", "words and music by", "music and lyrics by"})
"""Of a song these are words and music, not a screenplay, so they stay as they are written."""


@dataclass(slots=True)
class CinecredBlock:
    """A head ("" for none), its style, its tail, and the rows that belong to it, the first one's included."""

    line: int
    head: str
    style: str
    tail: str = ""
    rows: list[SheetRow] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


class HeadMeaning(NamedTuple):
    """What the names of a block have in common; all empty where nobody in it is credited. `section`: the heading that says so."""

    role: str = ""
    printed: str = ""
    character: str = ""
    song: str = ""
    section: int = 0


def list_blocks(rows: Iterable[SheetRow], looks: dict[str, int]) -> list[CinecredBlock]:
    """The sheet in blocks; rows before the first one are a block without a head."""
    blocks = [CinecredBlock(0, "", "")]
    for row in stop_at_deadline(rows):
        cells = {name: flatten_breaks(row.cells[index]) for name, index in looks.items()}
        head = unescape_marks(cells.get("head", ""))
        style = cells.get("content_style", "")
        body = unescape_marks(cells.get("body", ""))
        if head or style or cells.get("page_style"):
            tail = unescape_marks(cells.get("tail", "")) if head else ""
            blocks.append(CinecredBlock(row.line, head, style, tail))
        blocks[-1].rows.append(row)
        if body:
            blocks[-1].bodies.append(body)
    return blocks


def read_meanings(blocks: Sequence[CinecredBlock]) -> list[HeadMeaning]:
    """What each block's head means."""
    section: CinecredBlock | None = None
    above: CinecredBlock | None = None
    found = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.head:
            found.append(read_head(block, section))
            if section and not found[-1].section and block.bodies:
                section = None  # a role of its own ends what stands under the heading
        elif is_block_of_names(block, following, section=section, above=above):
            assert section is not None
            found.append(HeadMeaning(section.bodies[0], section.bodies[0], section=section.line))
        else:
            found.append(HeadMeaning())
            if block.style and block.bodies and not all(map(_BRACKETED.fullmatch, block.bodies)):
                section = block
        if block.bodies or block.head:
            above = block if not block.bodies or not all(map(_BRACKETED.fullmatch, block.bodies)) else above
    return found


def read_head(block: CinecredBlock, section: CinecredBlock | None) -> HeadMeaning:
    """What a head means under a heading."""
    heading = section.bodies[0] if section else ""
    line = section.line if section else 0
    if block.head.casefold() in ARTICLES and block.tail:
        phrase = f"{block.head}{PHRASE_GAP}{block.tail}"
        return HeadMeaning(phrase, phrase)
    if is_known(block.head):
        return HeadMeaning(block.head, block.head)
    if heading and is_cast(heading):
        return HeadMeaning(heading, heading, character=block.head, section=line)
    if heading and EXTRAS_HEADINGS.fullmatch(heading):
        return HeadMeaning(heading, f"{heading} ({block.head})", section=line)
    if quoted := _QUOTED.fullmatch(block.head):
        return HeadMeaning(song=quoted["title"], section=line)
    return HeadMeaning(block.head, block.head)


def is_block_of_names(
    block: CinecredBlock,
    following: CinecredBlock | None,
    *,
    section: CinecredBlock | None,
    above: CinecredBlock | None,
) -> bool:
    """Whether a block without a head lists names under the heading right above it, which is a role (“Special Thanks”).

    One row that a head follows is a heading of its own, whatever stands above it.
    """
    if section is None or above is not section or not block.bodies or block.style == section.style:
        return False
    if not is_known(section.bodies[0]) or any(is_notice(body) for body in block.bodies):
        return False
    return len(block.bodies) > 1 or following is None or not following.head


def is_notice(text: str) -> bool:
    """Whether a body is a sentence or too long for a name."""
    is_sentence = text.endswith(("。", "！", "？")) or (
        text.endswith((".", "!", "?")) and len(text.split()) > MAX_NAME_WORDS
    )
    return len(text) > MAX_NAME_CHARACTERS or is_sentence or bool(_BRACKETED.fullmatch(text))


def is_known(text: str) -> bool:
    """Whether a text is the label of roles, whole."""
    resolved = load_shipped_labels().resolve(text)
    return resolved.whole and resolved.codes != (OTHER_ROLE_CODE,)


def is_cast(text: str) -> bool:
    """Whether a text is the label of roles of the cast."""
    labels = load_shipped_labels()
    resolved = labels.resolve(text)
    return resolved.whole and all(code in labels.cast for code in resolved.codes)


def read_song_line(text: str) -> dict[str, str]:
    """A body below a song's title: a role and a name, or a line of rights; empty for anything else."""
    if _RIGHTS.fullmatch(text):
        return {"song_rights": text}
    found = _BY.fullmatch(text)
    if found is None:
        return {}
    role = found["role"]
    code = OTHER_ROLE_CODE if role.casefold() in _SONG_WRITERS else role
    return {"role": code, "role_as_printed": role, "name": found["name"].strip()}
