"""The roll for a screen, as vector pages: white on black, whole-pixel rows, 1 unit a pixel."""

from typing import BinaryIO

from productions.rollkit.layout.reel import Reel, render_pdf
from productions.rollkit.progress import Progress, ignore_progress


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write(render_pdf(reel, background=reel.background))
    progress(1.0)
