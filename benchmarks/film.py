"""Films beside the bare encoder: frames a second, what else makes a film, and the largest memory of a long roll.

    python -m benchmarks.film [--rounds 3] [--frames 96] [--names 600]
    python -m benchmarks.film --ways [--moviepy PYTHON]
    python -m benchmarks.film --memory [--lengths 1000 3000 10000] [--formats mp4 prores4444] [--px 96]
    python -m benchmarks.film --x264

The bare encoder is one, as each of ours is: the same codec, options, container and one thread; its frames lie ready in memory, each
in a place of its own. *In slices* it cuts each picture into as many as there are processors, which are encoded at once. Ours are the
frames of a file as it is written, drawing and all, after the first that show a whole screen: four times as many, since several are
encoded side by side. A plain way hands over frames as RGB, which FFmpeg converts one by one, to the one in slices. All sides take
turns. *By work* is the bare encoder's processor time a frame, of ours: it holds on a busy machine too. ProRes is measured by
`benchmarks.film_slices`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

import av
import numpy as np
from av.video.frame import VideoFrame

from benchmarks import film_memory, film_options, film_ways
from benchmarks.endpoints import format_table_head, judged
from benchmarks.film_rolls import UHD, document_of
from benchmarks.film_ways import strip_of
from productions.rollkit.film.codecs.h264_segments import count_encoders
from productions.rollkit.film.encoding import Encoding, add_video_stream
from productions.rollkit.film.frame_source import FrameSource, get_planes, tag_bt709
from productions.rollkit.film.movie import write_movie
from productions.rollkit.layout.reel import Reel, ScrollShot, build_reel
from productions.rollkit.rendering.page_pixels import PageRenderer, Pixels
from productions.rollkit.screen_spec import HD_RASTER, Raster, ScreenSpec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import as_mp4

GOAL, GOAL_IN_SLICES = 1.5, 0.95
FIRST = 384
"""The frame that is begun with: the screen is full of names."""
LONGER = 4
"""Ours are so many times the frames of the bare encoder; those handed over as RGB are so many times fewer."""
Taken = tuple[float, float]
"""Seconds and processor's seconds, of a frame."""


class Enough(Exception):
    """The frames that are measured are written."""


def encoded(reel: Reel, frames: Iterable[VideoFrame], encoding: Encoding) -> Taken:
    """What one encoder takes, with its file."""
    with tempfile.NamedTemporaryFile() as out:
        begun, worked = time.perf_counter(), time.process_time()
        with av.open(
            out, "w", format=encoding.container, options=dict(encoding.container_options)
        ) as container:
            stream = add_video_stream(container, reel, encoding)
            for number, frame in enumerate(frames):
                frame.pts = number
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        count = number + 1
        return (time.perf_counter() - begun) / count, (time.process_time() - worked) / count


def ours(reel: Reel, encoding: Encoding, count: int) -> Taken:
    """What some frames of a film take as it is written, whole segments of each encoder; what comes before them is not timed."""
    together = encoding.segment * count_encoders(reel.raster, encoding.slices)
    first, last = (-(-frame // together) * together for frame in (FIRST, FIRST + count))
    told: dict[int, tuple[float, float]] = {}

    def progress(share: float) -> None:
        frame = round(share * reel.frames)
        told[frame] = time.perf_counter(), time.process_time()
        if frame == last:
            raise Enough

    with tempfile.NamedTemporaryFile() as out, suppress(Enough):
        write_movie(reel, out, encoding, progress=progress)
    (begun, worked), (ended, done) = told[first], told[last]
    return (ended - begun) / (last - first), (done - worked) / (last - first)


def ready(reel: Reel, encoding: Encoding, count: int) -> list[VideoFrame]:
    """The same frames, each in a place of its own."""
    made = []
    with PageRenderer(reel, alpha=encoding.form.alpha) as sheets:
        for frame in islice(FrameSource(reel, sheets, encoding.form), FIRST, FIRST + count):
            own = VideoFrame(frame.width, frame.height, frame.format.name)
            for mine, given in zip(get_planes(own), get_planes(frame), strict=True):
                mine[:] = given
            own.time_base = frame.time_base
            tag_bt709(own)
            made.append(own)
    return made


def as_rgb(strip: Pixels, reel: Reel, count: int) -> Iterator[VideoFrame]:
    (shot,) = reel.shots
    assert isinstance(shot, ScrollShot)
    for number in range(count):
        rows = strip[number * shot.px : number * shot.px + reel.raster.height, :, :3]
        yield VideoFrame.from_ndarray(np.ascontiguousarray(rows), format="rgb24")


def compared(
    name: str, raster: Raster, make: Callable[[Reel], Encoding], options: argparse.Namespace
) -> None:
    """One line of the table: medians of all rounds, in frames a second."""
    reel = build_reel(document_of(options.names), ScreenSpec(raster=raster, px=3 * raster.height // 1080))
    encoding, count = make(reel), options.frames
    in_slices = replace(encoding, segment=0)
    given = ready(reel, encoding, count)
    few = count // LONGER
    strip = strip_of(reel, FIRST, few)
    sides: dict[str, Callable[[], Taken]] = {
        "ours": lambda: ours(reel, encoding, LONGER * count),
        "bare": lambda: encoded(reel, given, encoding),
        "slices": lambda: encoded(reel, given, in_slices),
        "rgb": lambda: encoded(reel, as_rgb(strip, reel, few), in_slices),
    }
    taken: dict[str, list[Taken]] = {side: [] for side in sides}
    for number in range(options.rounds):
        for side in list(sides) if number % 2 else list(sides)[::-1]:
            taken[side].append(sides[side]())
    rate = {side: 1 / median(seconds for seconds, _worked in runs) for side, runs in taken.items()}
    worked = {side: 1 / median(worked for _seconds, worked in runs) for side, runs in taken.items()}
    ratio, beside, work = (
        rate["ours"] / rate["bare"],
        rate["ours"] / rate["slices"],
        worked["ours"] / worked["bare"],
    )
    print(
        f"| {name} | {raster} | {rate['ours']:.1f} | {rate['bare']:.1f} | {judged(f'{ratio:.2f}×', ratio >= GOAL)} | {work:.0%} | "
        f"{rate['slices']:.1f} | {judged(f'{beside:.2f}×', beside >= GOAL_IN_SLICES)} | {rate['rgb']:.1f} |",
        flush=True,
    )


def speed(options: argparse.Namespace) -> None:
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.platform}; frames a second, medians of {options.rounds}"
    )
    print(
        format_table_head(
            "encoder | raster | ours | bare | of bare | by work | in slices | of it | RGB handed over"
        )
    )
    for raster in (HD_RASTER, UHD):
        for preset in ("ultrafast", "veryfast", "medium"):
            compared(
                f"H.264 {preset}",
                raster,
                lambda reel, preset=preset: as_mp4.build_proof_encoding(reel, preset=preset),
                options,
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--frames", type=int, default=96)
    parser.add_argument("--names", type=int, default=600, help="of the roll")
    parser.add_argument(
        "--memory", action="store_true", help="only the memory of whole films, by the length of the roll"
    )
    parser.add_argument(
        "--lengths", type=int, nargs="+", default=[1000, 3000, 10000], help="names of the rolls"
    )
    films = [name for name, one in WRITERS.items() if one.films]
    parser.add_argument("--formats", nargs="+", default=["mp4", "prores4444"], choices=films)
    parser.add_argument(
        "--px", type=int, default=96, help="pixels a frame of the films whose memory is measured"
    )
    parser.add_argument("--ways", action="store_true", help="only a proof beside what else makes one")
    parser.add_argument("--moviepy", type=Path, help="a Python that has moviepy 2")
    parser.add_argument("--x264", action="store_true", help="only what options of x264 cost a proof")
    options = parser.parse_args()
    if options.memory:
        film_memory.table(options.lengths, options.formats, options.px)
    elif options.ways:
        film_ways.table(options.names, options.frames, options.rounds, options.moviepy)
    elif options.x264:
        film_options.table(options.names)
    else:
        speed(options)


if __name__ == "__main__":
    main()
