"""The reel as OpenTimelineIO has it: one video track that places the roll's movie, a clip a shot, a marker a section.

The sequence begins at 01:00:00:00, as programmes do; the movie itself at 00:00:00:00, as its burnt-in timecode says.
"""

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from productions.roll.naming import stem
from productions.roll.screen.reel import CardShot, Reel, ScrollShot, made_of
from productions.roll.timecode import frame_of

MOVIE = "mov"
"""The suffix of the movie that is placed: ProRes 4444 with alpha."""
BEGIN = "01:00:00:00"
"""The timecode of the sequence's first frame; an hour leaves out no number that it has with drop-frame."""


def begin(reel: Reel) -> int:
    """The frames that the timecode of the sequence's first frame counts."""
    return frame_of(BEGIN.replace(":00:00:00", ":00:00;00") if reel.delivery.drop else BEGIN, reel.rate)


def movie(reel: Reel) -> str:
    """The file name of the roll's movie."""
    return f"{stem(reel.digest, reel.lang, reel.delivery)}.{MOVIE}"


def timeline_of(reel: Reel, *, rate: float) -> otio.schema.Timeline:
    """A time line counted at `rate`; its times are whole frames."""

    def span(start: int, frames: int) -> TimeRange:
        return TimeRange(RationalTime(start, rate), RationalTime(frames, rate))

    clips = [
        otio.schema.Clip(
            name=shot_name(shot),
            media_reference=otio.schema.ExternalReference(
                target_url=movie(reel), available_range=span(0, reel.frames)
            ),
            source_range=span(shot.start, shot.frames),
        )
        for shot in reel.shots
    ]
    track = otio.schema.Track(name="Roll", kind=otio.schema.TrackKind.Video, children=clips)
    timeline = otio.schema.Timeline(
        name=reel.title,
        global_start_time=RationalTime(begin(reel), rate),
        metadata={"staffroll": about(reel)},
    )
    timeline.tracks.append(track)
    timeline.tracks.markers.extend(
        otio.schema.Marker(
            name=marker.label, marked_range=span(marker.frame, 1), color=otio.schema.MarkerColor.CYAN
        )
        for marker in reel.markers
    )
    return timeline


def shot_name(shot: CardShot | ScrollShot) -> str:
    return f"Card {shot.page + 1}" if isinstance(shot, CardShot) else "Scroll"


def about(reel: Reel) -> dict[str, object]:
    """What the time line was made from; the rate as a fraction, since OpenTimelineIO keeps it as a float."""
    template = reel.delivery.template
    used = {
        "px": reel.delivery.speed,
        "frames": reel.frames,
        "template": {"name": template.name, "version": template.version},
        "made_of": list(made_of(reel)),
    }
    return {"digest": reel.digest, "language": reel.lang, **reel.delivery.to_dict(), **used}
