"""How fast captions are to be read: 20 full-width letters a second, 40 of others; what is faster is told.

A full-width letter takes two columns and any other one, so both are 40 columns a second. They are limits of our own, for lists of names
that nobody is asked to read whole: running speech is held to 4 letters a second in Japanese and 17 to 20 in English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.text_columns import count_columns

MAX_COLUMNS_PER_SECOND = 40


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines that are read from frame `start` up to, not including, `end`."""

    start: int
    end: int
    lines: tuple[str, ...]


def count_reading_frames(lines: Sequence[str], rate: Fraction) -> int:
    """The fewest frames in which lines are read."""
    return -int(-sum(map(count_columns, lines)) * rate // MAX_COLUMNS_PER_SECOND)


def list_fast_captions(captions: Sequence[Caption], rate: Fraction) -> list[Caption]:
    """Those that pass faster than they are read, in order."""
    return [one for one in captions if one.end - one.start < count_reading_frames(one.lines, rate)]


def list_speed_notes(captions: Sequence[Caption], rate: Fraction, lang: str) -> list[str]:
    """A sentence where captions pass too fast: how many of them, and the first words of the fastest. Nothing where all can be read."""
    fast = list_fast_captions(captions, rate)
    if not fast:
        return []
    worst = max(
        fast, key=lambda one: Fraction(count_reading_frames(one.lines, Fraction(1000)), one.end - one.start)
    )
    columns = sum(map(count_columns, worst.lines)) * rate / (worst.end - worst.start)
    return [
        say_text(
            lang,
            "notes.fast_captions",
            count=len(fast),
            text=worst.lines[0],
            seconds=float(worst.start / rate),
            columns=int(columns),
            full_width=int(columns / 2),
        )
    ]
