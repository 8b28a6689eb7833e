"""The movie on a time line, as Final Cut Pro 7 XML, which Premiere, Resolve and Avid read."""

from typing import Any, BinaryIO

import opentimelineio as otio

from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.reel import Reel, made_of
from productions.roll.timecode import counted
from productions.roll.timeline import begin, timeline_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    timeline = timeline_of(reel, rate=float(reel.rate))
    timeline.metadata["fcp_xml"] = {
        "timecode": timecode(reel, begin(reel)),
        "media": {"video": {"format": {"samplecharacteristics": picture(reel)}}},
    }
    for clip in timeline.find_clips():
        clip.metadata["fcp_xml"] = {
            "alphatype": "straight",
            "comments": {"mastercomment1": "; ".join(made_of(reel))},
        }
        clip.media_reference.metadata["fcp_xml"] = {
            "timecode": timecode(reel, 0),
            "media": {"video": {"samplecharacteristics": picture(reel)}},
        }
    _declaration, _line, document = otio.adapters.write_to_string(timeline, "fcp_xml").partition("\n")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n{document}'.encode())
    progress(1.0)


def rate(reel: Reel) -> dict[str, str]:
    return {"timebase": str(counted(reel.rate)), "ntsc": "TRUE" if reel.rate.denominator > 1 else "FALSE"}


def timecode(reel: Reel, frame: int) -> dict[str, Any]:
    return {"rate": rate(reel), "frame": str(frame), "displayformat": "DF" if reel.delivery.drop else "NDF"}


def picture(reel: Reel) -> dict[str, Any]:
    return {
        "rate": rate(reel),
        "width": str(reel.raster.width),
        "height": str(reel.raster.height),
        "anamorphic": "FALSE",
        "pixelaspectratio": "square",
        "fielddominance": "none",
    }
