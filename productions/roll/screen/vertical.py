"""Japanese written downwards: what stands upright one below another, and Latin words that lie on their side.

typst has no vertical writing, so each piece is set apart: a character with its marks in its vertical form (OpenType
`vert`), a number of at most two digits side by side (縦中横, JLREQ 3.2.5), a Latin word turned by 90 degrees.
"""

import re
from dataclasses import dataclass

from productions.roll.fonts import Fonts
from productions.roll.shaping import shape

MARKS = "[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
LETTERS = r"\x21-\u058f\u1e00-\u1fff\u2010\u2011\u2019"
"""What words of Latin, Greek and Cyrillic letters are written with, their accents, hyphens and apostrophes."""
PIECES = re.compile(rf"(?P<space>[ \u00a0])|(?P<latin>[{LETTERS}]+(?: [{LETTERS}]+)*)|.{MARKS}", re.DOTALL)
SPACE = 0.5
"""Between family and given name, in ems."""
SIDE_BY_SIDE = 2
"""Characters of Latin that still stand upright in one cell."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is set as one: how long it is downwards, in ems, and whether it is turned."""

    text: str
    ems: float
    turned: bool = False


def pieces_of(text: str, fonts: Fonts, *, bold: bool) -> list[Piece]:
    found = []
    for match in PIECES.finditer(text):
        piece = match[0]
        if match["space"]:
            found.append(Piece(piece, SPACE))
        elif match["latin"] and len(piece) > SIDE_BY_SIDE:
            found.append(Piece(piece, shape(piece, fonts.chain(bold=bold), fonts.lang).width, turned=True))
        else:
            found.append(Piece(piece, 1))
    return found


def length(text: str, fonts: Fonts, *, bold: bool) -> float:
    """How long a text is downwards, in ems."""
    return sum(piece.ems for piece in pieces_of(text, fonts, bold=bold))
