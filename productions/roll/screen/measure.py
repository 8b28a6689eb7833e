"""How wide a text is, and where it may be broken. Units: pixels; the font's own advances, no kerning."""

import re
from functools import lru_cache

from fontTools.ttLib import TTFont

from productions.roll.fonts import FAMILY, FOLDERS
from productions.roll.refused import RollRefused

PIECES = re.compile(r"[\x21-\u024f]+ ?|[（「『“(]*[^\x21-\u024f][、。，．：；）」』”ー…]*| ")
"""What is never broken: a word, or a character with the brackets and marks that cling to it."""


class LineTooWide(RollRefused):
    """A text that cannot be broken is wider than its column. One sentence names it."""


@lru_cache(maxsize=2)
def advances(bold: bool) -> dict[int, float]:
    """The advance of each code point, in ems."""
    (path,) = FOLDERS[bold].glob("*.otf")
    with TTFont(path, lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {point: widths[glyph][0] / em for point, glyph in font.getBestCmap().items()}


def width(text: str, size: int, *, bold: bool = False) -> float:
    table = advances(bold)
    return size * sum(table.get(ord(character), 1.0) for character in text)


def require_width(text: str, size: int, room: int, *, bold: bool = False) -> None:
    """Raise LineTooWide when `text`, which must not be broken, is wider than `room`."""
    needed = width(text, size, bold=bold)
    if needed > room:
        raise LineTooWide(
            f"“{text}” is {needed:.0f} px wide in {FAMILY} at {size} px and its column {room} px: credit it in "
            "a shorter form, or use another format."
        )


def wrapped(text: str, size: int, room: int, *, bold: bool = False) -> list[str]:
    """The lines of `text`, each at most `room` wide; raises LineTooWide naming a piece that is wider alone."""
    lines = [""]
    for piece in PIECES.findall(text):
        require_width(piece.strip(), size, room, bold=bold)
        if width((lines[-1] + piece).rstrip(), size, bold=bold) > room:
            lines.append("")
            piece = piece.lstrip()
        lines[-1] += piece
    return [line.strip() for line in lines]
