"""Stills with alpha for editors: a PNG a card, and of a scroll a PNG a screen, in a ZIP; no row is cut in two."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
from av.video.frame import VideoFrame

from productions.roll.film.pictures import tag
from productions.roll.film.sequence import PNG, encoded
from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import pack
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import Reel, made_of
from productions.roll.screen.stills import Still, stills_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Every picture has the raster's size, so that it lies on any time line; what is free stays clear."""
    stills = list(stills_of(reel))
    names = [f"{still.name}.png" for still in stills]
    pack(out, encoded(reel, PNG, names, pictures(reel, stills, progress)), made_of=made_of(reel))


def pictures(reel: Reel, stills: Sequence[Still], progress: Progress) -> Iterator[VideoFrame]:
    with Sheets(reel, alpha=True) as sheets:
        for number, still in enumerate(stills):
            rows = still.bottom - still.top
            picture = np.zeros((reel.raster.height, reel.raster.width, 4), np.uint8)
            picture[still.y : still.y + rows] = sheets.draw_page(still.page, still.top, rows)
            frame = VideoFrame.from_ndarray(picture, format=PNG.form.name)
            frame.pts, frame.time_base = number, 1 / reel.rate
            tag(frame)
            yield frame
            progress((number + 1) / len(stills))
