"""A movie file: one picture track by FFmpeg (PyAV), tagged BT.709, at an exact rational rate, with timecode from 0.

The same reel gives the same bytes: no time of making and no version of a library is written.
"""

from collections.abc import Generator
from contextlib import closing
from typing import BinaryIO

import av
from av.packet import Packet
from av.video.stream import VideoStream

from productions.roll.film.encoding import Encoding, code, finished, stream_of, through
from productions.roll.film.pictures import Pictures
from productions.roll.film.segments import segmented
from productions.roll.film.slices import Slices
from productions.roll.film.umid import Naming
from productions.roll.layout import Progress
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import Reel, made_of
from productions.version import VERSION

SOFTWARE = f"Staffroll {VERSION}"
BITEXACT_CONTAINER = 0x400
"""AVFMT_FLAG_BITEXACT of FFmpeg's avformat.h."""

INDEX_BYTES, INDEX_BYTES_A_FRAME = 65_536, 48
"""At most what the index takes, in all and for each frame: size, two times, chunk, key (ISO/IEC 14496-12, 8.6 and 8.7)."""


def index_in_front(reel: Reel) -> dict[str, str]:
    """Options of a MOV or MP4 whose index comes before its pictures, so that it plays while it loads."""
    return {"moov_size": str(INDEX_BYTES + INDEX_BYTES_A_FRAME * reel.frames)}


def write_movie(
    reel: Reel,
    out: BinaryIO | Naming,
    encoding: Encoding,
    *,
    progress: Progress,
    pdf: bytes | None = None,
) -> None:
    """Encode every frame of the reel into `out`, which is seekable; `pdf` are its pages where they are set already.

    Raises OSError when the disk will not have it.
    """
    watched = Watched(out)
    try:
        encode(reel, watched, encoding, progress=progress, pdf=pdf)
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
    pdf: bytes | None,
) -> None:
    with av.open(out, "w", format=encoding.container, options=dict(encoding.container_options)) as container:
        container.flags |= BITEXACT_CONTAINER
        container.metadata.update({**told(reel), **encoding.metadata})
        stream = stream_of(container, reel, encoding)
        stream.metadata["timecode"] = code(reel, 0)
        with closing(packets_of(reel, encoding, stream, pdf)) as packets:
            for number, packet in enumerate(packets):
                packet.stream = stream
                container.mux(packet)
                progress((number + 1) / reel.frames)


def packets_of(
    reel: Reel, encoding: Encoding, stream: VideoStream, pdf: bytes | None
) -> Generator[Packet, None, None]:
    """A packet for each frame, in order, by the quickest way that the encoder allows."""
    if encoding.segment:
        yield from segmented(reel, encoding, stream, pdf)
        return
    with Sheets(reel, alpha=encoding.form.alpha, pdf=pdf) as sheets:
        if encoding.encoder == "prores_aw" and encoding.burn is None:
            yield from Slices(reel, sheets, encoding, stream.codec_context)
        else:
            frames = Pictures(reel, sheets, encoding.form)
            yield from through(stream.codec_context, finished(reel, encoding, frames))


def told(reel: Reel) -> dict[str, str]:
    """What the file says of itself: the title, what made it, and of which document, template and fonts."""
    return {"title": reel.title, "comment": "; ".join((SOFTWARE, *made_of(reel)))}
