"""ProRes put together of slices beside the bare encoder: frames a second of each, by turns in one run.

    python -m benchmarks.film_slices [--rounds 3] [--frames 480] [--names 600]

The bare encoder gets frames that lie ready in memory, a tenth as many; ours draws, converts and encodes, and both write files.
*By work* is the bare encoder's processor time a frame, of ours. The first frames, which encode a screen for each phase, are not timed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from itertools import islice
from statistics import median

import av

from benchmarks.endpoints import format_table_head
from benchmarks.film import FIRST, Taken, encoded, ready
from benchmarks.film_rolls import UHD, document_of
from productions.rollkit.film.codecs.prores_slices import ProresSlices
from productions.rollkit.film.encoding import Encoding, add_video_stream
from productions.rollkit.layout.reel import Reel, build_reel
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import HD_RASTER, Raster, ScreenSpec
from productions.rollkit.writers import as_prores422hq, as_prores4444


def ours(reel: Reel, encoding: Encoding, count: int) -> tuple[float, float]:
    """Seconds, and seconds of processor time, that the frames after `FIRST` take."""
    with (
        tempfile.NamedTemporaryFile() as out,
        PageRenderer(reel, alpha=encoding.form.alpha) as sheets,
        av.open(out, "w", format=encoding.container, options=dict(encoding.container_options)) as container,
    ):
        stream = add_video_stream(container, reel, encoding)
        packets = islice(ProresSlices(reel, sheets, encoding, stream.codec_context), FIRST, FIRST + 1 + count)
        next(packets)
        begun, worked = time.perf_counter(), time.process_time()
        for packet in packets:
            packet.stream = stream
            container.mux(packet)
        return time.perf_counter() - begun, time.process_time() - worked


def bare(reel: Reel, encoding: Encoding, count: int) -> Taken:
    """The same of a frame."""
    return encoded(reel, ready(reel, encoding, count), encoding)


def compared(name: str, raster: Raster, px: int, options: argparse.Namespace) -> None:
    reel = build_reel(document_of(options.names), ScreenSpec(raster=raster, px=px))
    encoding = {"4444": as_prores4444, "422 HQ": as_prores422hq}[name].build_encoding(reel)
    few = options.frames // 10
    taken = [
        (ours(reel, encoding, options.frames), bare(reel, encoding, few)) for _round in range(options.rounds)
    ]
    fast = median(options.frames / seconds for (seconds, _work), _bare in taken)
    slow = median(1 / seconds for _ours, (seconds, _work) in taken)
    work = median(theirs / (mine / options.frames) for (_s, mine), (_t, theirs) in taken)
    print(
        f"| ProRes {name} | {raster} | {px} | {fast:.0f} | {slow:.1f} | {fast / slow:.1f}× | {work:.1f}× |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--frames", type=int, default=480)
    parser.add_argument("--names", type=int, default=600, help="of the roll")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.platform}; frames a second, medians")
    print(format_table_head("encoder | raster | px | ours | bare | of bare | by work"))
    for name in ("4444", "422 HQ"):
        for raster, speeds in ((HD_RASTER, (3, 4, 8)), (UHD, (6, 8))):
            for px in speeds:
                compared(name, raster, px, options)


if __name__ == "__main__":
    main()
