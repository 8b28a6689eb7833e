"""How wide a text is, and where it may be broken. Units: pixels, by what typst sets (`productions.roll.shaping`)."""

import re

from productions.roll.refused import RollRefused
from productions.roll.screen.parts import Look
from productions.roll.screen.vertical import LETTERS, length
from productions.roll.shaping import shape
from productions.sentences import Sentence

PIECES = re.compile(rf"[{LETTERS}]+ ?|[（「『“(]*[^{LETTERS}][、。，．：；）」』”ー…]*| ")
"""What is never broken: a word, or a character with the brackets and marks that cling to it."""


class LineTooWide(RollRefused):
    """A text that cannot be broken is wider than its column. One sentence names it."""


def width(text: str, look: Look) -> float:
    """How far a text goes in the direction of its writing."""
    if look.vertical:
        return look.size * length(text, look.fonts, bold=look.bold)
    return look.size * shape(text, look.fonts.chain(bold=look.bold), look.fonts.lang).width


def require_width(text: str, look: Look, room: int) -> None:
    """Raise LineTooWide when `text`, which must not be broken, is wider than `room`."""
    needed = width(text, look)
    if needed > room:
        raise LineTooWide(
            Sentence(
                "“%(text)s” is %(width).0f px wide in %(font)s at %(size)d px and its column %(room)d px: credit it in a "
                "shorter form, or use another format.",
                text=text,
                width=needed,
                font=look.fonts.families[0],
                size=look.size,
                room=room,
            )
        )


def wrapped(text: str, look: Look, room: int) -> list[str]:
    """The lines of `text`, each at most `room` wide; raises LineTooWide naming a piece that is wider alone."""
    if width(text, look) <= room:
        return [text.strip()]
    lines = [""]
    for piece in PIECES.findall(text):
        require_width(piece.strip(), look, room)
        if width((lines[-1] + piece).rstrip(), look) > room:
            lines.append("")
            piece = piece.lstrip()
        lines[-1] += piece
    return [line.strip() for line in lines]


def balanced(text: str, look: Look, room: int) -> list[str]:
    """The lines of `wrapped`, as many of them but about as long as one another: no last line of one character."""
    lines = wrapped(text, look, room)
    low, high = 0 if len(lines) > 1 else room, room
    while high - low > look.size // 2:
        middle = (low + high) // 2
        try:
            narrower = wrapped(text, look, middle)
        except LineTooWide:
            low = middle
            continue
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines
