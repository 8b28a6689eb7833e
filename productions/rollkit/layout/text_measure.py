"""How wide a text is, and how it is broken into lines. Units: pixels, by what typst sets (`productions.rollkit.fonts.shaping`)."""

import re
from collections.abc import Sequence
from itertools import chain
from math import ceil

from productions.rollkit.fonts.shaping import shape_text
from productions.rollkit.layout.boxes import Cell, TextStyle
from productions.rollkit.layout.letter_clusters import split_letters
from productions.rollkit.layout.tategaki import measure_vertical_length
from productions.rollkit.line_breaks import (
    CLINGING_MARKS,
    COMBINING_MARKS,
    OPENING_MARKS,
    compile_unbreakable_pattern,
)

UNBREAKABLE_PATTERN = compile_unbreakable_pattern()
CLUSTER_PATTERN = re.compile(rf"[{OPENING_MARKS}]*.{COMBINING_MARKS}[{CLINGING_MARKS}]*", re.DOTALL)
"""What is kept together where a word itself is broken: a character with its marks, and what does not begin or end a line."""


class PieceTooWide(Exception):
    """What must not be broken is wider than its room."""


def measure_text(text: str, look: TextStyle) -> float:
    """How far a text goes in the direction of its writing."""
    ems = (
        measure_vertical_length(text, look.fonts, weight=look.weight, spacing=look.spacing_ems)
        if look.vertical
        else shape_text(
            text, look.fonts.get_chain(weight=look.weight), look.fonts.lang, look.spacing_ems
        ).width
    )
    return look.size * ems if look.narrow == 100 else look.size * ems * look.narrow / 100


def measure_cell(cell: Cell) -> float:
    """How wide the text of a cell comes out, as its letters are spread."""
    return cell.spaced.width if cell.spaced else measure_text(cell.text, cell.look)


def measure_indent(look: TextStyle) -> int:
    """How far the lines of a name below its first are set in, so that none is taken for another name: one em."""
    return look.size * look.narrow // 100


def break_pieces(pieces: Sequence[str], look: TextStyle, room: float, *, indent: int = 0) -> list[str]:
    """The pieces in as few lines as hold them, all but the first set in by `indent`; raises PieceTooWide where one is wider alone."""
    return [line.strip() for line in split_pieces(pieces, look, room, indent=indent)]


def split_pieces(pieces: Sequence[str], look: TextStyle, room: float, *, indent: int = 0) -> list[str]:
    """The lines of `break_pieces` with the spaces between them: together they are the pieces."""
    lines = [""]
    for piece in pieces:
        left = room - (indent if len(lines) > 1 else 0)
        if lines[-1] and measure_text((lines[-1] + piece).strip(), look) > left:
            lines.append("")
            left = room - indent
        if not lines[-1] and measure_text(piece.strip(), look) > left:
            raise PieceTooWide
        lines[-1] += piece
    return lines


def measure_widest(pieces: Sequence[str], look: TextStyle) -> int:
    """The least room that holds each of the pieces alone, in whole pixels."""
    return max(ceil(measure_text(piece.strip(), look)) for piece in pieces)


def find_least_room(pieces: Sequence[str], look: TextStyle, most: int, *, indent: int = 0) -> int:
    """The least room, in whole pixels, in which the pieces take at most so many lines."""
    low, high = measure_widest(pieces, look), ceil(measure_text("".join(pieces).strip(), look))
    while low < high:
        middle = (low + high) // 2
        try:
            fits = len(break_pieces(pieces, look, middle, indent=indent)) <= most
        except PieceTooWide:
            fits = False
        if fits:
            high = middle
        else:
            low = middle + 1
    return high


def wrap_text(text: str, look: TextStyle, room: int) -> list[str]:
    """The lines of `text`, each at most `room` wide; raises PieceTooWide where a word is wider alone."""
    if measure_text(text, look) <= room:
        return [text.strip()]
    return break_pieces(UNBREAKABLE_PATTERN.findall(text), look, room)


def wrap_anywhere(text: str, look: TextStyle, room: int, *, balanced: bool = False) -> list[str]:
    """The lines of a text that is never refused: broken between words, inside of them where one is wider alone, and where even letters
    that stay together (デュー) have no room, between those.
    """
    try:
        return (balance_text if balanced else wrap_text)(text, look, room)
    except PieceTooWide:
        lines = [""]
        clusters = CLUSTER_PATTERN.findall(text)
        fitting = ([each] if measure_text(each, look) <= room else split_letters(each) for each in clusters)
        for piece in chain.from_iterable(fitting):
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
        except PieceTooWide:
            low = middle
            continue
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines
