"""SMPTE timecode from frame numbers and back, with and without dropped numbers.

Drop-frame timecode (29.97 and 59.94) leaves out numbers, never frames: the first two (four) of every minute but
each tenth, so that it keeps to the clock. It is written with a semicolon before the frames.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from productions.shared.sentences import Sentence, SentenceError

TIMECODE_PATTERN = re.compile(r"(\d{2}):([0-5]\d):([0-5]\d)([:;])(\d{2})", re.ASCII)
FRAME_PATTERN = re.compile(r"(\d{1,9})f", re.ASCII)
SECONDS_PATTERN = re.compile(r"\d{1,6}(?:\.\d{1,9})?", re.ASCII)
CLOCK_PATTERN = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d{1,9})?)", re.ASCII)
MOMENT_FORMS = Sentence(
    "seconds (754.5), a clock (12:34 or 1:02:03), a timecode (01:12:34:05) or a frame (18100f)"
)
DROPPED_NUMBERS_PER_MINUTE = {Fraction(30000, 1001): 2, Fraction(60000, 1001): 4}
"""How many numbers a minute leaves out, of the rates that have drop-frame timecode."""

MAX_RATE = 240
"""Frames a second."""
MAX_RATE_CHARACTERS = 20
RATE_NAMES: Mapping[Fraction, str] = {
    Fraction(24000, 1001): "23.976",
    Fraction(30000, 1001): "29.97",
    Fraction(48000, 1001): "47.952",
    Fraction(60000, 1001): "59.94",
    Fraction(120000, 1001): "119.88",
}
"""What everybody calls the rates that are no whole numbers, rounded."""
DECIMAL_RATES = {**{name: rate for rate, name in RATE_NAMES.items()}, "23.98": Fraction(24000, 1001)}


class TimecodeError(SentenceError):
    """A frame or a timecode does not exist."""


def parse_frame_rate(text: str) -> Fraction:
    """Frames a second of `24`, `23.976`, which is 24000/1001, or that itself. Raises TimecodeError."""
    given = unicodedata.normalize("NFKC", text[:MAX_RATE_CHARACTERS]).strip()
    try:
        rate = DECIMAL_RATES.get(given) or Fraction(given)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if len(text) > MAX_RATE_CHARACTERS or not 0 < rate <= MAX_RATE or rate.denominator > 1001:
        raise TimecodeError(
            Sentence(
                "“%(text)s” is no frame rate; write 24, 25 or 24000/1001.", text=text[:MAX_RATE_CHARACTERS]
            )
        )
    return rate


def format_frame_rate(rate: Fraction | None) -> str:
    """`23.976` of 24000/1001; empty for none."""
    return "" if rate is None else RATE_NAMES.get(rate, str(rate))


def compute_timebase(rate: Fraction) -> int:
    """Frames that a second of timecode counts: 24 at 24000/1001."""
    return -int(-rate // 1)


def count_dropped_numbers(rate: Fraction, *, drop: bool) -> int:
    """How many numbers a minute leaves out; 0 without drop. Raises TimecodeError where drop is not defined."""
    if not drop:
        return 0
    if rate not in DROPPED_NUMBERS_PER_MINUTE:
        raise TimecodeError(
            Sentence(
                "Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not %(rate)s.",
                rate=str(rate),
            )
        )
    return DROPPED_NUMBERS_PER_MINUTE[rate]


def count_frames_a_day(rate: Fraction, *, drop: bool) -> int:
    """Frames from 00:00:00:00 up to 24 hours: 2,589,408 with drop at 29.97."""
    return 86400 * compute_timebase(rate) - 24 * 54 * count_dropped_numbers(rate, drop=drop)


def format_timecode(frame: int, rate: Fraction, *, drop: bool = False) -> str:
    """`01:00:00:00` of a frame number, which begins at 0 and ends before 24 hours."""
    dropped = count_dropped_numbers(rate, drop=drop)
    if not 0 <= frame < count_frames_a_day(rate, drop=drop):
        raise TimecodeError(
            Sentence("Timecode counts 24 hours from frame 0; frame %(frame)d is outside.", frame=frame)
        )
    base = compute_timebase(rate)
    if dropped:
        tens, rest = divmod(frame, 600 * base - 9 * dropped)
        # The first minute of ten is whole; each of the nine after it is short by the numbers it leaves out.
        minutes = max(0, rest - dropped) // (60 * base - dropped)
        frame += dropped * (9 * tens + minutes)
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{';' if drop else ':'}{frames:02}"


def parse_timecode(text: str, rate: Fraction) -> int:
    """The frame number of a timecode; a semicolon says drop-frame. Raises TimecodeError."""
    match = TIMECODE_PATTERN.fullmatch(text)
    if match is None:
        raise TimecodeError(
            Sentence(
                "“%(text)s” is no timecode: write HH:MM:SS:FF, or HH:MM:SS;FF with drop-frame.", text=text
            )
        )
    hours, minutes, seconds, frames = (int(match[part]) for part in (1, 2, 3, 5))
    dropped = count_dropped_numbers(rate, drop=match[4] == ";")
    base = compute_timebase(rate)
    if hours > 23 or frames >= base or (seconds == 0 and frames < dropped and minutes % 10):
        raise TimecodeError(
            Sentence("There is no timecode %(text)s at %(rate)s frames a second.", text=text, rate=str(rate))
        )
    passed = hours * 60 + minutes
    return (passed * 60 + seconds) * base + frames - dropped * (passed - passed // 10)


def find_moment_frame(text: str, rate: Fraction, *, start: str = "") -> int:
    """The frame, from 0, that is on screen at a moment: seconds or a clock since the beginning, a timecode, or a frame (`18100f`).

    Frame n is on screen from n / rate seconds until the next one. A timecode is counted from `start`, the timecode of the first
    frame, whose numbering it has whichever separator it is written with; it may pass midnight. Raises TimecodeError.
    """
    if match := FRAME_PATTERN.fullmatch(text):
        return int(match[1])
    if SECONDS_PATTERN.fullmatch(text):
        return int(Fraction(text) * rate // 1)
    if match := CLOCK_PATTERN.fullmatch(text):
        hours, minutes, seconds = int(match[1] or 0), int(match[2]), Fraction(match[3])
        if match[1] and minutes > 59:
            raise TimecodeError(Sentence("“%(text)s” is no clock: an hour has 60 minutes.", text=text))
        return int((hours * 3600 + minutes * 60 + seconds) * rate // 1)
    if TIMECODE_PATTERN.fullmatch(text) is None:
        raise TimecodeError(
            Sentence("“%(text)s” is no moment: give %(forms)s.", text=text[:40], forms=MOMENT_FORMS)
        )
    if not start:
        raise TimecodeError(
            Sentence("The start timecode is not known here: give seconds, a clock or a frame instead.")
        )
    drop = ";" in start
    same = text if ";" in text else f"{text[:8]}{';' if drop else ':'}{text[9:]}"
    if ";" in same and not drop:
        raise TimecodeError(
            Sentence("The timecode here is not drop-frame: it begins at %(start)s.", start=start)
        )
    passed = parse_timecode(same, rate) - parse_timecode(start, rate)
    return passed % count_frames_a_day(rate, drop=drop)


def format_frame_timecode(frame: int, rate: Fraction, *, start: str) -> str:
    """The timecode of a frame, counted from the timecode of the first one; on past midnight."""
    drop = ";" in start
    day = count_frames_a_day(rate, drop=drop)
    return format_timecode((parse_timecode(start, rate) + frame) % day, rate, drop=drop)
