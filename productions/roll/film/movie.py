"""A movie file: one picture track by FFmpeg (PyAV), tagged BT.709, at an exact rational rate, with timecode from 0.

The same reel gives the same bytes: no time of making and no library version is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import BinaryIO

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from productions.roll.film.colour import PixelFormat
from productions.roll.film.pictures import Pictures, tag
from productions.roll.film.umid import Naming
from productions.roll.layout import Progress
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import Reel, made_of
from productions.roll.timecode import timecode
from productions.version import VERSION

SOFTWARE = f"Staffroll {VERSION}"
BITEXACT_CONTAINER = 0x400
"""AVFMT_FLAG_BITEXACT of FFmpeg's avformat.h."""

INDEX_BYTES, INDEX_BYTES_A_FRAME = 65_536, 48
"""At most what the index takes, in all and for each frame: size, two times, chunk, key (ISO/IEC 14496-12, 8.6 and 8.7)."""

Burn = Callable[[VideoFrame, str], VideoFrame]
"""Puts a timecode into a frame: the given one is not written to."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a movie is made: FFmpeg's names of the container, the encoder and their options."""

    container: str
    encoder: str
    form: PixelFormat
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)


def index_in_front(reel: Reel) -> dict[str, str]:
    """Options of a MOV or MP4 whose index comes before its pictures, so that it plays while it loads."""
    return {"moov_size": str(INDEX_BYTES + INDEX_BYTES_A_FRAME * reel.frames)}


def write_movie(
    reel: Reel,
    out: BinaryIO | Naming,
    encoding: Encoding,
    *,
    progress: Progress,
    burn: Burn | None = None,
    pdf: bytes | None = None,
) -> None:
    """Encode every frame of the reel into `out`, which is seekable; `pdf` are its pages where they are set already.

    Raises OSError when the disk will not have it.
    """
    watched = Watched(out)
    try:
        encode(reel, watched, encoding, progress=progress, burn=burn, pdf=pdf)
    except av.FFmpegError as error:
        raise watched.refusal or error from None
    if watched.refusal:
        raise watched.refusal


class Watched:
    """A file to write that keeps what its disk refused first: FFmpeg goes on, and ends with an error of its own."""

    def __init__(self, out: BinaryIO | Naming) -> None:
        self.out = out
        self.refusal: OSError | None = None
        self.seek, self.tell = out.seek, out.tell

    def write(self, data: bytes) -> int:
        try:
            return self.out.write(data)
        except OSError as error:
            self.refusal = self.refusal or error
            raise


def encode(
    reel: Reel,
    out: Watched,
    encoding: Encoding,
    *,
    progress: Progress,
    burn: Burn | None,
    pdf: bytes | None,
) -> None:
    with (
        Sheets(reel, alpha=encoding.form.alpha, pdf=pdf) as sheets,
        av.open(out, "w", format=encoding.container, options=dict(encoding.container_options)) as container,
    ):
        container.flags |= BITEXACT_CONTAINER
        container.metadata.update({**told(reel), **encoding.metadata})
        stream = stream_of(container, reel, encoding)
        for number, frame in enumerate(Pictures(reel, sheets, encoding.form)):
            shown = burn(frame, code(reel, number)) if burn else frame
            container.mux(stream.encode(shown))
            progress((number + 1) / reel.frames)
        container.mux(stream.encode(None))


def stream_of(container: av.container.OutputContainer, reel: Reel, encoding: Encoding) -> VideoStream:
    stream = container.add_stream(encoding.encoder, rate=reel.rate, options=dict(encoding.options))
    assert isinstance(stream, VideoStream)
    context = stream.codec_context
    context.width, context.height = reel.raster.width, reel.raster.height
    context.sample_aspect_ratio = Fraction(1)
    context.pix_fmt = encoding.form.name
    context.time_base = stream.time_base = 1 / reel.rate
    context.flags |= av.codec.context.Flags.bitexact
    context.thread_count = 0
    tag(context)
    stream.metadata["timecode"] = code(reel, 0)
    return stream


def code(reel: Reel, frame: int) -> str:
    return timecode(frame, reel.rate, drop=reel.delivery.drop)


def told(reel: Reel) -> dict[str, str]:
    """What the file says of itself: the title, what made it, and of which document, template and fonts."""
    return {"title": reel.title, "comment": "; ".join((SOFTWARE, *made_of(reel)))}
