"""Pixels as PNG, by FFmpeg's encoder, which comes with its own zlib: the same pixels are the same bytes anywhere."""

from fractions import Fraction
from typing import Any

import av
import numpy
from av.video.codeccontext import VideoCodecContext

Pixels = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]
"""Rows × columns × red, green, blue and straight alpha."""


def png_of(pixels: Pixels) -> bytes:
    """One picture with alpha."""
    height, width, _channels = pixels.shape
    encoder = av.CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = width, height
    encoder.pix_fmt, encoder.time_base = "rgba", Fraction(1)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
