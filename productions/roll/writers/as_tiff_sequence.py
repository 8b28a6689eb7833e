"""A TIFF for each frame, 8 bits on nothing with straight alpha, in a ZIP; packed by PackBits, as baseline readers take it."""

from typing import BinaryIO

from productions.roll.film.colour import RGBA
from productions.roll.film.sequence import Still, write_sequence
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.reel import Reel

TIFF = Still("tiff", RGBA, {"compression_algo": "packbits"})


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_sequence(reel, out, TIFF, progress=progress)
