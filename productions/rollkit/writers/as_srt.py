"""Captions as SubRip (SRT): UTF-8, times in milliseconds of the movie, which begins at 0."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.xml_markup import strip_control_characters

TAKEN_FOR_MARKUP = re.compile(r"<|--(?=>)")
"""What players read as a tag, which they leave out with what is in it, or as a line of times. SRT has no way to escape it."""
WORD_JOINER = "\u2060"
"""Has no width and breaks no line (Unicode, chapter 23.2): what it stands in is no markup any more."""


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write("\n".join(build_srt_blocks(reel)).encode())
    progress(1.0)


def build_srt_blocks(reel: Reel) -> Iterator[str]:
    for number, caption in enumerate(build_captions(reel), 1):
        times = f"{format_srt_time(caption.start, reel.rate)} --> {format_srt_time(caption.end, reel.rate)}"
        yield "\n".join((str(number), times, *map(clean_srt_line, caption.lines), ""))


def clean_srt_line(line: str) -> str:
    """The line as every player shows it: a name such as `<Kei>` stays whole."""
    return TAKEN_FOR_MARKUP.sub(lambda found: found[0] + WORD_JOINER, strip_control_characters(line))


def format_srt_time(frame: int, rate: Fraction) -> str:
    """`HH:MM:SS,mmm`, rounded down: where one caption ends the next one begins, so they have one number."""
    seconds, thousandths = divmod(int(frame * 1000 / rate), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"
