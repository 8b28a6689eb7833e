"""The movie on a time line, as Final Cut Pro 7 XML (xmeml 5), which Premiere, Resolve and Avid read.

Times are whole frames; `timebase` and `ntsc` together are the rate.
"""

from collections.abc import Iterator
from typing import BinaryIO

from productions.roll.layout import Progress, ignore_progress
from productions.roll.markup import content
from productions.roll.screen.reel import CardShot, Reel, ScrollShot, made_of
from productions.roll.timecode import counted, timecode
from productions.roll.timeline import begin, movie, shot_name


def require_possible(reel: Reel) -> None:
    """Raise SequencePlaced."""
    movie(reel)


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises SequencePlaced before anything is written."""
    out.write("".join(document(reel)).encode())
    progress(1.0)


def document(reel: Reel) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="5">\n<sequence id="roll">\n'
    yield f"<name>{content(reel.title)}</name>\n<duration>{reel.frames}</duration>\n{rate(reel)}"
    yield f"{code(reel, begin(reel))}<media>\n<video>\n<format>\n{picture(reel)}</format>\n<track>\n"
    for number, shot in enumerate(reel.shots, 1):
        yield from clip(reel, number, shot)
    yield "</track>\n</video>\n</media>\n"
    for marker in reel.markers:
        yield f"<marker>\n<name>{content(marker.label)}</name>\n<in>{marker.frame}</in>\n<out>-1</out>\n</marker>\n"
    yield "</sequence>\n</xmeml>\n"


def clip(reel: Reel, number: int, shot: CardShot | ScrollShot) -> Iterator[str]:
    """A shot: of the whole movie, whose length is the clip's duration, what lies between `in` and `out`."""
    end = shot.start + shot.frames
    alpha = "straight" if reel.delivery.places == "prores4444" else "none"
    yield f'<clipitem id="clip-{number}">\n<name>{shot_name(shot)}</name>\n<duration>{reel.frames}</duration>\n'
    yield f"{rate(reel)}<start>{shot.start}</start>\n<end>{end}</end>\n<in>{shot.start}</in>\n<out>{end}</out>\n"
    yield f"<alphatype>{alpha}</alphatype>\n"
    # The file is described once and named afterwards.
    yield '<file id="movie"/>\n' if shot.start else file(reel)
    yield f"<comments>\n<mastercomment1>{content('; '.join(made_of(reel)))}</mastercomment1>\n</comments>\n"
    yield "</clipitem>\n"


def file(reel: Reel) -> str:
    name = movie(reel)
    return (
        f'<file id="movie">\n<name>{name}</name>\n<pathurl>{name}</pathurl>\n{rate(reel)}'
        f"<duration>{reel.frames}</duration>\n{code(reel, 0)}<media>\n<video>\n{picture(reel)}</video>\n</media>\n</file>\n"
    )


def rate(reel: Reel) -> str:
    ntsc = "TRUE" if reel.rate.denominator > 1 else "FALSE"
    return f"<rate>\n<timebase>{counted(reel.rate)}</timebase>\n<ntsc>{ntsc}</ntsc>\n</rate>\n"


def code(reel: Reel, frame: int) -> str:
    text = timecode(frame, reel.rate, drop=reel.delivery.drop)
    display = "DF" if reel.delivery.drop else "NDF"
    return (
        f"<timecode>\n{rate(reel)}<string>{text}</string>\n<frame>{frame}</frame>\n"
        f"<displayformat>{display}</displayformat>\n</timecode>\n"
    )


def picture(reel: Reel) -> str:
    return (
        f"<samplecharacteristics>\n{rate(reel)}<width>{reel.raster.width}</width>\n<height>{reel.raster.height}</height>\n"
        "<anamorphic>FALSE</anamorphic>\n<pixelaspectratio>square</pixelaspectratio>\n"
        "<fielddominance>none</fielddominance>\n</samplecharacteristics>\n"
    )
