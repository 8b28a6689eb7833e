"""Stills with alpha for editors: a PNG a card, and of a scroll a PNG a screen, in a ZIP; no row is cut in two."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import pack
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.png import png_of
from productions.roll.screen.reel import Reel, made_of
from productions.roll.screen.stills import stills_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Every picture has the raster's size, so that it lies on any time line; what is free stays clear."""
    pack(out, pictures(reel, progress), made_of=made_of(reel))


def pictures(reel: Reel, progress: Progress) -> Iterator[tuple[str, bytes]]:
    stills = list(stills_of(reel))
    with Sheets(reel, alpha=True) as sheets:
        for done, still in enumerate(stills, 1):
            rows = still.bottom - still.top
            picture = np.zeros((reel.raster.height, reel.raster.width, 4), np.uint8)
            picture[still.y : still.y + rows] = sheets.draw_page(still.page, still.top, rows)
            yield f"{still.name}.png", png_of(picture)
            progress(done / len(stills))
