"""H.264 in MP4: the proof to look at and to sign, with its timecode in the picture where it was asked for."""

from typing import BinaryIO

from productions.roll.film.burn import burner
from productions.roll.film.colour import YUV420
from productions.roll.film.encoding import Encoding
from productions.roll.film.movie import index_in_front, write_movie
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.reel import Reel
from productions.roll.timecode import counted

LEAN = "bframes=0:rc-lookahead=0:sync-lookahead=0:me=dia:subme=0"
"""What a roll needs of x264.

It keeps 20 MB for each 4K frame that it looks ahead, to save a sixth of the file. A roll moves by whole pixels: looking
for halves of them takes half of the time and 50 MB (`python -m benchmarks.film --x264`).
"""


def proof(reel: Reel, *, preset: str = "veryfast") -> Encoding:
    """A keyframe each second, so that it can be scrubbed; the index in front, so that it plays while it loads."""
    return Encoding(
        container="mp4",
        encoder="libx264",
        form=YUV420,
        options={"preset": preset, "crf": "18", "g": str(counted(reel.rate)), "x264-params": LEAN},
        container_options=index_in_front(reel),
    )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    burn = burner(reel.raster) if reel.delivery.burn_in else None
    write_movie(reel, out, proof(reel), progress=progress, burn=burn)
