"""How a film is encoded, in FFmpeg's names, and encoders that are set up for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from productions.roll.film.colour import PixelFormat
from productions.roll.film.pictures import tag
from productions.roll.screen.reel import Reel


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a movie is made: FFmpeg's names of the container, the encoder and their options."""

    container: str
    encoder: str
    form: PixelFormat
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)


def stream_of(container: av.container.OutputContainer, reel: Reel, encoding: Encoding) -> VideoStream:
    """The picture track of a file, with its encoder."""
    stream = container.add_stream(encoding.encoder, rate=reel.rate, options=dict(encoding.options))
    assert isinstance(stream, VideoStream)
    set_up(stream.codec_context, reel, encoding.form)
    stream.time_base = 1 / reel.rate
    return stream


def encoder_of(
    reel: Reel, encoder: str, form: PixelFormat, options: Mapping[str, str], *, height: int | None = None
) -> VideoCodecContext:
    """An encoder of pictures as wide as the raster; `height` where they are not as high."""
    context = av.CodecContext.create(encoder, "w")
    assert isinstance(context, VideoCodecContext)
    context.options = dict(options)
    set_up(context, reel, form)
    context.height = height or context.height
    return context


def set_up(context: VideoCodecContext, reel: Reel, form: PixelFormat) -> None:
    context.width, context.height = reel.raster.width, reel.raster.height
    context.sample_aspect_ratio = Fraction(1)
    context.pix_fmt = form.name
    context.time_base = 1 / reel.rate
    context.flags |= av.codec.context.Flags.bitexact
    context.thread_count = 0
    tag(context)
