"""Lengths of cuts (尺) as people write them: seconds and frames."""

import re
import unicodedata
from fractions import Fraction

LENGTH_PATTERN = re.compile(r"^(?P<seconds>\d{1,5})\s*\+\s*(?P<frames>\d{1,3})$")


def parse_cut_length(text: str, *, fps: Fraction) -> int:
    """A length (尺) in frames from `seconds+frames` or a number of frames; `3+12` at 24 fps is 84.

    The frame part counts at the nominal whole rate (24 for 24000/1001). Raises ValueError with one sentence.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    rate = round(fps)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    match = LENGTH_PATTERN.match(plain)
    if match is None:
        raise ValueError(f"“{text}” is not a length; write seconds+frames (3+12) or a number of frames.")
    if int(match["frames"]) >= rate:
        raise ValueError(
            f"“{text}” has {match['frames']} frames, but a second has only {rate} (0 to {rate - 1})."
        )
    return int(match["seconds"]) * rate + int(match["frames"])


def format_cut_length(frames: int, *, fps: Fraction) -> str:
    """`seconds+frames` for a length in frames: 84 at 24 fps is `3+12`."""
    seconds, rest = divmod(frames, round(fps))
    return f"{seconds}+{rest:02d}"
