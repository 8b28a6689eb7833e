"""Pixels as PNG, by FFmpeg's encoder, which comes with its own zlib: the same pixels are the same bytes anywhere."""

from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext

from productions.roll.screen.pixels import Pixels


def png_of(pixels: Pixels) -> bytes:
    """One picture with straight alpha."""
    height, width, _channels = pixels.shape
    encoder = av.CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = width, height
    encoder.pix_fmt, encoder.time_base = "rgba", Fraction(1)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
