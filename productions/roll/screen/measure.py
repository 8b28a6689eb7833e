"""How wide a text is, and where it may be broken. Units: pixels, by what typst sets (`productions.roll.shaping`)."""

import re

from productions.roll.refused import RollRefused
from productions.roll.screen.parts import Look
from productions.roll.screen.vertical import LETTERS, length
from productions.roll.shaping import shape

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
            f"“{text}” is {needed:.0f} px wide in {look.fonts.families[0]} at {look.size} px and its column {room} px: "
            "credit it in a shorter form, or use another format.",
            ja=(
                f"「{text}」は{look.fonts.families[0]}の{look.size}pxで幅が{needed:.0f}pxあり、{room}pxの欄に入りません。",
                "短い表記にするか、文字を小さくするか、別の形式にしてください。",
            ),
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
