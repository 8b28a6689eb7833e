"""A logo in colours, scrolled at an odd speed, read back from delivered films: where the page has it, in its colours."""

import io

import av
import numpy as np
import pytest

from productions.rollkit.film.frame_source import get_planes
from productions.rollkit.rendering.page_pixels import PageRenderer, compute_top_row
from productions.rollkit.writers import as_mp4, as_prores422hq, as_prores4444
from tests.roll.film.reels import filmed
from tests.roll.film.test_masters import rgb_at
from tests.roll.logos import fields, logo
from tests.roll.test_logos import reel

INSIDE = 8
"""Rows and columns around a place that have its colour: chroma is soft at edges where samples are shared."""


@pytest.mark.parametrize("writer", [as_mp4, as_prores422hq, as_prores4444])
@pytest.mark.parametrize("px", [5, 8])
def test_a_logos_colours_stay_its_own_wherever_it_is(writer, px, tmp_path):
    found = reel([logo(tmp_path, "Dog", 400)], kind="scroll", raster="1280x720", px=px)
    (shot,) = found.shots
    (cell,) = (cell for page in found.pages for cell in page["cells"] if "logo" in cell)
    disc = cell["y"] + cell["height"] // 2, cell["x"] + cell["height"] // 2
    bar = cell["y"] + cell["height"] // 2, cell["x"] + cell["width"] - 3 * INSIDE
    with PageRenderer(found) as sheets:
        page = sheets.draw_strip(shot, 0, shot.px * shot.frames)[..., :3].astype(int)
    seen = 0
    with av.open(io.BytesIO(filmed(writer, found))) as film:
        for number, frame in enumerate(film.decode(video=0)):
            top = compute_top_row(shot, number, 720)
            for row, column in (disc, bar):
                if INSIDE <= row - top < 720 - INSIDE:
                    assert np.abs(page[row, column] - rgb_at(frame, row - top, column)).max() <= 2, number
                    seen += 1
    assert seen >= 2 * (720 // px - 4)


def chroma_of(pixels, down, across):
    """Cb and Cr of 8 bits by BT.709: sideways on the left one of two pixels, downwards between two rows."""
    red, green, blue = (pixels[..., channel] / 255 for channel in range(3))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    for plane in ((blue - light) / 1.8556, (red - light) / 1.5748):
        if across == 2:
            plane = (np.roll(plane, 1, axis=1) + 2 * plane + np.roll(plane, -1, axis=1))[:, ::2] / 4
        if down == 2:
            plane = (plane[::2] + plane[1::2]) / 2
        yield 128 + 224 * plane


@pytest.mark.parametrize(
    ("writer", "down", "most", "px"),
    [(as_mp4, 2, 12, 5), (as_mp4, 2, 12, 8), (as_prores422hq, 1, 2, 5), (as_prores4444, 1, 2, 5)],
)
def test_where_two_colours_meet_chroma_is_of_the_rows_and_columns_that_share_it(
    writer, down, most, px, tmp_path
):
    """Also where they meet at an odd row: one row or column off, half of another colour would be in it.

    `most`: what the encoder is off where colours meet, of 255.
    """
    dog = logo(tmp_path, "Dog", 400, data=fields(400))
    found = reel([dog], kind="scroll", raster="1280x720", px=px)
    (shot,) = found.shots
    (cell,) = (cell for page in found.pages for cell in page["cells"] if "logo" in cell)
    with PageRenderer(found) as sheets:
        strip = sheets.draw_strip(shot, 0, shot.px * shot.frames)[..., :3].astype(int)
    page = np.pad(strip, ((720, 720), (0, 0), (0, 0)))  # black before it comes and when it has gone
    seen = 0
    with av.open(io.BytesIO(filmed(writer, found))) as film:
        for number, frame in enumerate(film.decode(video=0)):
            top = compute_top_row(shot, number, 720)
            if not (top + INSIDE <= cell["y"] and cell["y"] + cell["height"] <= top + 720 - INSIDE):
                continue
            _luma, *planes = get_planes(frame)[:3]
            step = 1 << (frame.format.components[0].bits - 8)
            across = 1280 // planes[0].shape[1]
            rows = slice((cell["y"] - top) // down - 2, (cell["y"] - top + cell["height"]) // down + 2)
            columns = slice(cell["x"] // across - 2, (cell["x"] + cell["width"]) // across + 2)
            # One sample more on each side, since the one at the edge takes its neighbour from the other edge.
            around = page[
                720 + top + rows.start * down : 720 + top + rows.stop * down,
                (columns.start - 1) * across : (columns.stop + 1) * across,
            ]
            for plane, own in zip(planes, chroma_of(around, down, across), strict=True):
                assert np.abs(plane[rows, columns] / step - own[:, 1:-1]).max() <= most, number
            seen += 1
    assert seen >= (720 - 80 - 2 * INSIDE) // px - 1
