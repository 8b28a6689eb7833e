"""Stills with alpha for editors: a PNG a card, and of a scroll a PNG a screen, in a ZIP; no row is cut in two."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
from av.video.frame import VideoFrame

from productions.rollkit.film.frame_source import tag_bt709
from productions.rollkit.film.image_sequence import PNG_FORMAT, encode_pictures
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.rendering.stills import Still, iter_stills
from productions.rollkit.zip_archive import write_zip


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """Every picture has the raster's size, so that it lies on any time line; what is free stays clear."""
    stills = list(iter_stills(reel))
    names = [f"{still.name}.png" for still in stills]
    write_zip(
        out,
        encode_pictures(reel, PNG_FORMAT, names, draw_stills(reel, stills, progress)),
        made_of=list_reel_provenance(reel),
    )


def draw_stills(reel: Reel, stills: Sequence[Still], progress: Progress) -> Iterator[VideoFrame]:
    with PageRenderer(reel, alpha=True) as sheets:
        for number, still in enumerate(stills):
            rows = still.bottom - still.top
            picture = np.zeros((reel.raster.height, reel.raster.width, 4), np.uint8)
            picture[still.y : still.y + rows] = sheets.draw_page(still.page, still.top, rows)
            frame = VideoFrame.from_ndarray(picture, format=PNG_FORMAT.form.name)
            frame.pts, frame.time_base = number, 1 / reel.rate
            tag_bt709(frame)
            yield frame
            progress((number + 1) / len(stills))
