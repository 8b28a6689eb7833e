"""A film in segments that are encoded side by side, by encoders of a thread for each slice of a frame, and joined.

Where a segment begins depends on the film alone. It is some whole intervals of keyframes long, so each begins with one that nothing
before it is needed for (an IDR picture, ITU-T H.264, 7.4.1.2.4), and every encoder has the same parameters and a constant quantiser.
An encoder is kept from segment to segment, since a new one takes its memory anew, and of those that it had before it remembers two
numbers alone: x264 counts keyframes by two and pictures by 32 (its filling bits tell). So a segment has an even number of the first
and a multiple of 32 of the second, and the file is the same bytes however many encoders work side by side.
"""

import os
from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from typing import Any

from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.video.stream import VideoStream

from productions.rollkit.film.encoding import Encoding, add_burn_in, create_encoder
from productions.rollkit.film.frame_source import FrameSource
from productions.rollkit.film.worker_threads import WorkerThread
from productions.rollkit.layout.reel import Reel
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import Raster

MAX_PIXELS_AT_ONCE = 2 * 3840 * 2160
"""Pixels of the frames that are encoded at a time: an encoder of 4K takes 100 MB."""
DROP_SEI_FILTER = "filter_units=remove_types=6"
"""FFmpeg's filter of supplemental information (SEI, ITU-T H.264, 7.3.2.3): x264 says its version and options with its first picture."""


def encode_in_segments(
    reel: Reel, encoding: Encoding, stream: VideoStream, pdf: bytes | None
) -> Generator["Packet[Any]", None, None]:
    """The packets of a reel's frames, in order. The track's own encoder only says how it is set up."""
    starts = range(0, reel.frames, encoding.segment)
    side_by_side = min(len(starts), count_encoders(reel.raster, encoding.slices))
    # Asked for here: the lanes run while the track's encoder is opened.
    flags = stream.codec_context.flags
    with ExitStack() as stack:
        lanes = []
        for first in range(side_by_side):
            made = encode_segments(reel, encoding, flags, starts[first::side_by_side], pdf)
            lanes.append(stack.enter_context(closing(WorkerThread(made, ahead=encoding.segment))))
        for frame in range(reel.frames):
            yield next(lanes[frame // encoding.segment % side_by_side])


def encode_segments(
    reel: Reel, encoding: Encoding, flags: int, starts: Iterable[int], pdf: bytes | None
) -> Generator["Packet[Any]", None, None]:
    """Those of some segments, one for each frame."""
    encoder = create_encoder(
        reel, encoding.encoder, encoding.form, encoding.options, threads=encoding.threads
    )
    encoder.flags = flags
    without_remarks = BitStreamFilterContext(DROP_SEI_FILTER, "h264")
    with PageRenderer(reel, alpha=encoding.form.alpha, pdf=pdf) as sheets:
        pictures = FrameSource(reel, sheets, encoding.form)
        for first in starts:
            last = min(first + encoding.segment, reel.frames)
            for frame in add_burn_in(reel, encoding, pictures.frames(first, last)):
                for packet in encoder.encode(frame):
                    yield from without_remarks.filter(packet)


def count_encoders(raster: Raster, slices: int) -> int:
    """How many work side by side: each has `slices` of the processors that this process may use, as far as their memory goes."""
    wanted = -(-count_processors() // slices)
    return max(1, min(wanted, MAX_PIXELS_AT_ONCE // (raster.width * raster.height)))


def count_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
