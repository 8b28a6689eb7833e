"""How wide a text is, and where it may be broken. Units: pixels, by what typst sets (`productions.roll.shaping`)."""

import re

from productions.roll.fonts import SHIPPED, Fonts
from productions.roll.refused import RollRefused
from productions.roll.shaping import shape

PIECES = re.compile(r"[\x21-\u024f]+ ?|[（「『“(]*[^\x21-\u024f][、。，．：；）」』”ー…]*| ")
"""What is never broken: a word, or a character with the brackets and marks that cling to it."""


class LineTooWide(RollRefused):
    """A text that cannot be broken is wider than its column. One sentence names it."""


def width(text: str, size: int, *, bold: bool = False, fonts: Fonts = SHIPPED) -> float:
    return size * shape(text, fonts.chain(bold=bold), fonts.lang).width


def require_width(text: str, size: int, room: int, *, bold: bool = False, fonts: Fonts = SHIPPED) -> None:
    """Raise LineTooWide when `text`, which must not be broken, is wider than `room`."""
    needed = width(text, size, bold=bold, fonts=fonts)
    if needed > room:
        raise LineTooWide(
            f"“{text}” is {needed:.0f} px wide in {fonts.families[0]} at {size} px and its column {room} px: "
            "credit it in a shorter form, or use another format."
        )


def wrapped(text: str, size: int, room: int, *, bold: bool = False, fonts: Fonts = SHIPPED) -> list[str]:
    """The lines of `text`, each at most `room` wide; raises LineTooWide naming a piece that is wider alone."""
    if width(text, size, bold=bold, fonts=fonts) <= room:
        return [text.strip()]
    lines = [""]
    for piece in PIECES.findall(text):
        require_width(piece.strip(), size, room, bold=bold, fonts=fonts)
        if width((lines[-1] + piece).rstrip(), size, bold=bold, fonts=fonts) > room:
            lines.append("")
            piece = piece.lstrip()
        lines[-1] += piece
    return [line.strip() for line in lines]
