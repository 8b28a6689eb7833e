"""Pages as pictures: outlines that say what they show, and screens with alpha that cut no row."""

import io
from xml.etree import ElementTree

import av
import numpy
import pypdfium2

from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.rendering.stills import extract_page_text, iter_stills
from productions.rollkit.screen_spec import Raster, ScreenSpec, parse_screen_spec
from tests.roll.looks import film_roll_at_first
from tests.roll.reading import files_of, written
from tests.roll.samples import DIRECTOR, KEY, credit, long_list, the_case
from tests.roll.test_templates import PLAIN, roll

SMALL = ScreenSpec(raster=Raster(1280, 720), template=film_roll_at_first())


def decoded(data):
    """The pixels of a PNG: rows × columns × RGBA."""
    with av.open(io.BytesIO(data)) as file:
        (frame,) = file.decode(video=0)
        return frame.to_ndarray(format="rgba")


def test_screens_cut_no_row_and_leave_none_out():
    reel = build_reel(long_list(100), SMALL)
    stills = list(iter_stills(reel))
    (page,) = reel.pages
    boxes = {(cell["y"], cell["y"] + cell["height"]) for cell in page["cells"]}
    seen = [box for still in stills for box in boxes if still.top <= box[0] and box[1] <= still.bottom]

    assert sorted(seen) == sorted(boxes)
    assert len(stills) == 6
    assert [still.name for still in stills][-1] == "page-001-006"
    assert {still.y for still in stills} == {36}
    assert max(still.bottom - still.top for still in stills) <= 648


def test_a_still_has_the_pixels_of_the_page_and_is_clear_beside_them():
    reel = build_reel(long_list(100), SMALL)
    pictures = {
        name: decoded(data) for name, data in files_of(written("png", long_list(100), delivery=SMALL)).items()
    }
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background=None))
    page = pdf[0].render(scale=1, fill_color=(0, 0, 0, 0), rev_byteorder=True).to_numpy().copy()
    pdf.close()

    assert list(pictures) == [f"{still.name}.png" for still in iter_stills(reel)]
    for still, picture in zip(iter_stills(reel), pictures.values(), strict=True):
        shown = still.bottom - still.top
        assert picture.shape == (720, 1280, 4)
        assert numpy.array_equal(picture[36 : 36 + shown], page[still.top : still.bottom])
        assert not picture[:36].any()
        assert not picture[36 + shown :].any()
    # Straight alpha: where a letter's edge lets the picture behind through, its colour is still the letter's.
    edges = picture[(picture[..., 3] > 0) & (picture[..., 3] < 255)]
    assert set(edges[:, 0].tolist()) <= {255, 200, 176, 160}


def test_outlines_have_a_pixel_a_unit_and_say_what_they_show():
    (name, data), *more = files_of(written("svg", the_case(), "en", SMALL)).items()
    page = ElementTree.fromstring(data)
    height = build_reel(the_case(), SMALL, lang="en").pages[0]["height"]

    assert (name, more) == ("page-001.svg", [])
    assert [page.get(key) for key in ("width", "height", "viewBox")] == [
        "1280",
        str(height),
        f"0 0 1280 {height}",
    ]
    assert page.findtext("{http://www.w3.org/2000/svg}title") == "The Dog & The Boy"
    assert "Director  牧原亮太郎\n" in page.findtext("{http://www.w3.org/2000/svg}desc")
    assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert page.findtext("{http://www.w3.org/2000/svg}metadata").startswith("roll sha256:")
    assert b"<text" not in data
    assert b"http" not in data.replace(b"http://www.w3.org/", b"")


def test_the_text_of_a_vertical_card_is_read_from_the_right():
    document = roll(credit("1", DIRECTOR, "山田 花子"), credit("2", KEY, "林 一"), credit("3", KEY, "森 海"))
    template = {**PLAIN, "kind": "cards", "writing": "vertical"}
    reel = build_reel(document, parse_screen_spec({"template": template}))
    assert extract_page_text(reel.pages[0]).splitlines() == ["監督  山田 花子", "原画  林 一", "森 海"]
