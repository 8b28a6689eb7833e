"""ProRes 422 HQ in MOV, on black: the roll as a reel of its own."""

from typing import BinaryIO

from productions.rollkit.film.encoding import Encoding
from productions.rollkit.film.movie import build_faststart_options, write_movie
from productions.rollkit.film.pixel_formats import YUV422_10
from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress


def build_encoding(reel: Reel) -> Encoding:
    return Encoding(
        container="mov",
        encoder="prores_aw",
        form=YUV422_10,
        options={"profile": "3", "vendor": "apl0"},
        container_options=build_faststart_options(reel),
    )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_movie(reel, out, build_encoding(reel), progress=progress)
