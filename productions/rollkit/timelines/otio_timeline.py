"""The reel as OpenTimelineIO has it: one video track that places one of the roll's masters, a clip a shot, a marker a section.

Each clip refers to all masters, by their formats; the one that the delivery places is active. The sequence begins at
01:00:00:00, as programmes do; a master at 00:00:00:00, as its timecode says.
"""

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import FRAME_DIGITS, FRAME_PREFIX, build_file_stem
from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot, list_reel_provenance
from productions.rollkit.screen_spec import MASTER_FORMATS, MasterFormat
from productions.rollkit.writer_registry import WRITERS
from productions.shared.sentences import Sentence
from productions.shared.timecode import parse_timecode

START_TIMECODE = "01:00:00:00"
"""The timecode of the sequence's first frame; an hour leaves out no number that it has with drop-frame."""


def compute_start_frame(reel: Reel) -> int:
    """The frames that the timecode of the sequence's first frame counts."""
    return parse_timecode(
        START_TIMECODE.replace(":00:00:00", ":00:00;00") if reel.delivery.drop else START_TIMECODE, reel.rate
    )


class SequencePlaced(RollRefused):
    """A time line that places one file was asked to place a picture a frame. One clear sentence."""

    remedies = (Sentence("Use OTIO, which places sequences, or place a movie."),)


def require_movie_name(reel: Reel) -> str:
    """The file name of the movie that is placed. Raises SequencePlaced."""
    if reel.delivery.places.endswith("_sequence"):
        raise SequencePlaced(
            Sentence(
                "This timeline places a movie, but %(format)s is one file per frame.",
                format=reel.delivery.places,
            )
        )
    return format_master_name(reel, reel.delivery.places)


def format_master_name(reel: Reel, master: MasterFormat) -> str:
    """What a master of the reel is called: the name of the time line, with a suffix of its own."""
    return f"{build_file_stem(reel.name, reel.digest, reel.lang, reel.delivery)}.{WRITERS[master].suffix}"


def build_media_reference(reel: Reel, master: MasterFormat, rate: float) -> otio.core.MediaReference:
    """All frames of a master, in the file or, of a sequence, in the folder beside the time line that its ZIP is unpacked to."""
    span = TimeRange(RationalTime(0, rate), RationalTime(reel.frames, rate))
    name = format_master_name(reel, master)
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


def build_timeline(reel: Reel) -> otio.schema.Timeline:
    """Its times are whole frames."""
    rate = float(reel.rate)

    def span(start: int, frames: int) -> TimeRange:
        return TimeRange(RationalTime(start, rate), RationalTime(frames, rate))

    def clip(shot: CardShot | ScrollShot) -> otio.schema.Clip:
        found = otio.schema.Clip(name=format_shot_name(shot), source_range=span(shot.start, shot.frames))
        masters = {master: build_media_reference(reel, master, rate) for master in MASTER_FORMATS}
        found.set_media_references(masters, reel.delivery.places)
        return found

    clips = [clip(shot) for shot in reel.shots]
    track = otio.schema.Track(name="Roll", kind=otio.schema.TrackKind.Video, children=clips)
    timeline = otio.schema.Timeline(
        name=reel.title,
        global_start_time=RationalTime(compute_start_frame(reel), rate),
        metadata={"staffroll": build_timeline_metadata(reel)},
    )
    timeline.tracks.append(track)
    timeline.tracks.markers.extend(
        otio.schema.Marker(
            name=marker.label, marked_range=span(marker.frame, 1), color=otio.schema.MarkerColor.CYAN
        )
        for marker in reel.markers
    )
    return timeline


def format_shot_name(shot: CardShot | ScrollShot) -> str:
    return f"Card {shot.page + 1}" if isinstance(shot, CardShot) else "Scroll"


def build_timeline_metadata(reel: Reel) -> dict[str, object]:
    """What the time line was made from; the rate as a fraction, since OpenTimelineIO keeps it as a float."""
    template = reel.delivery.template
    used = {
        "px": next((shot.px for shot in reel.shots if isinstance(shot, ScrollShot)), reel.delivery.speed),
        "frames": reel.frames,
        "template": {"name": template.name, "version": template.version},
        "made_of": list(list_reel_provenance(reel)),
    }
    return {"digest": reel.digest, "language": reel.lang, **reel.delivery.to_dict(), **used}
