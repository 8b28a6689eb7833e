"""The reel as OpenTimelineIO has it: one video track that places one of the roll's masters, a clip a shot, a marker a section.

Each clip refers to all masters, by their formats; the one that the delivery places is active. The sequence begins at
01:00:00:00, as programmes do; a master at 00:00:00:00, as its timecode says.
"""

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from productions.roll.delivery import MASTERS, Master
from productions.roll.naming import FRAME_DIGITS, FRAME_PREFIX, stem
from productions.roll.refused import RollRefused
from productions.roll.screen.reel import CardShot, Reel, ScrollShot, made_of
from productions.roll.timecode import frame_of
from productions.roll.writers import WRITERS
from productions.sentences import Sentence

BEGIN = "01:00:00:00"
"""The timecode of the sequence's first frame; an hour leaves out no number that it has with drop-frame."""


def begin(reel: Reel) -> int:
    """The frames that the timecode of the sequence's first frame counts."""
    return frame_of(BEGIN.replace(":00:00:00", ":00:00;00") if reel.delivery.drop else BEGIN, reel.rate)


class SequencePlaced(RollRefused):
    """A time line that places one file was asked to place a picture a frame. One clear sentence."""

    remedies = (Sentence("Take OTIO, which places sequences, or let it place a movie."),)


def movie(reel: Reel) -> str:
    """The file name of the movie that is placed. Raises SequencePlaced."""
    if reel.delivery.places.endswith("_sequence"):
        raise SequencePlaced(
            Sentence(
                "This time line places a movie, and %(format)s is a file a frame.",
                format=reel.delivery.places,
            )
        )
    return file_name(reel, reel.delivery.places)


def file_name(reel: Reel, master: Master) -> str:
    """What a master of the reel is called: the name of the time line, with a suffix of its own."""
    return f"{stem(reel.digest, reel.lang, reel.delivery)}.{WRITERS[master].suffix}"


def reference(reel: Reel, master: Master, rate: float) -> otio.core.MediaReference:
    """All frames of a master, in the file or, of a sequence, in the folder beside the time line that its ZIP is unpacked to."""
    span = TimeRange(RationalTime(0, rate), RationalTime(reel.frames, rate))
    name = file_name(reel, master)
    if not master.endswith("_sequence"):
        return otio.schema.ExternalReference(target_url=name, available_range=span)
    folder = name.removesuffix(".zip")
    return otio.schema.ImageSequenceReference(
        target_url_base=f"{folder}/",
        name_prefix=FRAME_PREFIX,
        name_suffix=f".{folder.rpartition('.')[2]}",
        start_frame=0,
        rate=rate,
        frame_zero_padding=FRAME_DIGITS,
        available_range=span,
    )


def timeline_of(reel: Reel) -> otio.schema.Timeline:
    """Its times are whole frames."""
    rate = float(reel.rate)

    def span(start: int, frames: int) -> TimeRange:
        return TimeRange(RationalTime(start, rate), RationalTime(frames, rate))

    def clip(shot: CardShot | ScrollShot) -> otio.schema.Clip:
        found = otio.schema.Clip(name=shot_name(shot), source_range=span(shot.start, shot.frames))
        masters = {master: reference(reel, master, rate) for master in MASTERS}
        found.set_media_references(masters, reel.delivery.places)
        return found

    clips = [clip(shot) for shot in reel.shots]
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
