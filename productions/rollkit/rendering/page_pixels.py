"""The reel's pages as pixels, some rows at a time and the same always, whichever are asked for, at 1 unit a pixel.

Pixels are arrays of shape (rows, width, 4), unsigned bytes, red, green, blue, alpha. On nothing, alpha is straight
(colours are not multiplied by it); on the template's background it says nothing.
"""

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from productions.rollkit.layout.reel import Reel, ScrollShot, render_pdf
from productions.rollkit.rendering.pdfium_lock import PDFIUM_LOCK
from productions.rollkit.template.contrast import read_colour

Pixels = NDArray[np.uint8]

BAND_MARGIN_ROWS = 4
"""Rows drawn above and below a band and thrown away."""
BAND_ROWS = 128
"""Rows of a page that are drawn at a time, from a multiple of it on: PDFium rounds a soft edge by where a drawing begins."""

PAGES_PER_PDF = 4
"""Pages that are set at a time: typst keeps some memory for each, and a film needs them one after another."""


class PageRenderer:
    """The pages of a reel, on their background or on nothing (`alpha`), set when they are wanted; `pdf` are all, already set.

    Closes as a context.
    """

    def __init__(self, reel: Reel, *, alpha: bool = False, pdf: bytes | None = None) -> None:
        self.reel, self.pdf = reel, pdf
        self.background = None if alpha else reel.background
        self.empty = np.array((0, 0, 0, 0) if alpha else (*read_colour(reel.background), 0), np.uint8)
        self.width = reel.raster.width
        self.heights = tuple(page["height"] for page in reel.pages)
        self.format = pdfium.FPDFBitmap_BGRA if alpha else pdfium.FPDFBitmap_BGRx
        self.group: tuple[int, pypdfium2.PdfDocument] | None = None
        self.loaded: tuple[int, pypdfium2.PdfPage] | None = None
        self.drawn: tuple[tuple[int, int], Pixels] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        with PDFIUM_LOCK:
            self.close_page()
            self.close_group()

    def close_page(self) -> None:
        if self.loaded is not None:
            self.loaded[1].close()
            self.loaded = None

    def close_group(self) -> None:
        if self.group is not None:
            self.group[1].close()
            self.group = None

    def load_page(self, number: int) -> pypdfium2.PdfPage:
        """Have one page open and no other: an open page keeps what was drawn of it."""
        if self.loaded is not None and self.loaded[0] == number:
            return self.loaded[1]
        self.close_page()
        first = 0 if self.pdf else number // PAGES_PER_PDF * PAGES_PER_PDF
        if self.group is None or self.group[0] != first:
            self.close_group()
            some = replace(self.reel, pages=self.reel.pages[first : first + PAGES_PER_PDF])
            data = self.pdf or render_pdf(some, background=self.background)
            self.group = first, pypdfium2.PdfDocument(data)
        self.loaded = number, self.group[1][number - first]
        return self.loaded[1]

    def draw_page(self, number: int, top: int, rows: int) -> Pixels:
        """Rows of a page from row `top` on."""
        out = np.empty((rows, self.width, 4), np.uint8)
        end = top + rows
        for start in range(top // BAND_ROWS * BAND_ROWS, end, BAND_ROWS):
            first, last = max(start, top), min(start + BAND_ROWS, end)
            out[first - top : last - top] = self.get_band(number, start)[first - start : last - start]
        return out

    def get_band(self, number: int, top: int) -> Pixels:
        """A band of a page; the last one is kept, since the next rows begin within it."""
        if self.drawn is None or self.drawn[0] != (number, top):
            self.drawn = (number, top), self.draw_band(number, top)
        return self.drawn[1]

    def draw_band(self, number: int, top: int) -> Pixels:
        # The soft edge of a letter that only touches the band is left out by PDFium, unless more is drawn around it.
        drawn = np.zeros((BAND_ROWS + 2 * BAND_MARGIN_ROWS, self.width, 4), np.uint8)
        with PDFIUM_LOCK:
            page = self.load_page(number)
            bitmap = pdfium.FPDFBitmap_CreateEx(
                self.width,
                len(drawn),
                self.format,
                drawn.ctypes.data_as(pdfium.c_void_p),
                drawn.strides[0],
            )
            pdfium.FPDF_RenderPageBitmap(
                *(bitmap, page, 0, BAND_MARGIN_ROWS - top, self.width, self.heights[number], 0),
                pdfium.FPDF_REVERSE_BYTE_ORDER,
            )
            pdfium.FPDFBitmap_Destroy(bitmap)
        return drawn[BAND_MARGIN_ROWS : BAND_MARGIN_ROWS + BAND_ROWS]

    def draw_strip(self, shot: ScrollShot, top: int, rows: int) -> Pixels:
        """Rows of the strip that a scroll's pages join to; row 0 is its top edge, and around it is the background."""
        edges = [0, *accumulate(self.heights[shot.first : shot.last + 1])]
        first = bisect_right(edges, max(top, 0)) - 1
        if top >= 0 and first < len(edges) - 1 and top + rows <= edges[first + 1]:
            return self.draw_page(shot.first + first, top - edges[first], rows)
        out = np.empty((rows, self.width, 4), np.uint8)
        out[:] = self.empty
        y = max(top, 0)
        while y < min(top + rows, edges[-1]):
            index = bisect_right(edges, y) - 1
            end = min(top + rows, edges[index + 1])
            out[y - top : end - top] = self.draw_page(shot.first + index, y - edges[index], end - y)
            y = end
        return out

    def draw_card(self, number: int) -> Pixels:
        """A whole page, of the raster's size."""
        return self.draw_page(number, 0, self.heights[number])


def is_grey(pixels: Pixels) -> bool:
    """Whether red, green and blue are equal everywhere."""
    red = pixels[..., 0]
    return bool(np.array_equal(red, pixels[..., 1]) and np.array_equal(red, pixels[..., 2]))


def compute_top_row(shot: ScrollShot, frame: int, height: int) -> int:
    """The strip's row on the first row of a screen of `height`, on a frame of the shot; negative before it arrives."""
    return shot.moved(frame) - height


def apply_opacity(pixels: Pixels, level: float, *, alpha: bool, background: Pixels) -> Pixels:
    """Pixels at an opacity: the alpha on nothing, the colours on the background (a pixel of it)."""
    out = pixels.copy()
    part = slice(3, 4) if alpha else slice(0, 3)
    below = background[part].astype(np.float64)
    out[..., part] = np.rint(below + (out[..., part] - below) * level).astype(np.uint8)
    return out


def mix_pixels(before: Pixels, after: Pixels, level: float, *, alpha: bool) -> Pixels:
    """One picture giving way to another, of which `level` is there: on nothing, each colour counts by its alpha."""
    out = np.empty_like(before)
    for top in range(0, len(out), BAND_ROWS):
        rows = slice(top, top + BAND_ROWS)
        one, other = before[rows].astype(np.float32), after[rows].astype(np.float32)
        if alpha:
            one_share, other_share = one[..., 3:] * (1 - level), other[..., 3:] * level
            whole = one_share + other_share
            colours = one[..., :3] * one_share + other[..., :3] * other_share
            np.divide(colours, whole, out=one[..., :3], where=whole > 0)
            one[..., 3:] = whole
        else:
            one = one * (1 - level) + other * level
        out[rows] = np.rint(one)
    return out
