"""The movie on a time line, as OpenTimelineIO: an editor opens it beside the movie of the same name."""

from typing import BinaryIO

from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.reel import Reel
from productions.roll.timeline import timeline_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    timeline = timeline_of(reel)
    out.write(timeline.to_json_string(indent=2).encode())
    progress(1.0)
