"""Letters spread over a given width: 字取り of names, 均等割り of roles, and the space between family and given name.

Letters move and stay what they are: no character is put in or left out (JLREQ 3.8, JIS X 4051: 字取り処理). A name that
was recorded without a space is not cut into family and given name. What is not written in Japanese letters is never spread: spread Latin
reads as initials. It stands at the left of the width, or in its middle.
"""

import re

from productions.rollkit.document.joint_lines import JoinedLine
from productions.rollkit.document.model import Line
from productions.rollkit.document.written_words import is_in_latin_letters
from productions.rollkit.layout.boxes import SpacedRun, SpacedText, TextStyle
from productions.rollkit.layout.letter_clusters import LETTER, split_letters
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.template.model import Block

ANY_KANJI_PATTERN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LETTERS_PATTERN = re.compile(f"(?:{LETTER})+")
SPACED_NAME_PATTERN = re.compile(
    rf"(?P<family>(?:{LETTER})+)(?P<space>[ \u00a0\u3000]+)(?P<given>(?:{LETTER})+)"
)
ROLE_PATTERN = re.compile(rf"(?:{LETTER}|[・･\uff01-\uff5e])+")
"""A role in Japanese, with full-width letters and signs."""

RUNNING_FORMS = ("flow", "paragraph", "song")
"""Forms of a block in which names have no width of their own."""

NAME_SPACE_EMS = {"full": 1.0, "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "none": 0.0}
"""What a template's `name_space` is in ems."""


def space_name(block: Block, line: Line, name: str, text: str, look: TextStyle) -> SpacedText | None:
    """The text, which begins with the name, as the block wants its letters; None where it has nothing to say of them.

    A name that is wider than `name_letters` is as wide as it is, with the block's `name_space`.
    """
    if line.kind != "person" or isinstance(line, JoinedLine) or not name or not text.startswith(name):
        return None
    found = spread_name(name, look, block.name_letters) if block.name_letters else None
    found = found or narrow_name_space(name, look, block.name_space)
    if found is None and text == name and block.name_latin == "middle" and block.form not in RUNNING_FORMS:
        return centre_latin_name(name, look, look.size * (block.name_letters or 0))
    if found is None or text == name:
        return found
    beside = measure_text(text, look) - measure_text(name, look)
    return SpacedText((*found.runs, SpacedRun(text.removeprefix(name))), found.width + beside)


def centre_latin_name(name: str, look: TextStyle, width: int) -> SpacedText | None:
    """A name in Latin letters in the middle of the width that others are spread over; None where it is wider, or of other letters."""
    free = width - measure_text(name, look)
    if free <= 0 or not is_in_latin_letters(name):
        return None
    return SpacedText((SpacedRun("", 0.0, free / 2), SpacedRun(name, 0.0, free / 2)), float(width))


def spread_name(name: str, look: TextStyle, letters: int) -> SpacedText | None:
    """A name as wide as so many letters: family and given name each over an even share, one letter between them.

    What is longer than its share takes of the other's, then of what is between. A single letter stands at its end of the name. A name
    without a space is spread evenly if it has a kanji; kana alone are a pen name. None: it is wider already, or of other letters.
    """
    width = look.size * letters
    if LETTERS_PATTERN.fullmatch(name):
        return spread_evenly(name, look, width) if ANY_KANJI_PATTERN.search(name) else None
    match = SPACED_NAME_PATTERN.fullmatch(name)
    if match is None:
        return None
    family, given = match["family"], match["given"]
    natural = measure_text(family, look), measure_text(given, look)
    if sum(natural) > width:
        return None
    share = (width - look.size) / 2
    wide = [choose_share(part, own, share) for part, own in zip((family, given), natural, strict=True)]
    if sum(wide) + look.size > width:
        longer = natural.index(max(natural))
        wide[longer] = natural[longer]
        wide[1 - longer] = max(
            natural[1 - longer],
            choose_share(
                (family, given)[1 - longer], natural[1 - longer], width - look.size - natural[longer]
            ),
        )
    trackings = [
        (found - own) / max(1, len(split_letters(part)) - 1)
        for part, own, found in zip((family, given), natural, wide, strict=True)
    ]
    between = width - sum(wide)
    space = measure_text(match["space"], look)
    runs = (
        SpacedRun(family, trackings[0]),
        SpacedRun(match["space"], 0.0, between - space),
        SpacedRun(given, trackings[1]),
    )
    return SpacedText(runs, float(width))


def choose_share(part: str, natural: float, share: float) -> float:
    """What a part of a name is spread over: a single letter over itself, others over no less than they are wide."""
    return natural if len(split_letters(part)) == 1 else max(natural, share)


def narrow_name_space(name: str, look: TextStyle, name_space: str) -> SpacedText | None:
    """A name with another space than it was recorded with; None where it has none, or none is wanted."""
    match = SPACED_NAME_PATTERN.fullmatch(name)
    if match is None or name_space == "given":
        return None
    between, space = look.size * NAME_SPACE_EMS[name_space], measure_text(match["space"], look)
    runs = (
        SpacedRun(match["family"]),
        SpacedRun(match["space"], 0.0, between - space),
        SpacedRun(match["given"]),
    )
    width = measure_text(match["family"], look) + between + measure_text(match["given"], look)
    return SpacedText(runs, width)


def spread_role(text: str, look: TextStyle, width: int) -> SpacedText | None:
    """A role in Japanese over that width; None where it is wider, one letter, or in other letters."""
    return spread_evenly(text, look, width) if is_spreadable(text) else None


def is_spreadable(text: str) -> bool:
    """Whether a role is in Japanese throughout."""
    return ROLE_PATTERN.fullmatch(text) is not None


def spread_evenly(text: str, look: TextStyle, width: int) -> SpacedText | None:
    natural, gaps = measure_text(text, look), len(split_letters(text)) - 1
    if gaps < 1 or natural > width:
        return None
    return SpacedText((SpacedRun(text, (width - natural) / gaps),), float(width))
