"""Masters as they were delivered: ProRes and DNxHR, read back frame by frame."""

import io
from fractions import Fraction
from shutil import which

import av
import numpy as np
import pytest

from productions.rollkit.film.codecs.mxf_umid import EMPTY_UMID, UmidWriter
from productions.rollkit.film.encoding import create_encoder
from productions.rollkit.film.frame_source import get_planes
from productions.rollkit.film.movie import write_movie
from productions.rollkit.film.pixel_formats import YUV422, YUV422_10, YUVA444_10
from productions.rollkit.screen_spec import Raster
from productions.rollkit.timing import FRAME_RATES
from productions.rollkit.writers import as_dnxhr, as_mp4, as_prores422hq, as_prores4444
from tests.roll.film.reels import cards, fields, filmed, frames, probed, rolled

MASTERS = {
    "prores4444": (as_prores4444, YUVA444_10, "yuva444p12le", 4),
    "prores422hq": (as_prores422hq, YUV422_10, "yuv422p10le", 1),
    "dnxhr": (as_dnxhr, YUV422, "yuv422p", 1),
}
"""The writer, what it gives the encoder, what the decoder gives back and how many of its steps one of ours is."""


@pytest.fixture(scope="module", params=MASTERS)
def master(request):
    reel = rolled(20, px=30, rate_num=30000, rate_den=1001, drop=True)
    writer, *form = MASTERS[request.param]
    return reel, filmed(writer, reel), *form


def test_every_frame_is_the_reels(master):
    """Letters within some of 255 at their edges, alpha exactly."""
    reel, data, form, decoded, steps = master
    count = 0
    with av.open(io.BytesIO(data)) as movie:
        for frame, wanted in zip(movie.decode(video=0), frames(reel, form), strict=True):
            assert frame.format.name == decoded
            found = [plane / steps for plane in get_planes(frame)]
            off = np.abs(found[0] - wanted[0]) / form.level_step
            if form.alpha:
                assert np.array_equal(found[3], wanted[3]), count
                off *= wanted[3] / 1023
            assert off.max() < 10, count
            assert off.mean() < 0.2, count
            assert all(np.abs(plane - 128 * form.level_step).max() <= form.level_step for plane in found[1:3])
            count += 1
    assert count == reel.frames


def test_alpha_is_straight_and_exact_in_a_fade():
    """Half way up, half of the alpha and all of the colour."""
    reel = cards()
    with av.open(io.BytesIO(filmed(as_prores4444, reel))) as movie:
        found = [get_planes(frame)[3] / 4 for frame in movie.decode(video=0)]
    wanted = [planes[3].copy() for planes in frames(reel, YUVA444_10)]
    assert all(map(np.array_equal, found, wanted))
    assert [int(alpha.max()) for alpha in found[:4]] == [257, 514, 766, 1023]


@pytest.mark.parametrize("writer", [as_prores4444, as_prores422hq])
def test_quicktime_says_that_frames_are_progressive_and_of_which_colour(writer):
    """`fiel`: one field; `colr`: primaries, transfer and matrix of BT.709 (QuickTime File Format, video sample descriptions)."""
    data = filmed(writer, cards())
    assert data.count(b"\0\0\0\x0afiel\x01\x00") == 1
    assert data.count(b"colrnclc\0\x01\0\x01\0\x01") == 1


def test_it_lasts_its_frames_exactly_and_says_what_it_is(master):
    reel, data, *_form = master
    with av.open(io.BytesIO(data)) as movie:
        picture = movie.streams.video[0]
        assert picture.average_rate == Fraction(30000, 1001)
        assert picture.duration * picture.time_base == reel.frames / reel.rate
        said = {**movie.metadata, **picture.metadata}
        assert said["timecode"] == "00:00:00;00"
        assert reel.digest in "".join(said.values())
        assert reel.title in said.values()
        assert "Staffroll 0." in "".join(said.values())
        times = [frame.pts * frame.time_base for frame in movie.decode(picture)]
        context = picture.codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (
            1,
            1,
            1,
            1,
        )
    assert times == [number / reel.rate for number in range(reel.frames)]


def test_every_frame_says_bt709(master):
    _reel, data, *_form = master
    with av.open(io.BytesIO(data)) as movie:
        said = {
            (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
            for frame in movie.decode(video=0)
        }
    assert said == {(1, 1, 1, 1)}


@pytest.mark.skipif(which("ffprobe") is None, reason="FFmpeg's own tools are not on this machine")
def test_another_ffmpeg_reads_the_same(master, tmp_path):
    reel, data, *_form = master
    (tmp_path / "master").write_bytes(data)
    picture = probed(tmp_path / "master")["streams"][0]
    assert {picture[f"color_{key}"] for key in ("space", "transfer", "primaries")} == {"bt709"}
    assert (picture["color_range"], picture["nb_read_frames"]) == ("tv", str(reel.frames))
    assert picture["r_frame_rate"] == "30000/1001"


@pytest.mark.parametrize(
    "writer", [as_mp4.build_proof_encoding, *(writer.build_encoding for writer, *_form in MASTERS.values())]
)
def test_colours_are_within_2_of_255_of_the_pdfs(writer):
    """Twenty colours with the primaries and greys among them, as RGB again, in the middle of their fields."""
    reel, pdf, colours = fields()
    out = io.BytesIO()
    write_movie(reel, out, writer(reel), progress=lambda share: None, pdf=pdf)
    with av.open(io.BytesIO(out.getvalue())) as movie:
        *_frames, last = movie.decode(video=0)
    found = [rgb_at(last, y * 40 + 20, x * 64 + 32) for y in range(4) for x in range(5)]
    off = np.abs(np.array(found) - np.array(colours))
    assert off.max() <= 2, list(zip(found, colours, strict=True))


def rgb_at(frame, y, x):
    """BT.709 back by its formula: swscale is 2 of 255 off with white of 10 bits."""
    luma, *chroma = get_planes(frame)[:3]
    step = 1 << (frame.format.components[0].bits - 8)
    down, across = luma.shape[0] // chroma[0].shape[0], luma.shape[1] // chroma[0].shape[1]
    light = (luma[y, x] / step - 16) / 219
    cb, cr = ((plane[y // down, x // across] / step - 128) / 224 for plane in chroma)
    red, blue = light + 1.5748 * cr, light + 1.8556 * cb
    green = (light - 0.2126 * red - 0.0722 * blue) / 0.7152
    return [255 * float(value) for value in (red, green, blue)]


@pytest.mark.parametrize("size", [(1280, 720), (2048, 858)])
def test_noise_fits_into_a_frame_of_dnxhr_with_half_of_its_quantisers(size):
    """The worst that a picture can be: every sample the least or the most that there is, by chance."""
    reel = rolled(1, raster=Raster(*size))
    encoding = as_dnxhr.build_encoding(reel)
    chance = np.random.default_rng(1)
    noise = av.VideoFrame(*size, YUV422.name)
    for plane, most in zip(get_planes(noise), (235, 240, 240), strict=True):
        plane[:] = chance.choice([16, most], plane.shape)
    noise.pts = 0

    def coded(coarsest):
        options = {**encoding.options, "qmax": str(coarsest)}
        encoder = create_encoder(reel, encoding.encoder, encoding.form, options)
        return [bytes(packet) for packet in (*encoder.encode(noise), *encoder.encode(None))]

    assert int(encoding.options["qmax"]) == as_dnxhr.COARSEST_QUANTISER
    assert len(coded(as_dnxhr.COARSEST_QUANTISER)) == 1
    assert coded(as_dnxhr.COARSEST_QUANTISER // 2) == coded(as_dnxhr.COARSEST_QUANTISER) == coded(1024)


@pytest.mark.parametrize("rate", FRAME_RATES, ids=str)
def test_mxf_takes_every_rate(rate):
    reel = rolled(1, px=200, rate_num=rate.numerator, rate_den=rate.denominator)
    with av.open(io.BytesIO(filmed(as_dnxhr, reel))) as movie:
        picture = movie.streams.video[0]
        assert (picture.average_rate, sum(1 for _frame in movie.decode(picture))) == (rate, reel.frames)


def test_the_packages_of_an_mxf_have_names_of_their_own_everywhere():
    """Else editing suites take all our files for one."""
    one, other = rolled(1, px=200), rolled(2, px=200)
    names = set()
    for reel in (one, other):
        data = filmed(as_dnxhr, reel)
        assert EMPTY_UMID not in data
        with av.open(io.BytesIO(data)) as movie:
            umid = movie.metadata["material_package_umid"]
        name = bytes.fromhex(umid[2:])[:-1]
        assert data.count(name) > reel.frames
        names.add(name)
    assert len(names) == 2


@pytest.mark.parametrize("size", [1, 7, 30, 64])
def test_a_name_that_comes_in_pieces_is_put_in_whole(size):
    reel, out = rolled(1, px=200), io.BytesIO()
    data = b"before" + EMPTY_UMID + b"\0after" + EMPTY_UMID[:20] + b"no name" + EMPTY_UMID + b"\1"
    naming = UmidWriter(out, reel)
    for start in range(0, len(data), size):
        naming.write(data[start : start + size])
        assert naming.tell() == min(start + size, len(data))
    naming.finish()
    assert out.getvalue() == data.replace(EMPTY_UMID, naming.named)
