"""How wide a text is, and where it may be broken. Units: pixels, by what typst sets (`productions.rollkit.fonts.shaping`)."""

import re

from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.shaping import shape_text
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.letter_clusters import COMBINING_MARKS
from productions.rollkit.layout.tategaki import measure_vertical_length
from productions.rollkit.line_breaks import CLOSING_MARKS, SMALL_KANA, compile_unbreakable_pattern
from productions.shared.sentences import Sentence

UNBREAKABLE_PATTERN = compile_unbreakable_pattern()
CLUSTER_PATTERN = re.compile(rf".{COMBINING_MARKS}[{CLOSING_MARKS}{SMALL_KANA}]*", re.DOTALL)
"""What is kept together where a word itself is broken: a character with its marks, and what does not begin a line."""


class LineTooWide(RollRefused):
    """A text that cannot be broken is wider than its column. One sentence names it."""


def measure_text(text: str, look: TextStyle) -> float:
    """How far a text goes in the direction of its writing."""
    if look.vertical:
        return look.size * measure_vertical_length(text, look.fonts, bold=look.bold)
    return look.size * shape_text(text, look.fonts.get_font_paths(bold=look.bold), look.fonts.lang).width


def require_text_width(text: str, look: TextStyle, room: int) -> None:
    """Raise LineTooWide when `text`, which must not be broken, is wider than `room`."""
    needed = measure_text(text, look)
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


def wrap_text(text: str, look: TextStyle, room: int) -> list[str]:
    """The lines of `text`, each at most `room` wide; raises LineTooWide naming a piece that is wider alone."""
    if measure_text(text, look) <= room:
        return [text.strip()]
    lines = [""]
    for piece in UNBREAKABLE_PATTERN.findall(text):
        require_text_width(piece.strip(), look, room)
        if measure_text((lines[-1] + piece).rstrip(), look) > room:
            lines.append("")
            piece = piece.lstrip()
        lines[-1] += piece
    return [line.strip() for line in lines]


def wrap_anywhere(text: str, look: TextStyle, room: int, *, balanced: bool = False) -> list[str]:
    """The lines of a text that is never refused: broken between words, and inside of them where one is wider alone."""
    try:
        return (balance_text if balanced else wrap_text)(text, look, room)
    except LineTooWide:
        lines = [""]
        for piece in CLUSTER_PATTERN.findall(text):
            if lines[-1] and measure_text(lines[-1] + piece, look) > room:
                lines.append("")
            lines[-1] += piece
        return [line.strip() for line in lines if line.strip()]


def balance_text(text: str, look: TextStyle, room: int) -> list[str]:
    """The lines of `wrap_text`, as many of them but about as long as one another: no last line of one character."""
    lines = wrap_text(text, look, room)
    low, high = 0 if len(lines) > 1 else room, room
    while high - low > look.size // 2:
        middle = (low + high) // 2
        try:
            narrower = wrap_text(text, look, middle)
        except LineTooWide:
            low = middle
            continue
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines
