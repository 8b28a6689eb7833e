"""A PNG for each frame, 8 bits on nothing with straight alpha, in a ZIP: exact, and read by everything."""

from typing import BinaryIO

from productions.rollkit.film.image_sequence import PNG_FORMAT, write_image_sequence
from productions.rollkit.layout.reel import Reel
from productions.rollkit.progress import Progress, ignore_progress


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_image_sequence(reel, out, PNG_FORMAT, progress=progress)
