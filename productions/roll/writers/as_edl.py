"""The movie on a time line, as an edit decision list (CMX 3600): one event a shot, sections as locators."""

from collections.abc import Iterator
from typing import BinaryIO

from productions.roll.layout import Progress, ignore_progress
from productions.roll.markup import clean
from productions.roll.refused import RollRefused
from productions.roll.screen.reel import Reel, made_of
from productions.roll.timecode import timecode
from productions.roll.timeline import begin, movie, shot_name
from productions.sentences import Sentence

EVENTS = 999
"""The number of an event has three digits."""


class TooManyEvents(RollRefused):
    """An EDL has no room for so many shots. One clear sentence."""

    remedies = (Sentence("Take OTIO or FCP7 XML instead, or export the roll in parts."),)


def require_possible(reel: Reel) -> None:
    """Raise TooManyEvents, SequencePlaced."""
    movie(reel)
    if len(reel.shots) > EVENTS:
        raise TooManyEvents(
            Sentence(
                "An EDL ends at event %(most)d, and the roll has %(shots)d shots.",
                most=EVENTS,
                shots=len(reel.shots),
            )
        )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises TooManyEvents and SequencePlaced before anything is written."""
    require_possible(reel)
    out.write("".join(f"{line}\n" for line in lines(reel)).encode())
    progress(1.0)


def lines(reel: Reel) -> Iterator[str]:
    name, hour = movie(reel), begin(reel)
    # Editing suites find the movie by the clip's name, or by a reel of eight letters.
    tape = name.split("-")[1][:8].upper()

    def code(frame: int) -> str:
        return timecode(frame, reel.rate, drop=reel.delivery.drop)

    yield f"TITLE: {clean(reel.title)}"
    yield f"FCM: {'DROP FRAME' if reel.delivery.drop else 'NON-DROP FRAME'}"
    yield ""
    for number, shot in enumerate(reel.shots, 1):
        end = shot.start + shot.frames
        times = (shot.start, end, hour + shot.start, hour + end)
        yield f"{number:03}  {tape} V     C        {' '.join(map(code, times))}"
        yield f"* FROM CLIP NAME:  {name}"
        for marker in reel.markers:
            if shot.start <= marker.frame < end:
                yield f"* LOC: {code(hour + marker.frame)} CYAN    {clean(marker.label)}"
        for comment in (shot_name(shot), *(() if shot.start else made_of(reel))):
            yield f"* {clean(comment)}"
