"""A picture file for each frame, by FFmpeg's encoders, in one ZIP: `roll.0000000.png` is frame 0."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import BinaryIO

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext

from productions.roll.film.colour import PixelFormat
from productions.roll.film.pictures import Pictures, tag
from productions.roll.layout import Progress
from productions.roll.packing import pack
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import Reel, made_of

Finish = Callable[[bytes, Reel, int, str], bytes]
"""Puts into a picture file what is of its frame: bytes, reel, frame number, file name."""


@dataclass(frozen=True, slots=True)
class Still:
    """How each frame is written: FFmpeg's name of the encoder, which is the suffix too, and its options."""

    encoder: str
    form: PixelFormat
    options: Mapping[str, str] = field(default_factory=dict)
    finish: Finish | None = None


def write_sequence(reel: Reel, out: BinaryIO, still: Still, *, progress: Progress) -> None:
    pack(out, files(reel, still, progress), made_of=made_of(reel))


def files(reel: Reel, still: Still, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, in the order of frames."""
    with Sheets(reel, alpha=still.form.alpha) as sheets:
        encoder = encoder_of(reel, still)
        frames = iter(Pictures(reel, sheets, still.form))
        for packet in packets(encoder, frames):
            assert packet.pts is not None
            name = f"roll.{packet.pts:07}.{still.encoder}"
            data = bytes(packet)
            yield name, still.finish(data, reel, packet.pts, name) if still.finish else data
            progress((packet.pts + 1) / reel.frames)


def packets(encoder: VideoCodecContext, frames: Iterable[av.VideoFrame]) -> Iterator[Packet]:
    for frame in frames:
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def encoder_of(reel: Reel, still: Still) -> VideoCodecContext:
    encoder = av.CodecContext.create(still.encoder, "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = reel.raster.width, reel.raster.height
    encoder.pix_fmt, encoder.time_base = still.form.name, 1 / reel.rate
    encoder.sample_aspect_ratio = Fraction(1)
    encoder.options = dict(still.options)
    encoder.flags |= av.codec.context.Flags.bitexact
    encoder.thread_count = 0
    tag(encoder)
    return encoder
