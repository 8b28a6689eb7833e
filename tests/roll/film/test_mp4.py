"""The proof as it was delivered: read back, frame by frame."""

import io
from fractions import Fraction
from shutil import which

import av
import numpy as np
import pytest

from productions.rollkit.film.frame_source import get_planes
from productions.rollkit.film.movie import write_movie
from productions.rollkit.film.pixel_formats import YUV420
from productions.rollkit.screen_spec import Raster
from productions.rollkit.writers import as_mp4
from tests.roll.film.reels import cards, filmed, frames, probed, rolled


def lumas(data):
    """The luma of each decoded frame."""
    with av.open(io.BytesIO(data)) as film:
        for frame in film.decode(video=0):
            yield get_planes(frame)[0]


def expected(reel):
    for planes in frames(reel, YUV420):
        yield planes[0]


@pytest.fixture(scope="module")
def film():
    reel = rolled(30, rate_num=24000, rate_den=1001)
    return reel, filmed(as_mp4, reel)


def test_every_frame_is_the_reels(film):
    reel, data = film
    count = 0
    for found, wanted in zip(lumas(data), expected(reel), strict=True):
        off = np.abs(found.astype(np.int16) - wanted)
        assert off.mean() < 1, count
        assert off.max() < 60, count
        count += 1
    assert count == reel.frames


def test_it_starts_on_an_empty_screen_and_ends_with_the_last_row_leaving(film):
    reel, data = film
    shown = list(lumas(data))
    assert set(np.unique(shown[0]).tolist()) == {16}
    assert shown[len(shown) // 2].max() > 225
    assert shown[-1][reel.shots[0].px :].max() <= 18


def test_it_lasts_its_frames_exactly(film):
    reel, data = film
    with av.open(io.BytesIO(data)) as movie:
        picture = movie.streams.video[0]
        assert picture.average_rate == picture.base_rate == Fraction(24000, 1001)
        assert picture.duration * picture.time_base == reel.frames / reel.rate
        times = [frame.pts * frame.time_base for frame in movie.decode(picture)]
    assert times == [number / reel.rate for number in range(reel.frames)]


def test_it_says_bt709_limited_its_timecode_and_its_release(film):
    reel, data = film
    with av.open(io.BytesIO(data)) as movie:
        picture = movie.streams.video[0]
        frame = next(movie.decode(picture))
        for said in (picture.codec_context, frame):
            assert (said.color_primaries, said.color_trc, said.colorspace, said.color_range) == (1, 1, 1, 1)
        assert picture.metadata["timecode"] == "00:00:00:00"
        assert movie.metadata["title"] == reel.title
        assert f"sha256:{reel.digest}" in movie.metadata["comment"]
        assert movie.metadata["comment"].startswith("Staffroll ")
    assert 0 < data.find(b"moov") < data.find(b"mdat")


@pytest.mark.skipif(which("ffprobe") is None, reason="FFmpeg's own tools are not on this machine")
def test_another_ffmpeg_reads_the_same(film, tmp_path):
    reel, data = film
    path = tmp_path / "roll.mp4"
    path.write_bytes(data)
    found = probed(path)
    picture = found["streams"][0]
    assert {key: picture[key] for key in ("codec_name", "pix_fmt", "color_range", "color_space", "color_transfer")} == {
        "codec_name": "h264", "pix_fmt": "yuv420p", "color_range": "tv", "color_space": "bt709",
        "color_transfer": "bt709",
    }  # fmt: skip
    assert (picture["color_primaries"], picture["r_frame_rate"], picture["nb_read_frames"]) == (
        "bt709", "24000/1001", str(reel.frames),
    )  # fmt: skip


def test_the_same_reel_is_the_same_bytes(film):
    reel, data = film
    assert filmed(as_mp4, reel) == data


def test_cards_fade_and_a_scroll_holds():
    reel = cards()
    found, wanted = list(lumas(filmed(as_mp4, reel))), [frame.copy() for frame in expected(reel)]
    assert len(found) == 40
    assert max(np.abs(a.astype(np.int16) - b).mean() for a, b in zip(found, wanted, strict=True)) < 1
    peaks = [int(frame.max()) for frame in found[:10]]
    assert peaks[:4] == sorted(set(peaks[:4]))
    assert 60 < peaks[0] < 80


def test_the_timecode_is_in_the_picture_where_it_was_asked_for():
    delivery = {"raster": Raster(1280, 720), "rate_num": 30000, "rate_den": 1001, "drop": True}
    plain, burnt = rolled(2, **delivery), rolled(2, **delivery, burn_in=True)
    pairs = list(zip(lumas(filmed(as_mp4, plain)), lumas(filmed(as_mp4, burnt)), strict=True))
    corner = (slice(670, 705), slice(0, 128))
    for without, with_code in pairs:
        assert without[corner].max() < 20
        assert with_code[corner].max() > 200
        assert np.abs(without[:660].astype(np.int16) - with_code[:660]).mean() < 1
    codes = [with_code[corner] for _without, with_code in pairs]
    assert np.abs(codes[0].astype(np.int16) - codes[1]).max() > 100


@pytest.mark.parametrize("raster", ["2048x858", "1998x1080"])
def test_rasters_of_the_cinema(raster):
    width, height = map(int, raster.split("x"))
    reel = rolled(2, raster=Raster(width, height), px=60)
    shown = list(lumas(filmed(as_mp4, reel)))
    assert (len(shown), shown[0].shape) == (reel.frames, (height, width))


@pytest.mark.slow
def test_no_frame_is_dropped_or_doubled_in_five_minutes_at_23_976():
    """7,193 frames: each looks like its own and not like the one before or after it."""
    reel = rolled(866, raster=Raster(320, 180), rate_num=24000, rate_den=1001, px=1, frames=7193)
    out = io.BytesIO()
    write_movie(reel, out, as_mp4.build_proof_encoding(reel, preset="ultrafast"), progress=lambda share: None)
    with av.open(io.BytesIO(out.getvalue())) as movie:
        picture = movie.streams.video[0]
        assert picture.duration * picture.time_base == Fraction(7193 * 1001, 24000)
    told, before = 0, None
    for number, (found, wanted) in enumerate(zip(lumas(out.getvalue()), expected(reel), strict=True)):
        right = np.abs(found.astype(np.int16) - wanted).sum()
        if before is not None and not np.array_equal(before, wanted):
            assert right < np.abs(found.astype(np.int16) - before).sum(), number
            told += 1
        before = wanted
    assert (number + 1, told > 7000) == (7193, True)
