"""A movie file: one picture track by FFmpeg (PyAV), tagged BT.709, at an exact rational rate, with timecode from 0.

The same reel gives the same bytes: no time of making and no version of a library is written.
"""

from collections.abc import Generator
from contextlib import closing
from typing import Any, BinaryIO

import av
from av.packet import Packet
from av.video.stream import VideoStream

from productions.rollkit.film.codecs.h264_segments import encode_in_segments
from productions.rollkit.film.codecs.mxf_umid import UmidWriter
from productions.rollkit.film.codecs.prores_slices import ProresSlices
from productions.rollkit.film.encoding import (
    Encoding,
    add_burn_in,
    add_video_stream,
    encode_frames,
    format_reel_timecode,
)
from productions.rollkit.film.frame_source import FrameSource
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.shared.version import VERSION

SOFTWARE_NAME = f"Staffroll {VERSION}"
BITEXACT_CONTAINER_FLAG = 0x400
"""AVFMT_FLAG_BITEXACT of FFmpeg's avformat.h."""

INDEX_BYTES, INDEX_BYTES_PER_FRAME = 65_536, 48
"""At most what the index takes, in all and for each frame: size, two times, chunk, key (ISO/IEC 14496-12, 8.6 and 8.7)."""


def build_faststart_options(reel: Reel) -> dict[str, str]:
    """Options of a MOV or MP4 whose index comes before its pictures, so that it plays while it loads."""
    return {"moov_size": str(INDEX_BYTES + INDEX_BYTES_PER_FRAME * reel.frames)}


def write_movie(
    reel: Reel,
    out: BinaryIO | UmidWriter,
    encoding: Encoding,
    *,
    progress: Progress,
    pdf: bytes | None = None,
) -> None:
    """Encode every frame of the reel into `out`, which is seekable; `pdf` are its pages where they are set already.

    Raises OSError when the disk will not have it.
    """
    watched = WatchedFile(out)
    try:
        encode_movie(reel, watched, encoding, progress=progress, pdf=pdf)
    except av.FFmpegError as error:
        raise watched.refusal or error from None
    if watched.refusal:
        raise watched.refusal


class WatchedFile:
    """A file to write that keeps what its disk refused first: FFmpeg goes on, and ends with an error of its own."""

    def __init__(self, out: BinaryIO | UmidWriter) -> None:
        self.out = out
        self.refusal: OSError | None = None
        self.seek, self.tell = out.seek, out.tell

    def write(self, data: bytes) -> int:
        try:
            return self.out.write(data)
        except OSError as error:
            self.refusal = self.refusal or error
            raise


def encode_movie(
    reel: Reel,
    out: WatchedFile,
    encoding: Encoding,
    *,
    progress: Progress,
    pdf: bytes | None,
) -> None:
    with av.open(out, "w", format=encoding.container, options=dict(encoding.container_options)) as container:
        container.flags |= BITEXACT_CONTAINER_FLAG
        container.metadata.update({**build_movie_metadata(reel), **encoding.metadata})
        stream = add_video_stream(container, reel, encoding)
        stream.metadata["timecode"] = format_reel_timecode(reel, 0)
        with closing(encode_packets(reel, encoding, stream, pdf)) as packets:
            for number, packet in enumerate(packets):
                packet.stream = stream
                container.mux(packet)
                progress((number + 1) / reel.frames)


def encode_packets(
    reel: Reel, encoding: Encoding, stream: VideoStream, pdf: bytes | None
) -> Generator["Packet[Any]", None, None]:
    """A packet for each frame, in order, by the quickest way that the encoder allows."""
    if encoding.segment:
        yield from encode_in_segments(reel, encoding, stream, pdf)
        return
    with PageRenderer(reel, alpha=encoding.form.alpha, pdf=pdf) as sheets:
        if encoding.encoder == "prores_aw" and encoding.burn is None:
            yield from ProresSlices(reel, sheets, encoding, stream.codec_context)
        else:
            frames = FrameSource(reel, sheets, encoding.form)
            yield from encode_frames(stream.codec_context, add_burn_in(reel, encoding, frames))


def build_movie_metadata(reel: Reel) -> dict[str, str]:
    """What the file says of itself: the title, what made it, and of which document, template and fonts."""
    return {"title": reel.title, "comment": "; ".join((SOFTWARE_NAME, *list_reel_provenance(reel)))}
