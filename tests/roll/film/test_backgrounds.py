"""The background of a template: in every picture without alpha, also where the strip has not come yet, and in none with it."""

from dataclasses import replace

import numpy as np
import pytest

from productions.rollkit.film.pixel_formats import RGB, RGBA, YUV420, YUV422_10
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.rendering.preview_tiles import build_tiles
from tests.roll.film.reels import cards, frames

BLUE, GREEN = "#204060", (32, 64, 96)


def on(reel, background):
    """The reel with another background."""
    template = replace(reel.delivery.template, background=background)
    return replace(reel, delivery=replace(reel.delivery, template=template))


def test_cards_come_up_over_the_background_and_scrolls_over_it_from_the_first_frame():
    reel = on(cards(), BLUE)
    pictures = [planes[0].copy() for planes in frames(reel, RGB)]
    with PageRenderer(reel) as sheets:
        card = sheets.draw_card(0)[..., :3].astype(int)
    assert len(pictures) == reel.frames
    assert {tuple(picture[5, 5]) for picture in pictures} == {GREEN}
    assert (pictures[10] == GREEN).all()
    faded, whole = pictures[0].astype(int), pictures[3].astype(int)
    assert (whole == card).all()
    assert np.abs(faded - (np.array(GREEN) + (card - GREEN) / 4)).max() <= 1
    assert (card.max(axis=(0, 1)) == 255).all()


@pytest.mark.parametrize("form", [YUV420, YUV422_10])
def test_colours_of_the_background_are_those_of_bt_709(form):
    """One colour everywhere: what is computed by hand from ITU-R BT.709-6, item 3.2 to 3.4."""
    red, green, blue = (value / 255 for value in GREEN)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    expected = 16 + 219 * light, 128 + 224 * (blue - light) / 1.8556, 128 + 224 * (red - light) / 1.5748
    step = 1 if form is YUV420 else 4
    for number, planes in enumerate(frames(on(cards(), BLUE), form)):
        assert [int(plane[2, 2]) for plane in planes] == [round(value * step) for value in expected], number


def test_a_master_with_alpha_has_no_background():
    ours, black = (
        [planes[0].copy() for planes in frames(reel, RGBA)] for reel in (on(cards(), BLUE), cards())
    )
    assert all(np.array_equal(one, other) for one, other in zip(ours, black, strict=True))
    assert not ours[10].any()


def test_tiles_of_another_background_are_other_tiles():
    plain, blue = (
        {tile.name for page in build_tiles(reel) for tile in page} for reel in (cards(), on(cards(), BLUE))
    )
    assert plain
    assert not plain & blue
