"""What stands behind texts over a picture: edges, shadows and plates in pixels, the same in every file, and what can be read on them."""

import io

import av
import numpy as np
import pytest

from productions.rollkit.layout.reel import build_reel, render_svgs
from productions.rollkit.rendering.page_pixels import PageRenderer, mix_pixels
from productions.rollkit.rendering.preview_tiles import build_tiles, render_tile_png
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_templates import PLAIN, roll

CARDS = {**PLAIN, "kind": "cards"}


def reel(*, raster="1920x1080", people=("山田花子",), **values):
    credits = [credit(str(n), KEY, name, sort_key=str(n)) for n, name in enumerate(people)]
    credits.append(credit("d", DIRECTOR, "見本一郎"))
    asked = parse_screen_spec({"template": {**CARDS, **values}, "raster": raster})
    return build_reel(roll(*credits), asked)


def draw(found, page=0, *, alpha=True):
    with PageRenderer(found, alpha=alpha) as sheets:
        return sheets.draw_card(page)


def box(mask):
    """Left, top, right and bottom edge of what is there."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1])


@pytest.mark.parametrize(
    ("raster", "scale", "writing"),
    [("1920x1080", 1, "horizontal"), ("1920x1080", 1, "vertical"), ("3840x2160", 2, "horizontal")],
)
def test_letters_have_an_edge_and_a_shadow_of_the_rasters_pixels(raster, scale, writing):
    plain, outlined, shaded = (
        draw(reel(raster=raster, writing=writing, backing=backing))
        for backing in ({}, {"outline": 3}, {"outline": 3, "shadow": 5})
    )
    before = box(plain[..., 3] > 127)
    edge = np.array([-3, -3, 3, 3]) * scale
    assert np.abs(box(outlined[..., 3] > 127) - before - edge).max() <= 1
    assert np.abs(box(shaded[..., 3] > 127) - before - edge - np.array([0, 0, 5, 5]) * scale).max() <= 1


def test_the_letters_themselves_are_as_white_as_without_an_edge():
    """An edge lies below its letter and takes nothing of it, nor does the shadow of a letter lie over the one before it."""
    plain, shaded = (
        draw(reel(backing=backing, type={"name_spacing": -60}))
        for backing in ({}, {"outline": 4, "shadow": 6})
    )
    letters = plain[..., 3] == 255
    assert letters.any()
    assert (shaded[letters] == plain[letters]).all()
    around = (shaded[..., 3] == 255) & (plain[..., 3] == 0)
    assert (shaded[around][:, :3] == 0).all()


def test_an_edge_has_its_colour_and_scrolls_have_it_too():
    found = draw(reel(kind="scroll", backing={"outline": 4, "edge": "#204060"}))
    colours = {tuple(pixel) for pixel in found[found[..., 3] == 255][:, :3]}
    assert (0x20, 0x40, 0x60) in colours


def test_a_plate_stands_around_the_texts_of_each_card():
    backing = {"plate": "texts", "plate_colour": "#102030", "plate_percent": 80, "margin": 40}
    plain, plated = (draw(reel(backing=each)) for each in ({}, backing))
    left, top, right, bottom = box(plated[..., 3] > 0)
    texts = box(plain[..., 3] > 0)
    assert abs(left - (texts[0] - 40)) <= 4
    assert abs(right - (texts[2] + 40)) <= 4
    assert 40 <= texts[1] - top <= 60
    assert 40 <= bottom - texts[3] <= 60
    assert set(map(tuple, plated[top : top + 8, left:right].reshape(-1, 4))) == {(0x10, 0x20, 0x30, 204)}


@pytest.mark.parametrize(
    ("area", "edges"),
    [("full", (0, 0, 1920, 1080)), ("left", (0, 0, 931 + 20, 1080)), ("right", (989 - 20, 0, 1920, 1080))],
)
def test_a_plate_behind_the_place_of_texts_fills_its_part_of_the_screen(area, edges):
    found = draw(reel(area=area, backing={"plate": "place", "margin": 20}))
    assert tuple(box(found[..., 3] > 0)) == edges


def test_a_plate_stays_as_it_is_while_cards_melt():
    """Fades would make it pulse; so the shipped look beside a picture melts."""
    found = reel(
        people=("山田花子", "見本二郎"),
        backing={"plate": "place", "plate_percent": 70},
        cards={"fresh": "roles"},
    )
    one, other = draw(found, 0), draw(found, 1)
    for level in (0.25, 0.5, 0.75):
        mixed = mix_pixels(one, other, level, alpha=True)
        assert set(map(tuple, mixed[:40].reshape(-1, 4))) == {(0, 0, 0, 179)}
    split = SHIPPED_TEMPLATES["TV ending beside picture"]
    assert (split.backing.plate, split.cards.melt > 0) == ("place", True)


def test_the_preview_and_title_designers_get_the_same():
    backing = {"plate": "texts", "plate_colour": "#a01020", "outline": 3, "shadow": 4, "edge": "#104010"}
    found = reel(backing=backing)
    whole = draw(found, alpha=False)
    for tile in build_tiles(found)[0]:
        (frame,) = av.open(io.BytesIO(render_tile_png(found, tile.page))).decode(video=0)
        pixels = frame.to_ndarray(format="rgb24")
        assert np.abs(pixels.astype(int) - whole[tile.top : tile.top + tile.height, :, :3]).max() <= 2
    (drawn,) = render_svgs(found)[:1]
    assert b"#a01020" in drawn
    assert b"#104010" in drawn
    assert {tile.name for tile in build_tiles(found)[0]} != {tile.name for tile in build_tiles(reel())[0]}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        # a plate that lets most of a white picture through
        ({"backing": {"plate": "place", "plate_percent": 20}}, "template.type.name_white: 255 on #cccccc has a contrast of 1.6:1"),
        ({"backing": {"plate": "place", "plate_percent": 70}, "type": {"role_white": 150}}, "template.type.role_white: 150 on #4c4c4c"),
        # a dark letter in a dark edge
        ({"backing": {"outline": 3}, "type": {"name_white": 20}}, "template.type.name_white: 20 on #000000"),
        ({"backing": {"edge": "black"}}, "template.backing.edge: “black” is no colour; write it as #000000."),
        ({"backing": {"outline": 25}}, "template.backing.outline is from 0 to 24, not 25."),
        ({"blocks": [{"holds": "rest", "white": 40}]}, "template.blocks[0].white: 40 on #000000 has a contrast of 1.4:1"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_on_its_backing_is_refused(values, sentence):
    with pytest.raises(TemplateRefused) as refused:
        parse_template({**CARDS, **values})
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    "values",
    [
        {"backing": {"plate": "place"}},
        # on white it is the edge that letters are read against
        {"background": "#ffffff", "backing": {"outline": 3}},
        {"backing": {"plate": "texts", "plate_colour": "#ffffff", "plate_percent": 100}, "type": {f"{style}_white": 20 for style in ("name", "role", "title", "heading", "small")}},
    ],
)  # fmt: skip
def test_what_can_be_read_on_its_backing_is_a_template(values):
    assert parse_template({**CARDS, **values}).to_dict()["backing"]


def test_a_template_of_before_has_no_backing_and_keeps_its_bytes():
    assert "backing" not in parse_template(CARDS).to_dict()
    assert not any("backing" in page or "fill" in cell for page in reel().pages for cell in page["cells"])
