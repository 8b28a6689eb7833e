"""A grey scroll has one picture in the encoder's planes, whichever row a frame begins on."""

from benchmarks.film_rolls import document_of
from productions.rollkit.film.frame_source import FrameSource
from productions.rollkit.film.pixel_formats import YUV420
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import Raster, ScreenSpec


def test_a_grey_scroll_has_one_picture():
    reel = build_reel(document_of(2), ScreenSpec(raster=Raster(480, 270), px=1))
    with PageRenderer(reel) as pages:
        source = FrameSource(reel, pages, YUV420)
        assert max(len(source.talls) for _frame in source) == 1
