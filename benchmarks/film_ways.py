"""A proof of 600 names beside what else makes one: the same list, frames and options of x264, each in a process of its own.

    python -m benchmarks.film --ways [--moviepy PYTHON] [--rounds 3] [--frames 240] [--names 600]

Ours lays the names out, draws and encodes them, the whole film. The others are given the strip as a picture and crop it for each frame: FFmpeg's
`loop` and `crop`, its `loop` and `scroll` (Debian's `ffmpeg`), and Pillow. moviepy gets the list of names, and its time is that of the
frames alone: drawing its credits is left out. PYTHON has moviepy (`python -m venv VENV; VENV/bin/pip install moviepy`), and Pillow
with it. *By work* is our frames for a second of processor time beside theirs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import which
from statistics import median

from benchmarks.endpoints import format_table_head
from benchmarks.film_rolls import Spent, document_of, name_of, one_film, spent
from productions.rollkit.fonts.font_set import SHIPPED_FONTS
from productions.rollkit.images.png import encode_quick_png
from productions.rollkit.layout.reel import Reel, ScrollShot, build_reel
from productions.rollkit.rendering.page_pixels import PageRenderer, Pixels, compute_top_row
from productions.rollkit.screen_spec import HD_RASTER, ScreenSpec
from productions.rollkit.writers.as_mp4 import build_proof_encoding

PX = 12
"""Four times the usual speed, so that a film of 600 names takes some seconds."""
MOVIEPY_FRAMES = 12
"""It makes less than one a second."""
HERE = Path(__file__).parent

Way = Callable[[], tuple[Spent, int]]
"""Makes its frames, and says what they took and how many they were."""


def strip_of(reel: Reel, first: int, frames: int) -> Pixels:
    """All rows that some frames of a scroll show."""
    (shot,) = reel.shots
    assert isinstance(shot, ScrollShot)
    with PageRenderer(reel) as sheets:
        rows = reel.raster.height + frames * shot.px
        return sheets.draw_strip(shot, compute_top_row(shot, first, reel.raster.height), rows)


def ways(folder: Path, names: int, frames: int, moviepy: Path | None) -> dict[str, Way]:
    """The ways that can be gone on this machine."""
    reel = build_reel(document_of(names), ScreenSpec(raster=HD_RASTER, px=PX))
    encoding, strip, out = build_proof_encoding(reel), folder / "strip.png", str(folder / "out.mp4")
    strip.write_bytes(encode_quick_png([row.tobytes() for row in strip_of(reel, 0, frames)[..., :3]]))
    options = ["-c:v", encoding.encoder]
    options += [part for key, value in encoding.options.items() for part in (f"-{key}", value)]

    def by_ffmpeg(moving: str) -> tuple[Spent, int]:
        """Some of its filters over the strip."""
        given = ["-framerate", "24", "-i", str(strip), "-vf", f"loop=-1:1:0,{moving},format=yuv420p"]
        command = ["ffmpeg", "-v", "error", "-y", *given, "-frames:v", str(frames), *options, out]
        return spent(command), frames

    def by_pillow() -> tuple[Spent, int]:
        asked = [str(strip), str(frames), str(PX), str(HD_RASTER.width), str(HD_RASTER.height), out]
        return spent([str(moviepy), str(HERE / "film_pillow.py"), *asked, *options]), frames

    def by_moviepy() -> tuple[Spent, int]:
        credits = folder / "names.txt"
        credits.write_text("..Key animation\n" + "".join(f"{name_of(number)}\n" for number in range(names)))
        font, told = SHIPPED_FONTS.files[0].path, folder / "took.txt"
        with told.open("w") as output:
            asked = [str(credits), font, str(MOVIEPY_FRAMES), out]
            whole = spent([str(moviepy), str(HERE / "film_moviepy.py"), *asked], output=output)
        seconds, worked = map(float, told.read_text().split())
        return replace(whole, seconds=seconds, worked=worked), MOVIEPY_FRAMES

    found: dict[str, Way] = {
        "ours": lambda: (one_film("mp4", names=names, raster=HD_RASTER, px=PX), reel.frames)
    }
    if which("ffmpeg"):
        rows = HD_RASTER.height + frames * PX
        found["FFmpeg loop + crop"] = lambda: by_ffmpeg(f"crop={HD_RASTER.width}:{HD_RASTER.height}:0:n*{PX}")
        found["FFmpeg loop + scroll"] = lambda: by_ffmpeg(
            f"scroll=vertical={PX / rows:.9f},crop={HD_RASTER.width}:{HD_RASTER.height}:0:0"
        )
    if moviepy:
        found |= {"Pillow crops": by_pillow, "moviepy CreditsClip": by_moviepy}
    return found


def table(names: int, frames: int, rounds: int, moviepy: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = ways(Path(folder), names, frames, moviepy)
        taken: dict[str, list[tuple[Spent, int]]] = {way: [] for way in found}
        for number in range(rounds):
            for way in list(found) if number % 2 else list(found)[::-1]:
                taken[way].append(found[way]())
    print(f"a proof of {names:,} names at {HD_RASTER}, medians of {rounds}")
    print(
        format_table_head(
            "way | frames a second | a second of processor time | ours, by work | largest memory, MB"
        )
    )
    rates = {way: median(count / each.worked for each, count in runs) for way, runs in taken.items()}
    for way, runs in taken.items():
        rate = median(count / each.seconds for each, count in runs)
        largest = max(each.largest for each, _count in runs)
        beside = rates["ours"] / rates[way]
        print(f"| {way} | {rate:.1f} | {rates[way]:.1f} | {beside:.1f}× | {largest:.0f} |")
    if moviepy is None:
        print("moviepy and Pillow: not measured, --moviepy PYTHON was not given")
