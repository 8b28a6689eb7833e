"""The movie on a time line, as Final Cut Pro 7 XML (xmeml 5), which Premiere, Resolve and Avid read.

Times are whole frames; `timebase` and `ntsc` together are the rate.
"""

from typing import BinaryIO
from urllib.parse import quote

from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.timelines.otio_timeline import (
    compute_start_frame,
    format_shot_name,
    require_movie_name,
)
from productions.rollkit.xml_markup import XmlWriter
from productions.shared.timecode import compute_timebase, format_timecode


def require_supported_reel(reel: Reel) -> None:
    """Raise SequencePlaced."""
    require_movie_name(reel)


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Raises SequencePlaced before anything is written."""
    out.write(build_fcp7_document(reel).to_bytes())
    progress(1.0)


def build_fcp7_document(reel: Reel) -> XmlWriter:
    xml = XmlWriter(doctype="xmeml")
    with xml.element("xmeml", {"version": 5}), xml.element("sequence", {"id": "roll"}):
        xml.add_line("name", reel.title)
        xml.add_line("duration", reel.frames)
        add_rate(reel, xml)
        add_timecode(reel, xml, compute_start_frame(reel))
        with xml.element("media"), xml.element("video"):
            with xml.element("format"):
                add_picture(reel, xml)
            with xml.element("track"):
                for number, shot in enumerate(reel.shots, 1):
                    write_clip_item(reel, xml, number, shot)
        for marker in reel.markers:
            with xml.element("marker"):
                xml.add_line("name", marker.label)
                xml.add_line("in", marker.frame)
                xml.add_line("out", -1)
    return xml


def write_clip_item(reel: Reel, xml: XmlWriter, number: int, shot: CardShot | ScrollShot) -> None:
    """A shot: of the whole movie, whose length is the clip's duration, what lies between `in` and `out`."""
    end = shot.start + shot.frames
    with xml.element("clipitem", {"id": f"clip-{number}"}):
        xml.add_line("name", format_shot_name(shot))
        xml.add_line("duration", reel.frames)
        add_rate(reel, xml)
        for name, frame in (("start", shot.start), ("end", end), ("in", shot.start), ("out", end)):
            xml.add_line(name, frame)
        xml.add_line("alphatype", "straight" if reel.delivery.places == "prores4444" else "none")
        # The file is described once and named afterwards.
        if shot.start:
            xml.add_line("file", attributes={"id": "movie"})
        else:
            write_file_element(reel, xml)
        with xml.element("comments"):
            xml.add_line("mastercomment1", "; ".join(list_reel_provenance(reel)))


def write_file_element(reel: Reel, xml: XmlWriter) -> None:
    name = require_movie_name(reel)
    with xml.element("file", {"id": "movie"}):
        xml.add_line("name", name)
        xml.add_line("pathurl", quote(name))
        add_rate(reel, xml)
        xml.add_line("duration", reel.frames)
        add_timecode(reel, xml, 0)
        with xml.element("media"), xml.element("video"):
            add_picture(reel, xml)


def add_rate(reel: Reel, xml: XmlWriter) -> None:
    with xml.element("rate"):
        xml.add_line("timebase", compute_timebase(reel.rate))
        xml.add_line("ntsc", "TRUE" if reel.rate.denominator > 1 else "FALSE")


def add_timecode(reel: Reel, xml: XmlWriter, frame: int) -> None:
    with xml.element("timecode"):
        add_rate(reel, xml)
        xml.add_line("string", format_timecode(frame, reel.rate, drop=reel.delivery.drop))
        xml.add_line("frame", frame)
        xml.add_line("displayformat", "DF" if reel.delivery.drop else "NDF")


def add_picture(reel: Reel, xml: XmlWriter) -> None:
    with xml.element("samplecharacteristics"):
        add_rate(reel, xml)
        xml.add_line("width", reel.raster.width)
        xml.add_line("height", reel.raster.height)
        xml.add_line("anamorphic", "FALSE")
        xml.add_line("pixelaspectratio", "square")
        xml.add_line("fielddominance", "none")
