"""Stills with alpha for editors: a PNG a card, and of a scroll a PNG a screen, in a ZIP; no row is cut in two."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy
import pypdfium2

from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import pack
from productions.roll.screen.png import Pixels, png_of
from productions.roll.screen.reel import Reel, pdf_of
from productions.roll.screen.stills import Still, stills_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Every picture has the raster's size, so that it lies on any time line; what is free stays clear."""
    pack(out, pictures(reel, progress))


def pictures(reel: Reel, progress: Progress) -> Iterator[tuple[str, bytes]]:
    stills = list(stills_of(reel))
    document = pypdfium2.PdfDocument(pdf_of(reel, background=None))
    try:
        for done, still in enumerate(stills, 1):
            yield f"{still.name}.png", png_of(pixels_of(document[still.page], still, reel))
            progress(done / len(stills))
    finally:
        document.close()


def pixels_of(page: pypdfium2.PdfPage, still: Still, reel: Reel) -> Pixels:
    below = reel.pages[still.page]["height"] - still.bottom
    bitmap = page.render(scale=1, crop=(0, below, 0, still.top), fill_color=(0, 0, 0, 0), rev_byteorder=True)
    whole = numpy.zeros((reel.raster.height, reel.raster.width, 4), numpy.uint8)
    whole[still.y : still.y + still.bottom - still.top] = bitmap.to_numpy()
    bitmap.close()
    return whole
