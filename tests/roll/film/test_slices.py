"""ProRes put together of slices is what the encoder makes, byte for byte."""

from dataclasses import replace

import pytest
import typst

from productions.rollkit.film.codecs.prores_frames import build_prores_frame, parse_prores_frame
from productions.rollkit.film.codecs.prores_slices import ProresSlices
from productions.rollkit.film.encoding import create_encoder, encode_frames
from productions.rollkit.film.frame_source import FrameSource
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import Raster
from productions.rollkit.writers import as_prores422hq, as_prores4444
from tests.roll.film.reels import cards, coloured, rolled

WRITERS = {"4444": as_prores4444, "422hq": as_prores422hq}
PARTLY_CLEAR = """
#set page(width: 320pt, height: 1400pt, margin: 0pt, fill: none)
#for y in range(0, 1400, step: 40) {
  place(top + center, dy: y * 1pt, text(30pt, fill: rgb(calc.rem(y, 256), 200, calc.rem(y * 3, 256), calc.rem(y * 7, 256)))[Credit #y])
}
"""


NOISE = """
#set page(width: 320pt, height: 1400pt, margin: 0pt, fill: none)
#for y in range(0, 100) { for x in range(0, 160) {
  place(top + left, dx: x * 2pt, dy: y * 2pt, rect(width: 2pt, height: 2pt,
    fill: rgb(calc.rem(x * 71 + y * 37, 256), calc.rem(x * 151 + y * 91, 256), calc.rem(x * 211 + y * 53, 256))))
} }
"""
"""Squares of 2 x 2 px, each in a colour of its own, from edge to edge of the first 200 rows: more than a slice may have."""


class Counted:
    """An encoder, and how many whole frames it was given."""

    def __init__(self, encoder):
        self.encoder, self.frames = encoder, 0

    def encode(self, frame):
        self.frames += frame is not None
        return self.encoder.encode(frame)


def both(reel, writer, pdf=None):
    """What is told of each packet, from slices and from the encoder alone; and how many frames the slices wanted whole."""
    encoding = writer.build_encoding(reel)
    made = []
    for by_slices in (True, False):
        encoder = Counted(create_encoder(reel, encoding.encoder, encoding.form, encoding.options))
        with PageRenderer(reel, alpha=encoding.form.alpha, pdf=pdf) as sheets:
            if by_slices:
                packets = ProresSlices(reel, sheets, encoding, encoder)
                whole = encoder
            else:
                packets = encode_frames(encoder, FrameSource(reel, sheets, encoding.form))
            made.append([(p.pts, p.dts, p.duration, p.time_base, p.is_keyframe, bytes(p)) for p in packets])
    assert len(made[0]) == reel.frames
    return *made, whole.frames


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("px", [1, 2, 3, 4, 6, 8, 16, 21])
def test_every_frame_of_a_scroll_is_the_encoders_own(px, writer):
    reel = rolled(3, px=px, raster=Raster(480, 270))
    ours, theirs, whole = both(reel, writer)
    assert ours == theirs
    assert whole == 0


@pytest.mark.parametrize("raster", ["1280x720", "1920x1080", "1998x1080", "2048x858"])
def test_so_it_is_where_the_last_row_of_slices_is_cut_or_the_right_one_is(raster):
    reel = rolled(2, px=120, raster=Raster(*map(int, raster.split("x"))))
    ours, theirs, whole = both(reel, as_prores4444)
    assert ours == theirs
    assert whole == 0


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_cards_that_fade_and_a_scroll_that_stops(writer):
    reel = cards()
    ours, theirs, whole = both(reel, writer)
    assert ours == theirs
    assert whole == 0
    assert len({data for *_told, data in ours[35:]}) == 1


@pytest.mark.parametrize("px", [2, 3, 16])
def test_letters_in_colours_that_are_partly_clear(px):
    reel, _black = coloured(px)
    ours, theirs, whole = both(reel, as_prores4444, typst.compile(PARTLY_CLEAR.encode(), format="pdf"))
    assert ours == theirs
    assert whole == 0


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_where_the_encoder_would_go_coarser_a_frame_is_encoded_whole(writer):
    reel, _black = coloured(16)
    ours, theirs, whole = both(reel, writer, typst.compile(NOISE.encode(), format="pdf"))
    assert ours == theirs
    assert 10 < whole < reel.frames


def test_a_frame_comes_together_from_its_own_parts():
    made = cards(Raster(1280, 720))
    reel = replace(made, shots=made.shots[1:2])
    (_first, *_told, data), *_rest = both(reel, as_prores4444)[0]
    coded = parse_prores_frame(data)
    assert len(coded.rows) == 45
    assert build_prores_frame(coded, 720, coded.rows) == data
    assert parse_prores_frame(build_prores_frame(coded, 360, coded.rows[:23])).rows == coded.rows[:23]
