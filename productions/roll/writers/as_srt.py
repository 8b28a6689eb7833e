"""Captions as SubRip (SRT): UTF-8, times in milliseconds of the movie, which begins at 0."""

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO

from productions.roll.captions import captions_of
from productions.roll.layout import Progress, ignore_progress
from productions.roll.markup import clean
from productions.roll.screen.reel import Reel


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write("\n".join(blocks(reel)).encode())
    progress(1.0)


def blocks(reel: Reel) -> Iterator[str]:
    for number, caption in enumerate(captions_of(reel), 1):
        times = f"{clock(caption.start, reel.rate)} --> {clock(caption.end, reel.rate)}"
        yield "\n".join((str(number), times, *map(clean, caption.lines), ""))


def clock(frame: int, rate: Fraction) -> str:
    """`HH:MM:SS,mmm`, rounded down: where one caption ends the next one begins, so they have one number."""
    seconds, thousandths = divmod(int(frame * 1000 / rate), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"
