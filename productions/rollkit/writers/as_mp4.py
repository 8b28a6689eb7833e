"""H.264 in MP4: the proof to look at and to sign, with its timecode in the picture where it was asked for."""

from typing import BinaryIO

from productions.rollkit.film.encoding import Encoding
from productions.rollkit.film.movie import build_faststart_options, write_movie
from productions.rollkit.film.pixel_formats import YUV420
from productions.rollkit.film.timecode_burn_in import build_burn_in
from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.screen_spec import Raster
from productions.shared.timecode import compute_timebase

X264_PARAMETERS = "bframes=0:rc-lookahead=0:sync-lookahead=0:force-cfr=1:weightp=0:me=dia:subme=0:scenecut=0:chroma-qp-offset=-12"
"""What a roll needs of x264.

It keeps 20 MB for each 4K frame that it looks ahead, to save a sixth of the file, and one more where frames may last differently
(`force-cfr`). A roll moves by whole pixels: looking for halves of them takes half of the time and 50 MB. Keyframes stand where they are
asked for and nowhere else (`scenecut`). Chroma is finest: white names have none, and the colours of logos stay their own.
"""
X264_QUANTISER = "18"
"""x264's for every picture: its rate factor would spread bits over pictures that are all alike, and remembers what it spent.

`python -m benchmarks.film --x264` says what each of these costs.
"""

SLICED_PIXELS = 6_000_000
"""Frames of so many or more are cut into two slices, which two threads of one encoder make in the memory of one: a second encoder of 4K, with the rows
that it encodes, takes 110 MB."""


def build_proof_encoding(reel: Reel, *, preset: str = "veryfast") -> Encoding:
    """A keyframe about each second, so that it can be scrubbed; the index in front, so that it plays while it loads."""
    between = round(compute_timebase(reel.rate) / 8) * 8
    return Encoding(
        container="mp4",
        encoder="libx264",
        form=YUV420,
        options={
            "preset": preset,
            "qp": X264_QUANTISER,
            "g": str(between),
            "x264-params": X264_PARAMETERS,
        },
        container_options=build_faststart_options(reel),
        segment=4 * between,
        slices=count_slices(reel.raster),
        burn=build_burn_in(reel.raster) if reel.delivery.burn_in else None,
    )


def count_slices(raster: Raster) -> int:
    """Of a frame: by its size alone, so that a film is the same bytes on every machine."""
    return 2 if raster.width * raster.height >= SLICED_PIXELS else 1


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_movie(reel, out, build_proof_encoding(reel), progress=progress)
