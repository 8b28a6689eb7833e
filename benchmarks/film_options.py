"""What options of x264 cost a proof: its bytes, its pictures, processor time and memory, on a roll to its end at 1080p.

    python -m benchmarks.film --x264 [--names 600]

A negative result is kept here: frames looked ahead at and B-frames, which the proof does without, save a sixth of the bytes.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import av
import numpy as np

from benchmarks.endpoints import format_table_head
from benchmarks.film_rolls import document_of, spent
from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.movie import write_movie
from productions.rollkit.layout.reel import Reel, build_reel
from productions.rollkit.progress import ignore_progress
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import HD_RASTER, ScreenSpec
from productions.rollkit.writers.as_mp4 import X264_PARAMETERS, X264_QUANTISER, build_proof_encoding

PX = 12
"""Four times the usual speed, so that a film of 600 names takes some seconds."""
QUANTISED, RATED = {"qp": X264_QUANTISER}, {"crf": "18"}
HALVES = "bframes=0:rc-lookahead=0:sync-lookahead=0"
CHOICES = {
    "as it is": (QUANTISED, X264_PARAMETERS),
    "by a rate factor": (RATED, X264_PARAMETERS),
    "half pixels too": (RATED, HALVES),
    "looking two frames ahead": (RATED, "bframes=0:rc-lookahead=2"),
    "all of veryfast": (RATED, ""),
}
"""All by one encoder, in slices."""
EVERY = 50
"""Each of so many frames is compared."""


def written(names: int, choice: str, path: Path) -> Reel:
    reel = build_reel(document_of(names), ScreenSpec(raster=HD_RASTER, px=PX))
    encoding = build_proof_encoding(reel)
    rate, params = CHOICES[choice]
    kept = {key: value for key, value in encoding.options.items() if key != "qp"}
    changed = {**kept, **rate, "x264-params": params}
    with path.open("wb") as out:
        write_movie(reel, out, replace(encoding, options=changed, segment=0), progress=ignore_progress)
    return reel


def likeness(reel: Reel, path: Path) -> float:
    """The peak signal-to-noise ratio of luma, in dB, of some frames."""
    errors = []
    with PageRenderer(reel) as sheets, av.open(str(path)) as film:
        frames = FrameSource(reel, sheets, build_proof_encoding(reel).form)
        for number, (coded, drawn) in enumerate(zip(film.decode(video=0), frames, strict=True)):
            if number % EVERY == 0:
                difference = get_planes(coded)[0].astype(np.int16) - get_planes(drawn)[0]
                errors.append(np.mean(np.square(difference, dtype=np.int32)))
    return float(10 * np.log10(255**2 / np.mean(errors)))


def table(names: int) -> None:
    print(f"a proof of {names:,} names at {HD_RASTER}, {PX} px a frame, to its end")
    print(
        format_table_head(
            "x264 | bytes | beside ours | likeness, dB | frames a second of processor time | largest memory, MB"
        )
    )
    reel = build_reel(document_of(names), ScreenSpec(raster=HD_RASTER, px=PX))
    ours = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        for choice in CHOICES:
            took = spent([sys.executable, "-m", "benchmarks.film_options", str(names), choice, str(path)])
            size = path.stat().st_size
            ours = ours or size
            print(
                f"| {choice} | {size:,} | {size / ours:.2f}× | {likeness(reel, path):.1f} | {reel.frames / took.worked:.1f} | "
                f"{took.largest:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    written(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
