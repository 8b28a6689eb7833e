"""Sequences as they were delivered: a file a frame, exact."""

import io
from struct import unpack_from

import av
import numpy as np
import pytest

from productions.rollkit.film.frame_source import get_planes
from productions.rollkit.film.pixel_formats import RGB_10, RGBA
from productions.rollkit.writers import as_dpx_sequence, as_png_sequence, as_tiff_sequence
from tests.roll.film.reels import cards, filmed, frames, rolled
from tests.roll.reading import files_of

SEQUENCES = {
    "png": (as_png_sequence, RGBA),
    "tiff": (as_tiff_sequence, RGBA),
    "dpx": (as_dpx_sequence, RGB_10),
}


def decoded(suffix, data):
    with av.open(io.BytesIO(data), format=f"{suffix}_pipe") as picture:
        (frame,) = picture.decode(video=0)
    return frame


@pytest.fixture(scope="module", params=SEQUENCES)
def sequence(request):
    reel = rolled(10, px=45, rate_num=60000, rate_den=1001, drop=True)
    writer, form = SEQUENCES[request.param]
    return request.param, reel, form, files_of(filmed(writer, reel))


def test_every_frame_is_the_reels_and_the_one_before_moved(sequence):
    suffix, reel, form, files = sequence
    assert list(files) == [f"roll.{number:07}.{suffix}" for number in range(reel.frames)]
    before, px = None, reel.shots[0].px
    for data, wanted in zip(files.values(), frames(reel, form), strict=True):
        frame = decoded(suffix, data)
        assert frame.format.name == ("gbrp10le" if suffix == "dpx" else form.name)
        found = get_planes(frame)
        assert all(map(np.array_equal, found, wanted))
        if before is not None:
            assert np.array_equal(found[0][:-px], before[px:])
        before = found[0].copy()


def test_it_says_bt709(sequence):
    suffix, _reel, _form, files = sequence
    frame = decoded(suffix, next(iter(files.values())))
    if suffix == "png":
        assert (frame.color_primaries, frame.color_trc, frame.color_range) == (1, 1, 2)
    if suffix == "tiff":
        # ExtraSamples 2 (TIFF 6.0, page 31): alpha that colours are not multiplied by.
        assert b"\x52\x01\x03\x00\x01\x00\x00\x00\x02\x00" in next(iter(files.values()))
    if suffix == "dpx":
        transfer, colorimetry = next(iter(files.values()))[801:803]
        assert (transfer, colorimetry) == (6, 6)


def test_fades_are_in_the_alpha():
    reel = cards()
    files = list(files_of(filmed(as_png_sequence, reel)).values())
    peaks = [get_planes(decoded("png", data))[0].max((0, 1)) for data in files[:4]]
    assert [peak.tolist() for peak in peaks] == [[255, 255, 255, alpha] for alpha in (64, 128, 191, 255)]


def test_a_dpx_has_its_name_rate_place_and_timecode_in_its_header():
    """Places by SMPTE ST 268; timecode in BCD, whose bit 6 of the frames says drop-frame."""
    reel = rolled(1, px=4, rate_num=60000, rate_den=1001, drop=True)
    files = files_of(filmed(as_dpx_sequence, reel))
    data = files["roll.0000075.dpx"]
    assert data[36:52] == b"roll.0000075.dpx"
    assert data[160:169] == b"Staffroll"
    assert data[260:331] == b"sha256:" + reel.digest.encode()
    assert data[:4] == b"SDPX"
    assert unpack_from(">I", data, 16) == (len(data),) == (8192 + 640 * 360 * 4,)
    assert unpack_from(">I", data, 4) == unpack_from(">I", data, 808) == (8192,)
    assert unpack_from(">II", data, 28) == (2048 - 1664, 8192 - 2048)
    assert data[2048:2080].rstrip(b"\0") == b"Staffroll"
    assert unpack_from(">III", data, 1712) == (75, len(files), 1)
    assert unpack_from(">f", data, 1724) == unpack_from(">f", data, 1940) == (np.float32(60000 / 1001),)
    assert data[1920:1924].hex() == "00000155"
