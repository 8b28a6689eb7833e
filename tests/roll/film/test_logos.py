"""A logo in colours, scrolled at an odd speed, read back from delivered films: where the page has it, in its colours."""

import io

import av
import numpy as np
import pytest

from productions.roll.screen.pixels import Sheets, top_row
from productions.roll.writers import as_mp4, as_prores422hq, as_prores4444
from tests.roll.film.reels import filmed
from tests.roll.film.test_masters import rgb_at
from tests.roll.logos import logo
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
    with Sheets(found) as sheets:
        page = sheets.draw_strip(shot, 0, shot.px * shot.frames)[..., :3].astype(int)
    seen = 0
    with av.open(io.BytesIO(filmed(writer, found))) as film:
        for number, frame in enumerate(film.decode(video=0)):
            top = top_row(shot, number, 720)
            for row, column in (disc, bar):
                if INSIDE <= row - top < 720 - INSIDE:
                    assert np.abs(page[row, column] - rgb_at(frame, row - top, column)).max() <= 2, number
                    seen += 1
    assert seen >= 2 * (720 // px - 4)
