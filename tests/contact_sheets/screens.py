"""The screens of a reel as pixels: each card, and a scroll cut where one screen after another has passed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from productions.rollkit.layout.reel import Reel, ScrollShot, render_pdf
from productions.rollkit.template.contrast import read_colour

Pixels = NDArray[np.uint8]
"""Rows of red, green and blue."""

GAP = 12
"""Pixels between the pictures of a sheet."""
SHEET_GREY = 58


def draw_pages(reel: Reel, scale: float) -> list[Pixels]:
    """Each page of the reel on its background."""
    document = pypdfium2.PdfDocument(render_pdf(reel, background=reel.background))
    pages = [
        page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_numpy()[:, :, :3].copy()
        for page in document
    ]
    document.close()
    return pages


def cut_screens(reel: Reel, pages: Sequence[Pixels], scale: float) -> list[Pixels]:
    """Every screen in the order of the roll: a scroll from its top, so that each row is on one of them."""
    height = round(reel.raster.height * scale)
    found: list[Pixels] = []
    for shot in reel.shots:
        if not isinstance(shot, ScrollShot):
            found.append(pages[shot.page][:height])
            continue
        strip = np.concatenate(pages[shot.first : shot.last + 1])
        found += [
            fill_screen(strip[top : top + height], height, reel) for top in range(0, len(strip), height)
        ]
    return found


def fill_screen(rows: Pixels, height: int, reel: Reel) -> Pixels:
    """The last rows of a strip on a whole screen."""
    screen = np.empty((height, rows.shape[1], 3), np.uint8)
    screen[:] = read_colour(reel.background)
    screen[: len(rows)] = rows
    return screen


def lay_out_sheet(screens: Sequence[Pixels], across: int) -> Pixels:
    """The screens in rows on grey, from the left."""
    high, wide = screens[0].shape[:2]
    down = -(-len(screens) // across)
    sheet = np.full((down * (high + GAP) + GAP, across * (wide + GAP) + GAP, 3), SHEET_GREY, np.uint8)
    for number, screen in enumerate(screens):
        row, column = divmod(number, across)
        y, x = GAP + row * (high + GAP), GAP + column * (wide + GAP)
        sheet[y : y + high, x : x + wide] = screen
    return sheet


def pick_screens(count: int) -> Iterator[int]:
    """The numbers of the screens that are shown whole: near the beginning, in the middle, the last."""
    yield from dict.fromkeys((min(1, count - 1), count // 2, count - 1))


def write_png(pixels: Pixels, path: Path) -> None:
    """The pixels as a PNG file."""
    encoder = av.CodecContext.create("png", "w")
    encoder.height, encoder.width = pixels.shape[:2]
    encoder.pix_fmt, encoder.time_base = "rgb24", Fraction(1)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
    frame.pts = 0
    path.write_bytes(b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None))))
