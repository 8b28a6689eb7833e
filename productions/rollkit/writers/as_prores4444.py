"""ProRes 4444 in MOV, on nothing with straight alpha: the roll to lay over a picture.

Of FFmpeg's two encoders `prores_aw` is the one: its alpha comes back exactly, `prores_ks` is up to one of 1,023 off
and takes ten times as long. It takes its profile as a number.
"""

from typing import BinaryIO

from productions.rollkit.film.encoding import Encoding
from productions.rollkit.film.movie import build_faststart_options, write_movie
from productions.rollkit.film.pixel_formats import YUVA444_10
from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress


def build_encoding(reel: Reel) -> Encoding:
    return Encoding(
        container="mov",
        encoder="prores_aw",
        form=YUVA444_10,
        options={"profile": "4", "vendor": "apl0"},
        container_options=build_faststart_options(reel),
    )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_movie(reel, out, build_encoding(reel), progress=progress)
