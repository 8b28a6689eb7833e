"""Films beside the bare encoder: frames a second, and the largest memory of a long roll.

    python -m benchmarks.film [--rounds 3] [--frames 60] [--names 600]
    python -m benchmarks.film --memory [--names 10000] [--px 24] [--seconds 60]

The bare encoder has the same codec, options, container and frames, which lie ready in memory, each in a place of its own;
ours draws, converts and shows them while it encodes. So do two plain ways: frames handed over as RGB, which FFmpeg converts one
by one, and a crop for each frame by FFmpeg's own loop and filter (Debian's `ffmpeg`, where it is there). All sides take turns.
*By work* is the bare encoder's processor time of ours, drawing and conversion included: it holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import islice
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame

from benchmarks.endpoints import judged
from productions.roll.compose import compose
from productions.roll.delivery import Delivery, Raster
from productions.roll.document import Issue, RollDocument, Work
from productions.roll.film.encoding import Encoding, stream_of
from productions.roll.film.pictures import Pictures, planes_of, tag, top_row
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import Reel, ScrollShot, reel_of
from productions.roll.source import CreditInfo, RoleInfo
from productions.roll.writers import WRITERS, as_mp4, as_prores4444, load

GOAL, MEMORY_GOAL = 0.95, 400
HD, UHD = Raster(1920, 1080), Raster(3840, 2160)
FIRST = 400
"""The frame that is begun with: the screen is full of names."""

ROLE = RoleInfo("key_animation", "animation", "Animation", "作画", 50, "Key animation", "原画", 50)
WORK = Work("w", "例", "", "", "Example", "film", 2026, 24, 1, "", "", "", True, "")


def document_of(names: int) -> RollDocument:
    """So many invented key animators."""
    return compose(WORK, Issue(1, "2026-01-01T00:00:00+00:00", "", "", None, ()), map(credit, range(names)),
                   cuts_total=0, complete=False)  # fmt: skip


def credit(number: int) -> CreditInfo:
    name = f"見本 花子{number}" if number % 2 else f"Example Person {number}"
    return CreditInfo(
        uid=str(number), role=ROLE, role_as_printed="", kind="person", contributor=f"c{number}", sort_key=name,
        credited_as=name, printed_as="", affiliation="", position=0, headcount=None, named_count=None, absence_reason="",
        on_screen=True, episode="", cut="", cut_sort_key="", person_key="",
    )  # fmt: skip


def encoded(reel: Reel, frames: Iterable[VideoFrame], encoding: Encoding) -> float:
    """Seconds that encoding takes, with its file."""
    with tempfile.NamedTemporaryFile() as out:
        begun = time.perf_counter()
        with av.open(
            out, "w", format=encoding.container, options=dict(encoding.container_options)
        ) as container:
            stream = stream_of(container, reel, encoding)
            for number, frame in enumerate(frames):
                frame.pts = number
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return time.perf_counter() - begun


def ours(reel: Reel, encoding: Encoding, count: int) -> float:
    """The same frames as `Pictures` gives them; what comes before is not timed."""
    with Sheets(reel, alpha=encoding.form.alpha) as sheets:
        frames = iter(Pictures(reel, sheets, encoding.form))
        for _before in range(FIRST):
            next(frames)
        return encoded(reel, islice(frames, count), encoding)


def ready(reel: Reel, encoding: Encoding, count: int) -> list[VideoFrame]:
    """The same frames, each in a place of its own."""
    made = []
    with Sheets(reel, alpha=encoding.form.alpha) as sheets:
        for frame in islice(Pictures(reel, sheets, encoding.form), FIRST, FIRST + count):
            own = VideoFrame(frame.width, frame.height, frame.format.name)
            for mine, given in zip(planes_of(own), planes_of(frame), strict=True):
                mine[:] = given
            own.time_base = frame.time_base
            tag(own)
            made.append(own)
    return made


def strip_of(reel: Reel, count: int, *, alpha: bool) -> tuple[np.ndarray[Any, Any], int]:
    """All rows that the frames show, and how far each moves."""
    (shot,) = reel.shots
    assert isinstance(shot, ScrollShot)
    top = top_row(shot, FIRST, reel.raster.height)
    with Sheets(reel, alpha=alpha) as sheets:
        return sheets.draw_strip(shot, top, reel.raster.height + count * shot.px), shot.px


def as_rgb(strip: np.ndarray[Any, Any], px: int, reel: Reel, count: int, kind: str) -> Iterable[VideoFrame]:
    channels = 4 if kind == "rgba" else 3
    for number in range(count):
        rows = strip[number * px : number * px + reel.raster.height, :, :channels]
        yield VideoFrame.from_ndarray(np.ascontiguousarray(rows), format=kind)


def by_filter(path: Path, px: int, reel: Reel, count: int, encoding: Encoding) -> float:
    """FFmpeg's own loop over one tall picture, cropped anew for each frame."""
    raster = reel.raster
    options = [part for key, value in encoding.options.items() for part in (f"-{key}", value)]
    with tempfile.NamedTemporaryFile(suffix=f".{encoding.container}") as out:
        begun = time.perf_counter()
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-framerate", "24", "-i", str(path), "-vf",
             f"loop=-1:1:0,crop={raster.width}:{raster.height}:0:n*{px},format={encoding.form.name}", "-frames:v", str(count),
             "-c:v", encoding.encoder, *options, out.name],
            check=True,
        )  # fmt: skip
        return time.perf_counter() - begun


def png(path: Path, strip: np.ndarray[Any, Any]) -> Path:
    frame = VideoFrame.from_ndarray(strip, format="rgba")
    encoder = av.CodecContext.create("png", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = (
        frame.width,
        frame.height,
        "rgba",
        Fraction(1),
    )
    path.write_bytes(b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None))))
    return path


def compared(
    name: str, raster: Raster, make: Callable[[Reel], Encoding], options: argparse.Namespace
) -> None:
    """One line of the table: medians of all rounds, in frames a second."""
    reel = reel_of(document_of(options.names), Delivery(raster=raster, px=3 * raster.height // 1080))
    encoding, count = make(reel), options.frames
    kind = "rgba" if encoding.form.alpha else "rgb24"
    given = ready(reel, encoding, count)
    strip, px = strip_of(reel, count, alpha=encoding.form.alpha)
    with tempfile.TemporaryDirectory() as folder:
        picture = png(Path(folder) / "strip.png", strip) if which("ffmpeg") else None
        sides: dict[str, Callable[[], float]] = {
            "ours": lambda: ours(reel, encoding, count),
            "bare": lambda: encoded(reel, given, encoding),
            "rgb": lambda: encoded(reel, as_rgb(strip, px, reel, count, kind), encoding),
        }
        if picture is not None:
            sides["filter"] = lambda: by_filter(picture, px, reel, count, encoding)
        taken: dict[str, list[float]] = {side: [] for side in sides}
        worked: dict[str, list[float]] = {side: [] for side in sides}
        for number in range(options.rounds):
            order = list(sides) if number % 2 else list(sides)[::-1]
            for side in order:
                before = time.process_time()
                taken[side].append(sides[side]())
                worked[side].append(time.process_time() - before)
    rate = {side: count / median(seconds) for side, seconds in taken.items()}
    ratio = rate["ours"] / rate["bare"]
    work = median(worked["bare"]) / median(worked["ours"])
    filtered = f"{rate['filter']:.0f}" if "filter" in rate else "–"
    print(
        f"| {name} | {raster} | {rate['ours']:.1f} | {rate['bare']:.1f} | {judged(f'{ratio:.0%}', ratio >= GOAL)} | "
        f"{work:.0%} | "
        f"{rate['rgb']:.0f} | {filtered} |",
        flush=True,
    )


class Enough(Exception):
    """The time that was given is over."""


def memory(options: argparse.Namespace) -> None:
    """The largest resident size of this process, which has written a film and done nothing else."""
    reel = reel_of(document_of(options.names), Delivery(raster=UHD, px=options.px))
    begun, done = time.monotonic(), 0.0

    def progress(share: float) -> None:
        nonlocal done
        done = share
        if time.monotonic() - begun > options.seconds:
            raise Enough

    with tempfile.TemporaryFile() as out:
        try:
            load(WRITERS[options.format]).write(reel, out, progress=progress)
        except Enough:
            print(f"stopped after {options.seconds} s, at {done:.1%}")
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    shown = judged(f"{largest:.0f} MB", largest < MEMORY_GOAL)
    print(f"{options.format}, {options.names:,} names, {UHD}, {reel.frames:,} frames: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--names", type=int, default=600, help="of the roll")
    parser.add_argument("--memory", action="store_true", help="only the memory of one film at 3840x2160")
    parser.add_argument(
        "--format", default="mp4", choices=[name for name, one in WRITERS.items() if one.films]
    )
    parser.add_argument(
        "--px", type=int, default=24, help="pixels a frame of the film whose memory is measured"
    )
    parser.add_argument("--seconds", type=float, default=600.0, help="it is stopped after this")
    options = parser.parse_args()
    if options.memory:
        memory(options)
        return
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.platform}; frames a second, medians of {options.rounds}"
    )
    print("| encoder | raster | ours | bare | of bare | by work | RGB handed over | ffmpeg loop + crop |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for raster in (HD, UHD):
        for preset in ("ultrafast", "veryfast", "medium"):
            compared(
                f"H.264 {preset}",
                raster,
                lambda reel, preset=preset: as_mp4.proof(reel, preset=preset),
                options,
            )
        compared("ProRes 4444", raster, as_prores4444.master, options)


if __name__ == "__main__":
    main()
