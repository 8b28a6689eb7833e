"""Tiles of the pages equal the whole page, alpha is straight, and a strip has no seam."""

import numpy as np
import pypdfium2
import pytest

from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.pixel_formats import RGBA, YUV420, YUVA444_10, PlanarYuv
from productions.rollkit.layout.reel import render_pdf
from productions.rollkit.rendering.page_pixels import PAGES_PER_PDF, PageRenderer, apply_opacity, is_grey
from productions.rollkit.screen_spec import Raster
from tests.roll.film.reels import cards, coloured, rolled


@pytest.fixture(scope="module")
def reel():
    return rolled(600, raster=Raster(1280, 720))


@pytest.mark.parametrize("alpha", [True, False])
def test_tiles_equal_the_whole_page_bit_for_bit(alpha):
    """The whole page is of the PDF of all pages; the tiles are of some pages set at a time."""
    reel = rolled(9000, raster=Raster(320, 180))
    assert len(reel.pages) > PAGES_PER_PDF
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background=None if alpha else "#000000"))
    with PageRenderer(reel, alpha=alpha) as sheets:
        for number, height in enumerate(sheets.heights):
            page = pdf[number]
            whole = page.render(
                scale=1,
                rev_byteorder=True,
                fill_color=(0, 0, 0, 0) if alpha else (0, 0, 0, 255),
                force_bitmap_format=sheets.format,
            ).to_numpy()
            assert whole.shape == (height, 320, 4)
            assert whole[..., 0].max() > 100
            for top in range(0, height, 517):
                tile = sheets.draw_page(number, top, min(517, height - top))
                assert np.array_equal(tile, whole[top : top + 517]), (number, top)
            for top in range(40, 60):
                assert np.array_equal(sheets.draw_page(number, top, 7), whole[top : top + 7]), (number, top)
            page.close()
    pdf.close()


def test_rows_are_the_same_wherever_a_drawing_of_them_begins():
    """In 4K PDFium rounds some soft edges by where it begins to draw."""
    reel = rolled(12, raster=Raster(3840, 2160))
    with PageRenderer(reel) as sheets:
        whole = sheets.draw_card(0)
        for top in range(1, len(whole) - 300, 67):
            assert np.array_equal(sheets.draw_page(0, top, 300), whole[top : top + 300]), top


def test_a_strip_is_its_pages_joined_with_nothing_around_them(reel):
    (shot,) = reel.shots
    with PageRenderer(reel) as sheets:
        assert len(sheets.heights) == 2
        joined = np.concatenate([sheets.draw_card(number) for number in range(2)])
        seam = sheets.heights[0]
        assert np.array_equal(sheets.draw_strip(shot, seam - 100, 200), joined[seam - 100 : seam + 100])
        before, after = sheets.draw_strip(shot, -50, 60), sheets.draw_strip(shot, len(joined) - 10, 60)
    assert not before[:50].any()
    assert np.array_equal(before[50:], joined[:10])
    assert not after[10:].any()
    assert np.array_equal(after[:10], joined[-10:])


def test_alpha_is_straight(reel):
    """Colours are the text's own however thin it is, and laid over black they are the page on black."""
    with PageRenderer(reel, alpha=True) as clear, PageRenderer(reel) as black:
        over, on_black = clear.draw_page(0, 0, 1500), black.draw_page(0, 0, 1500)
    covered = over[..., 3] > 0
    assert sorted(set(over[covered][:, 0].tolist())) == [160, 176, 255]
    assert len(np.unique(over[..., 3])) > 200
    laid = over[..., :3] * (over[..., 3:] / 255)
    assert np.abs(laid - on_black[..., :3]).max() <= 2


def test_a_frame_is_the_one_before_moved_up_by_whole_pixels(reel):
    (shot,) = reel.shots
    with PageRenderer(reel, alpha=True) as sheets:
        last = None
        for number, frame in enumerate(FrameSource(reel, sheets, RGBA)):
            (pixels,) = get_planes(frame)
            if last is not None:
                assert np.array_equal(pixels[: -shot.px], last[shot.px :]), number
            last = pixels.copy()
    assert number + 1 == reel.frames
    assert not last[shot.px :].any()


def test_a_scroll_stops_on_its_last_rows_and_a_card_comes_up_and_goes_down():
    reel = cards()
    height = reel.raster.height
    with PageRenderer(reel) as sheets:
        card = sheets.draw_card(0)
        found = [get_planes(frame)[0].copy() for frame in FrameSource(reel, sheets, YUV420)]
        expected = [
            YUV420.build_luma_table()[
                apply_opacity(card, n / 4, alpha=False, background=sheets.empty)[..., 0]
            ]
            for n in range(5)
        ]
        two_thirds, third = (
            YUV420.build_luma_table()[
                apply_opacity(card, n / 3, alpha=False, background=sheets.empty)[..., 0]
            ]
            for n in (2, 1)
        )
        stopped = YUV420.build_luma_table()[
            sheets.draw_strip(reel.shots[2], 25 * 24 - height, height)[..., 0]
        ]
    assert len(found) == reel.frames == 40
    shown = [
        *expected[1:4],
        expected[4],
        expected[4],
        expected[4],
        two_thirds,
        third,
        expected[4],
        expected[4],
    ]
    assert [np.array_equal(a, b) for a, b in zip(found[:10], shown, strict=True)] == [True] * 10
    assert all(np.array_equal(frame, stopped) for frame in found[35:])
    assert not np.array_equal(found[34], stopped)
    assert not is_grey(sheets_of_colour())


def sheets_of_colour():
    reel, pdf = coloured(3)
    with PageRenderer(reel, pdf=pdf) as sheets:
        return sheets.draw_card(0)


@pytest.mark.parametrize(
    ("form", "in_colour", "pictures"),
    [(YUVA444_10, False, 1), (YUV420, False, 1), (YUV420, True, 2)],
    ids=["alone", "grey", "shared"],
)
def test_a_scroll_is_shown_out_of_one_picture_or_two_where_rows_share_chroma(form, in_colour, pictures):
    """However long it is: so its memory does not grow. What has no colour has no chroma to share."""
    reel, pdf = coloured(3) if in_colour else (rolled(60), None)
    (shot,) = reel.shots
    with PageRenderer(reel, pdf=pdf, alpha=form.alpha) as sheets:
        shown = [tall for tall, _row in FrameSource(reel, sheets, form).scroll(shot, range(shot.frames))]
    assert len(shown) == reel.frames
    assert len({id(tall) for tall in shown}) == pictures


@pytest.mark.parametrize("px", [2, 3, 5])
@pytest.mark.parametrize("form", [YUV420, PlanarYuv("yuv422p10le", 10, 2, 1)], ids=lambda form: form.name)
def test_in_colour_every_frame_has_the_chroma_of_its_own_rows(px, form):
    """Frames cut out of tall pictures equal frames converted alone, at even and at odd rows."""
    reel, pdf = coloured(px)
    (shot,) = reel.shots
    with PageRenderer(reel, pdf=pdf) as sheets:
        for number, frame in enumerate(FrameSource(reel, sheets, form)):
            alone = converted(form, sheets.draw_strip(shot, shot.moved(number) - 180, 180))
            assert all(map(np.array_equal, get_planes(frame), alone)), number


def test_at_an_odd_row_chroma_of_the_even_phase_would_be_wrong():
    """Why there is a picture for each phase: one row off, each sample of chroma is half of another row's."""
    pixels = sheets_of_colour()
    _luma, even, _cr = converted(YUV420, pixels[:180])
    _luma, odd, _cr = converted(YUV420, pixels[1:181])
    off = np.abs(even.astype(int)[:-1] - odd.astype(int)[:-1]).max()
    assert off > 40
    _luma, grey, _cr = converted(YUV420, pixels[1001:1181])
    assert set(np.unique(grey).tolist()) == {128}


def converted(form, pixels):
    rows, width = pixels.shape[:2]
    shapes = [(rows, width)] + [(rows // form.down, width // form.across)] * 2
    planes = [np.zeros(shape, form.type) for shape in shapes]
    form.clear(planes)
    form.fill(planes, 0, pixels)
    return planes
