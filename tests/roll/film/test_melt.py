"""Cards that melt into one another: exact frames and shares, the same in every film."""

import io
import zipfile
from fractions import Fraction

import av
import numpy as np
import pytest

from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.pixel_formats import RGBA, YUV420
from productions.rollkit.layout.reel import CardShot
from productions.rollkit.layout.shots import ScrollShot
from productions.rollkit.rendering.page_pixels import PageRenderer, mix_pixels
from productions.rollkit.writers import as_mp4, as_png_sequence, as_prores422hq, as_prores4444
from tests.roll.film.reels import filmed
from tests.roll.film.test_slices import both
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_looks import reel
from tests.roll.test_templates import roll

MELT = {"each_ms": 1500, "fade_in": 3, "fade_out": 2, "melt": 4}
BLOCKS = [
    {"holds": "people", "roles": ["director"]},
    {"holds": "rest"},
    {"holds": "text", "text": {"ja": "完"}},
]


def melting(blocks=BLOCKS, **asked):
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    values = {"kind": "cards", "cards": MELT, "blocks": blocks}
    return reel(document, template=values, raster="854x480", **asked)


def test_only_the_ends_fade_and_each_card_melts_into_the_next():
    shots = melting().shots
    assert [(shot.start, shot.frames, shot.fade_in, shot.fade_out, shot.melt) for shot in shots] == [
        (0, 36, 3, 0, 4), (36, 36, 0, 0, 4), (72, 36, 0, 2, 0),
    ]  # fmt: skip


def test_no_frame_of_a_melt_is_one_card_alone():
    shares = CardShot(0, 0, 8, fade_in=2, melt=3).list_shares()
    third, quarter = Fraction(1, 3), Fraction(1, 4)
    assert shares == [
        (third, 0), (2 * third, 0), (1, 0), (1, 0), (1, 0),
        (3 * quarter, quarter), (2 * quarter, 2 * quarter), (quarter, 3 * quarter),
    ]  # fmt: skip


def test_cards_melt_among_themselves_and_are_cut_to_a_scroll():
    blocks = [*BLOCKS[:2], {"holds": "text", "text": {"ja": "完"}, "motion": "scroll"}]
    first, second, scroll = melting(blocks).shots
    assert (first.melt, second.melt, second.fade_out) == (4, 0, 2)
    assert isinstance(scroll, ScrollShot)


def test_a_card_has_time_for_its_melt():
    values = {"kind": "cards", "cards": {"each_ms": 10, "melt": 60}, "blocks": BLOCKS}
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    assert [shot.frames for shot in reel(document, template=values).shots] == [61, 61, 61]


def test_on_black_and_on_nothing_a_melt_is_the_same_picture():
    found = melting()
    with PageRenderer(found) as black, PageRenderer(found, alpha=True) as clear:
        for level in (0.2, 0.5, 0.8):
            mixed = mix_pixels(black.draw_card(0), black.draw_card(1), level, alpha=False)
            over = mix_pixels(clear.draw_card(0), clear.draw_card(1), level, alpha=True)
            laid = over[..., :3] * (over[..., 3:] / 255)
            assert np.abs(laid - mixed[..., :3]).max() <= 2
            plain = black.draw_card(0)[..., :3] * (1 - level) + black.draw_card(1)[..., :3] * level
            assert np.array_equal(mixed[..., :3], np.rint(plain))
            assert set(np.unique(over[over[..., 3] > 0][:, 0])) >= {176, 255}


def test_where_both_cards_have_the_same_a_melt_keeps_it():
    found = melting()
    with PageRenderer(found, alpha=True) as sheets:
        card = sheets.draw_card(0)
        assert np.array_equal(mix_pixels(card, card, 0.25, alpha=True), card)


@pytest.mark.parametrize("form", [YUV420, RGBA], ids=lambda form: form.name)
def test_every_frame_of_a_join_is_its_share_of_both_cards(form):
    found = melting()
    with PageRenderer(found, alpha=form.alpha) as sheets:
        before, after = sheets.draw_card(0), sheets.draw_card(1)
        frames = [get_planes(frame)[0].copy() for frame in FrameSource(found, sheets, form).frames(30, 38)]
    levels = [0, 0, 0.2, 0.4, 0.6, 0.8, 1, 1]
    for number, (frame, level) in enumerate(zip(frames, levels, strict=True), 30):
        there = (
            mix_pixels(before, after, level, alpha=form.alpha) if 0 < level < 1 else (before, after)[level]
        )
        shown = YUV420.build_luma_table()[there[..., 0]] if form is YUV420 else there
        assert np.array_equal(frame, shown), number


def test_a_film_in_segments_has_the_frames_of_one_that_is_read_whole():
    found = melting()
    with PageRenderer(found) as sheets:
        whole = [get_planes(frame)[0].copy() for frame in FrameSource(found, sheets, YUV420)]
        for first in (0, 31, 33, 35, 36, 69):
            some = FrameSource(found, sheets, YUV420).frames(first, first + 3)
            for frame in some:
                assert np.array_equal(get_planes(frame)[0], whole[frame.pts])
    assert len(whole) == found.frames == 108


@pytest.mark.parametrize("writer", [as_prores4444, as_prores422hq], ids=lambda writer: writer.__name__)
def test_prores_is_the_encoders_own_frame_for_frame(writer):
    ours, theirs, whole = both(melting(), writer)
    assert ours == theirs
    assert whole == 0
    assert len({data for *_told, data in ours[31:37]}) == 6


@pytest.mark.parametrize("writer", [as_mp4, as_png_sequence], ids=lambda writer: writer.__name__)
def test_a_film_has_every_frame_and_the_join_is_brightest_where_it_should_be(writer):
    found = melting()
    data = filmed(writer, found)
    if writer is as_mp4:
        with av.open(io.BytesIO(data)) as film:
            shown = [frame.to_ndarray(format="gray").astype(int) for frame in film.decode(video=0)]
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            names = sorted(name for name in files.namelist() if name.endswith(".png"))
            shown = []
            for name in names:
                with av.open(io.BytesIO(files.read(name))) as picture:
                    pixels = next(picture.decode(video=0)).to_ndarray(format="rgba").astype(int)
                shown.append(pixels[..., 0] * pixels[..., 3] // 255)
    assert len(shown) == 108
    first, second = shown[20] > 200, shown[50] > 200
    own, other = first & ~second, second & ~first
    fading = [frame[own].mean() for frame in shown[31:37]]
    rising = [frame[other].mean() for frame in shown[31:37]]
    assert fading == sorted(fading, reverse=True)
    assert len(set(fading)) == 6
    assert rising == sorted(rising)
    assert len(set(rising)) == 6
