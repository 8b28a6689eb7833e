"""How a film is encoded, in FFmpeg's names, and encoders that are set up for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from productions.rollkit.film.frame_source import tag_bt709
from productions.rollkit.film.pixel_formats import PixelFormat
from productions.rollkit.layout.reel import Reel
from productions.shared.timecode import format_timecode

BurnIn = Callable[[VideoFrame, str], VideoFrame]
"""Puts a timecode into a frame: the given one is not written to."""
ALL_PROCESSORS = 0
"""As many threads as there are processors, to FFmpeg."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a movie is made: FFmpeg's names of the container, the encoder and their options.

    `segment` are the frames that one encoder of several encodes at a time; 0 where one encodes them all. Such an encoder cuts each frame into
    `slices` and has a thread for each.
    """

    container: str
    encoder: str
    form: PixelFormat
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    segment: int = 0
    slices: int = 1
    burn: BurnIn | None = None

    @property
    def threads(self) -> int:
        return self.slices if self.segment else ALL_PROCESSORS


def add_video_stream(container: av.container.OutputContainer, reel: Reel, encoding: Encoding) -> VideoStream:
    """The picture track of a file, with its encoder."""
    # Without it QuickTime files have no `fiel` atom, which quality checks ask for.
    options = {**encoding.options, "field_order": "progressive"}
    stream = container.add_stream(encoding.encoder, rate=reel.rate, options=options)
    assert isinstance(stream, VideoStream)
    configure_encoder(stream.codec_context, reel, encoding.form, encoding.threads)
    stream.time_base = 1 / reel.rate
    return stream


def create_encoder(
    reel: Reel,
    encoder: str,
    form: PixelFormat,
    options: Mapping[str, str],
    *,
    height: int | None = None,
    threads: int = ALL_PROCESSORS,
) -> VideoCodecContext:
    """An encoder of pictures as wide as the raster; `height` where they are not as high."""
    context = av.CodecContext.create(encoder, "w")
    assert isinstance(context, VideoCodecContext)
    context.options = dict(options)
    configure_encoder(context, reel, form, threads)
    context.height = height or context.height
    return context


def configure_encoder(context: VideoCodecContext, reel: Reel, form: PixelFormat, threads: int) -> None:
    context.width, context.height = reel.raster.width, reel.raster.height
    context.sample_aspect_ratio = Fraction(1)
    context.pix_fmt = form.name
    context.time_base = 1 / reel.rate
    context.flags |= av.codec.context.Flags.bitexact
    context.thread_count = threads
    if threads > 1:
        context.thread_type = "SLICE"
    tag_bt709(context)


def encode_frames(encoder: VideoCodecContext, frames: Iterable[VideoFrame]) -> Iterator["Packet[Any]"]:
    """Frames through an encoder to its end: a packet for each, in order."""
    for frame in frames:
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def add_burn_in(reel: Reel, encoding: Encoding, frames: Iterable[VideoFrame]) -> Iterable[VideoFrame]:
    """Frames as they are encoded: with their timecode, where it is burnt in."""
    burn = encoding.burn
    return (
        frames
        if burn is None
        else (burn(frame, format_reel_timecode(reel, frame.pts or 0)) for frame in frames)
    )


def format_reel_timecode(reel: Reel, frame: int) -> str:
    return format_timecode(frame, reel.rate, drop=reel.delivery.drop)
