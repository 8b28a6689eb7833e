"""The screens of a reel as pixels: each card, and a scroll cut where one screen after another has passed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2.raw import FPDFBitmap_BGRA

from productions.rollkit.layout.reel import Reel, ScrollShot, render_pdf
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.contrast import read_colour

Pixels = NDArray[np.uint8]
"""Rows of red, green and blue."""

GAP = 12
"""Pixels between the pictures of a sheet."""
SHEET_GREY = 58


def draw_pages(reel: Reel, scale: float) -> list[Pixels]:
    """Each page of the reel on its background, or on a picture where its template is made for one."""
    over_picture = reel.delivery.template.backing != Backing()
    document = pypdfium2.PdfDocument(render_pdf(reel, background=None if over_picture else reel.background))
    pages = []
    for page in document:
        bitmap = page.render(
            scale=scale,
            rev_byteorder=True,
            prefer_bgrx=not over_picture,
            force_bitmap_format=FPDFBitmap_BGRA if over_picture else None,
            fill_color=(0, 0, 0, 0) if over_picture else (255, 255, 255, 255),
        )
        pixels = bitmap.to_numpy()
        pages.append(put_over_picture(pixels) if over_picture else pixels[:, :, :3].copy())
    document.close()
    return pages


def put_over_picture(pixels: NDArray[np.uint8]) -> Pixels:
    """Pixels with straight alpha over a picture with what is hard to read on: a bright sky, its colours, a fine pattern, dark ground."""
    high, wide = pixels.shape[:2]
    down, along = np.mgrid[0:high, 0:wide]
    y, x = down / high, along / wide
    sky = np.stack([0.95 - 0.5 * y, 0.97 - 0.35 * y, 1.0 - 0.1 * y], axis=-1)
    ground = np.stack([0.35 + 0.3 * x, 0.42 - 0.1 * x, 0.2 + 0.1 * y], axis=-1)
    picture = np.where((y < 0.62 + 0.06 * np.sin(9 * x))[..., None], sky, ground)
    pattern = (np.floor(x * 60) + np.floor(y * 34)) % 2 * (abs(x - 0.72) < 0.14) * (abs(y - 0.4) < 0.25)
    picture = np.clip(picture - 0.55 * pattern[..., None], 0, 1) * 255
    alpha = pixels[..., 3:] / 255
    mixed: Pixels = np.rint(pixels[..., :3] * alpha + picture * (1 - alpha)).astype(np.uint8)
    return mixed


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
