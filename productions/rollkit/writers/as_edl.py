"""The movie on a time line, as an edit decision list (CMX 3600): one event a shot, sections as locators.

CMX 3600 knows ASCII alone and counts at most 30 frames a second. So a title in other letters stands in a comment, and the key of the roll's
files in its place, and rolls of 50 and 60 frames a second are counted in pairs of frames: what begins on the second
frame of a pair has that frame in a comment.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO

from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import compute_file_key
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.timelines.otio_timeline import (
    compute_start_frame,
    format_shot_name,
    require_movie_name,
)
from productions.rollkit.xml_markup import strip_control_characters
from productions.shared.sentences import Sentence
from productions.shared.timecode import compute_timebase, format_timecode

MAX_EVENTS = 999
"""The number of an event has three digits."""
MAX_TIMEBASE = 30
"""Frames that a second of CMX timecode counts."""


class TooManyEvents(RollRefused):
    """An EDL has no room for so many shots. One clear sentence."""

    remedies = (Sentence("Use OTIO or FCP7 XML instead, or export the roll in parts."),)


def require_supported_reel(reel: Reel) -> None:
    """Raise TooManyEvents, SequencePlaced."""
    require_movie_name(reel)
    if len(reel.shots) > MAX_EVENTS:
        raise TooManyEvents(
            Sentence(
                "An EDL ends at event %(most)d, and the roll has %(shots)d shots.",
                most=MAX_EVENTS,
                shots=len(reel.shots),
            )
        )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises TooManyEvents and SequencePlaced before anything is written."""
    require_supported_reel(reel)
    out.write("".join(f"{line}\n" for line in build_edl_lines(reel)).encode())
    progress(1.0)


def build_edl_lines(reel: Reel) -> Iterator[str]:
    name, hour = require_movie_name(reel), compute_start_frame(reel)
    # Editing suites find the movie by the clip's name, or by a reel of eight letters.
    tape = compute_file_key(reel.digest, reel.lang, reel.delivery)[:8].upper()
    counted = count_frames_of_timecode(reel.rate)

    def code(frame: int) -> str:
        return format_timecode(frame // counted, reel.rate / counted, drop=reel.delivery.drop)

    yield f"TITLE: {strip_control_characters(reel.title) if reel.title.isascii() else f'ROLL {tape}'}"
    yield f"FCM: {'DROP FRAME' if reel.delivery.drop else 'NON-DROP FRAME'}"
    yield ""
    for number, shot in enumerate(reel.shots, 1):
        end = shot.start + shot.frames
        times = (shot.start, end, hour + shot.start, hour + end)
        yield f"{number:03}  {tape} V     C        {' '.join(map(code, times))}"
        yield f"* FROM CLIP NAME:  {name}"
        for marker in reel.markers:
            if shot.start <= marker.frame < end:
                yield f"* LOC: {code(hour + marker.frame)} CYAN    {strip_control_characters(marker.label)}"
        if shot.start % counted:
            yield f"* BEGINS ONE FRAME LATER: {shot.start} AT {reel.rate} FRAMES A SECOND"
        opening = () if shot.start else (f"TITLE: {reel.title}", *list_reel_provenance(reel))
        for comment in (format_shot_name(shot), *opening):
            yield f"* {strip_control_characters(comment)}"


def count_frames_of_timecode(rate: Fraction) -> int:
    """How many frames of the roll one frame of CMX timecode is: 2 at 50, 59.94 and 60 frames a second, else 1."""
    return -(-compute_timebase(rate) // MAX_TIMEBASE)
