"""Lengths of cuts (尺) as people write them: seconds and frames."""

import unicodedata
from fractions import Fraction

from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence, SentenceError

LENGTH_PATTERN = compile_late(r"^(?P<seconds>\d{1,5})\s*\+\s*(?P<frames>\d{1,3})$")


class UnreadableLength(SentenceError):
    """A text is no length of a cut."""


def parse_cut_length(text: str, *, fps: Fraction) -> int:
    """A length (尺) in frames from `seconds+frames` or a number of frames; `3+12` at 24 fps is 84.

    The frame part counts at the nominal whole rate (24 for 24000/1001). Raises UnreadableLength.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    rate = round(fps)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    match = LENGTH_PATTERN.match(plain)
    if match is None:
        raise UnreadableLength(
            Sentence(
                "“%(text)s” is not a length; write seconds+frames (3+12) or a number of frames.",
                text=text[:40],
            )
        )
    if int(match["frames"]) >= rate:
        raise UnreadableLength(
            Sentence(
                "“%(text)s” has more frames than a second, which has %(rate)d (0 to %(last)d).",
                text=text[:40],
                rate=rate,
                last=rate - 1,
            )
        )
    return int(match["seconds"]) * rate + int(match["frames"])


def format_cut_length(frames: int, *, fps: Fraction) -> str:
    """`seconds+frames` for a length in frames: 84 at 24 fps is `3+12`."""
    seconds, rest = divmod(frames, round(fps))
    return f"{seconds}+{rest:02d}"
