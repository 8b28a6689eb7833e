"""Japanese written downwards: what stands upright one below another, and Latin words that lie on their side.

typst has no vertical writing, so each piece is set apart: a character with its marks in its vertical form (OpenType
`vert`), a number of at most two digits side by side (縦中横, JLREQ 3.2.5), a Latin word turned by 90 degrees. Half-width kana
have no vertical forms: they stand upright as full-width ones, whatever they are in the text.
"""

import re
import unicodedata
from dataclasses import dataclass

from productions.rollkit.fonts.font_set import FontSet
from productions.rollkit.fonts.shaping import shape_text
from productions.rollkit.layout.letter_clusters import COMBINING_MARKS
from productions.rollkit.line_breaks import WORD_LETTERS

VERTICAL_PIECE_PATTERN = re.compile(
    rf"(?P<space>[ \u00a0])|(?P<latin>[{WORD_LETTERS}]+(?: [{WORD_LETTERS}]+)*)"
    rf"|(?P<half>[\uff61-\uff9d][\uff9e\uff9f]?)|.{COMBINING_MARKS}",
    re.DOTALL,
)
SPACE_EMS = 0.5
"""Between family and given name, in ems."""
MAX_UPRIGHT_LETTERS = 2
"""Characters of Latin that still stand upright in one cell."""


@dataclass(frozen=True, slots=True)
class VerticalPiece:
    """What is set as one: how long it is downwards, in ems, and whether it is turned."""

    text: str
    ems: float
    turned: bool = False


def split_vertical_pieces(text: str, fonts: FontSet, *, bold: bool) -> list[VerticalPiece]:
    found = []
    for match in VERTICAL_PIECE_PATTERN.finditer(text):
        piece = match[0]
        if match["space"]:
            found.append(VerticalPiece(piece, SPACE_EMS))
        elif match["latin"] and len(piece) > MAX_UPRIGHT_LETTERS:
            found.append(
                VerticalPiece(
                    piece, shape_text(piece, fonts.get_font_paths(bold=bold), fonts.lang).width, turned=True
                )
            )
        else:
            found.append(VerticalPiece(unicodedata.normalize("NFKC", piece) if match["half"] else piece, 1))
    return found


def measure_vertical_length(text: str, fonts: FontSet, *, bold: bool) -> float:
    """How long a text is downwards, in ems."""
    return sum(piece.ems for piece in split_vertical_pieces(text, fonts, bold=bold))
