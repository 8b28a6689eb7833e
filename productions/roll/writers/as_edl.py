"""The movie on a time line, as an edit decision list (CMX 3600): one event a shot, sections as locators."""

from typing import BinaryIO

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from productions.roll.layout import Progress, ignore_progress
from productions.roll.refused import RollRefused
from productions.roll.screen.reel import Reel, made_of
from productions.roll.timecode import counted
from productions.roll.timeline import begin, movie, timeline_of

EVENTS = 999
"""The number of an event has three digits."""


class TooManyEvents(RollRefused):
    """An EDL has no room for so many shots. One clear sentence."""

    remedies = ("Take OTIO or FCP7 XML instead, or export the roll in parts.",)


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises TooManyEvents before anything is written."""
    if len(reel.shots) > EVENTS:
        raise TooManyEvents(f"An EDL ends at event {EVENTS}, and the roll has {len(reel.shots)} shots.")
    # The adapter drops numbers at 29.97 and 59.94 whenever it counts at them; at 30 and 60 it never does.
    rate = float(reel.rate if reel.delivery.drop else counted(reel.rate))
    timeline = timeline_of(reel, rate=rate)
    track = timeline.tracks[0]
    for shot, clip in zip(reel.shots, list(track), strict=True):
        # Editing suites find the movie by the clip's name, or by a reel of eight letters.
        name = movie(reel)
        clip.metadata["cmx_3600"] = {
            "reel": name.split("-")[1][:8].upper(),
            "comments": [clip.name, *(() if shot.start else made_of(reel))],
        }
        clip.name = name
        for marker in timeline.tracks.markers:
            frame = int(marker.marked_range.start_time.value)
            if shot.start <= frame < shot.start + shot.frames:
                at = RationalTime(begin(reel) + frame, rate)
                where = TimeRange(at, RationalTime(1, rate))
                clip.markers.append(
                    otio.schema.Marker(name=marker.name, marked_range=where, color=marker.color)
                )
    # Record timecode is counted from the track's beginning.
    hour = TimeRange(RationalTime(0, rate), RationalTime(begin(reel), rate))
    track.insert(0, otio.schema.Gap(source_range=hour))
    text = otio.adapters.write_to_string(timeline, "cmx_3600", rate=rate)
    title, blank, events = text.partition("\n\n")
    mode = "DROP FRAME" if reel.delivery.drop else "NON-DROP FRAME"
    out.write(f"{title}\nFCM: {mode}{blank}{events}".encode())
    progress(1.0)
