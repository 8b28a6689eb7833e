"""The movie on a time line, as OpenTimelineIO: an editor opens it beside the movie of the same name."""

from typing import BinaryIO

from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.timelines.otio_timeline import build_timeline


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    timeline = build_timeline(reel)
    out.write(timeline.to_json_string(indent=2).encode())
    progress(1.0)
