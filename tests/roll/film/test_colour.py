"""BT.709 in limited range: the numbers of the standard, and FFmpeg's own conversion."""

import av
import numpy as np
import pytest

from productions.rollkit.film.frame_source import get_planes
from productions.rollkit.film.pixel_formats import YUV420, YUV422, YUVA444_10, PlanarYuv

BARS = {
    (255, 255, 255): (235, 128, 128),
    (0, 0, 0): (16, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
    (255, 255, 0): (219, 16, 138),
    (0, 255, 255): (188, 154, 16),
    (255, 0, 255): (78, 214, 230),
}
"""ITU-R BT.709-6 at 100 % in 8 bits, as in the bars of SMPTE RP 219."""


@pytest.mark.parametrize(("rgb", "expected"), BARS.items())
def test_the_bars_have_the_standards_numbers(rgb, expected):
    pixels = np.full((4, 4, 4), (*rgb, 255), np.uint8)
    planes = [np.zeros((4, 4), np.uint8), np.zeros((2, 2), np.uint8), np.zeros((2, 2), np.uint8)]
    YUV420.clear(planes)
    YUV420.fill(planes, 0, pixels)
    assert tuple(np.unique(plane).tolist()[0] for plane in planes) == expected


@pytest.mark.parametrize("form", [YUV420, YUV422, YUVA444_10], ids=lambda form: form.name)
def test_every_grey_and_alpha_comes_back(form: PlanarYuv):
    """Grey ramps over all alphas return within 1 of 255 after FFmpeg turns them into RGB; alpha returns exactly."""
    ramp = np.arange(256, dtype=np.uint8)
    pixels = np.stack(
        [np.broadcast_to(ramp, (256, 256))] * 3 + [np.broadcast_to(ramp[:, None], (256, 256))], -1
    )
    frame = av.VideoFrame(256, 256, form.name)
    planes = get_planes(frame)
    form.clear(planes)
    assert form.fill(planes, 0, pixels) is False
    frame.colorspace, frame.color_range = 1, 1
    back = frame.to_ndarray(format="rgba" if form.alpha else "rgb24").astype(int)
    assert np.abs(back[..., :3] - pixels[..., :3]).max() <= 1
    if form.alpha:
        assert np.array_equal(np.rint(planes[3] * (255 / 1023)), pixels[..., 3])


def test_colours_agree_with_ffmpegs_own_conversion():
    """Where there is no chroma to share: random colours, both ways, within 1 of the 10-bit steps that 8 bits make."""
    pixels = np.random.default_rng(709).integers(0, 256, (64, 64, 4), np.uint8)
    frame = av.VideoFrame(64, 64, "yuva444p10le")
    planes = get_planes(frame)
    YUVA444_10.clear(planes)
    assert YUVA444_10.fill(planes, 0, pixels) is True
    frame.colorspace, frame.color_range = 1, 1
    back = frame.to_ndarray(format="rgba").astype(int)
    assert np.abs(back[..., :3] - pixels[..., :3]).max() <= 1
