"""The movie on a time line, as Final Cut Pro 7 XML (xmeml 5), which Premiere, Resolve and Avid read.

Times are whole frames; `timebase` and `ntsc` together are the rate.
"""

from collections.abc import Iterator
from typing import BinaryIO

from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.timecode import compute_timebase, format_timecode
from productions.rollkit.timelines.otio_timeline import (
    compute_start_frame,
    format_shot_name,
    require_movie_name,
)
from productions.rollkit.xml_markup import escape_xml_content


def require_supported_reel(reel: Reel) -> None:
    """Raise SequencePlaced."""
    require_movie_name(reel)


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises SequencePlaced before anything is written."""
    out.write("".join(build_fcp7_document(reel)).encode())
    progress(1.0)


def build_fcp7_document(reel: Reel) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="5">\n<sequence id="roll">\n'
    yield f"<name>{escape_xml_content(reel.title)}</name>\n<duration>{reel.frames}</duration>\n{build_rate_element(reel)}"
    yield f"{build_timecode_element(reel, compute_start_frame(reel))}<media>\n<video>\n<format>\n{build_picture_element(reel)}</format>\n<track>\n"
    for number, shot in enumerate(reel.shots, 1):
        yield from build_clip_item(reel, number, shot)
    yield "</track>\n</video>\n</media>\n"
    for marker in reel.markers:
        yield f"<marker>\n<name>{escape_xml_content(marker.label)}</name>\n<in>{marker.frame}</in>\n<out>-1</out>\n</marker>\n"
    yield "</sequence>\n</xmeml>\n"


def build_clip_item(reel: Reel, number: int, shot: CardShot | ScrollShot) -> Iterator[str]:
    """A shot: of the whole movie, whose length is the clip's duration, what lies between `in` and `out`."""
    end = shot.start + shot.frames
    alpha = "straight" if reel.delivery.places == "prores4444" else "none"
    yield f'<clipitem id="clip-{number}">\n<name>{format_shot_name(shot)}</name>\n<duration>{reel.frames}</duration>\n'
    yield f"{build_rate_element(reel)}<start>{shot.start}</start>\n<end>{end}</end>\n<in>{shot.start}</in>\n<out>{end}</out>\n"
    yield f"<alphatype>{alpha}</alphatype>\n"
    # The file is described once and named afterwards.
    yield '<file id="movie"/>\n' if shot.start else build_file_element(reel)
    yield f"<comments>\n<mastercomment1>{escape_xml_content('; '.join(list_reel_provenance(reel)))}</mastercomment1>\n</comments>\n"
    yield "</clipitem>\n"


def build_file_element(reel: Reel) -> str:
    name = require_movie_name(reel)
    return (
        f'<file id="movie">\n<name>{name}</name>\n<pathurl>{name}</pathurl>\n{build_rate_element(reel)}'
        f"<duration>{reel.frames}</duration>\n{build_timecode_element(reel, 0)}<media>\n<video>\n{build_picture_element(reel)}</video>\n</media>\n</file>\n"
    )


def build_rate_element(reel: Reel) -> str:
    ntsc = "TRUE" if reel.rate.denominator > 1 else "FALSE"
    return f"<rate>\n<timebase>{compute_timebase(reel.rate)}</timebase>\n<ntsc>{ntsc}</ntsc>\n</rate>\n"


def build_timecode_element(reel: Reel, frame: int) -> str:
    text = format_timecode(frame, reel.rate, drop=reel.delivery.drop)
    display = "DF" if reel.delivery.drop else "NDF"
    return (
        f"<timecode>\n{build_rate_element(reel)}<string>{text}</string>\n<frame>{frame}</frame>\n"
        f"<displayformat>{display}</displayformat>\n</timecode>\n"
    )


def build_picture_element(reel: Reel) -> str:
    return (
        f"<samplecharacteristics>\n{build_rate_element(reel)}<width>{reel.raster.width}</width>\n<height>{reel.raster.height}</height>\n"
        "<anamorphic>FALSE</anamorphic>\n<pixelaspectratio>square</pixelaspectratio>\n"
        "<fielddominance>none</fielddominance>\n</samplecharacteristics>\n"
    )
