"""Whether a roll can be printed and how wide its names are: a cold process, and 10,000 names that nobody has seen yet.

    python -m benchmarks.fonts [--rounds 5]

Beside it HarfBuzz alone over the same names (the floor), and fontTools' tables of both fonts (the plain way, which
sees no sequences). Files are in the system's cache.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import uharfbuzz as hb

from benchmarks.endpoints import format_table_head, heading, judged
from productions.rollkit.fonts.font_set import SHIPPED_FONTS, require_glyphs
from productions.rollkit.fonts.shaping import SHAPING_FEATURES, shape_text
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.text_measure import measure_text

COLD_GOAL, GOAL = 2.0, 4.0
"""Times the floor."""

COLD = {
    "Staffroll": "from productions.rollkit.fonts.font_set import require_glyphs; require_glyphs(['髙橋 花'])",
    "HarfBuzz alone": "import uharfbuzz as hb; font = hb.Font(hb.Face(hb.Blob.from_file_path(path))); "
    "buffer = hb.Buffer(); buffer.add_str('髙橋 花'); buffer.guess_segment_properties(); hb.shape(font, buffer)",
    "fontTools, both fonts": "from fontTools.ttLib import TTFont\n"
    "for each in paths:\n font = TTFont(each, lazy=True); font['hmtx'].metrics, font.getBestCmap()",
    "Python alone": "pass",
}
SIGNS = "髙橋一郎佐藤鈴木田中"


def names() -> list[str]:
    """10,000 different names of five characters."""
    return [
        f"{a}{b} {c}{d}"
        for a in SIGNS
        for b in SIGNS
        for c in "太次三四五六七八九美"
        for d in "あいうえおかきくけこ"
    ]


def cold(code: str) -> float:
    """Seconds of a whole process that runs `code`."""
    paths = [str(file.path) for file in SHIPPED_FONTS.files]
    given = f"paths = {paths!r}; path = paths[0]\n"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", given + code], check=True)
    return time.perf_counter() - started


def ours() -> None:
    shape_text.cache_clear()
    look = TextStyle(34, 48)
    require_glyphs(names())
    for name in names():
        measure_text(name, look)


def floor() -> None:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(SHIPPED_FONTS.files[0].path))))
    for name in names():
        buffer = hb.Buffer()
        buffer.add_str(name)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, SHAPING_FEATURES)


def seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    starts: dict[str, list[float]] = {name: [] for name in COLD}
    checks: dict[str, list[float]] = {"Staffroll": [], "HarfBuzz alone": []}
    for number in range(options.rounds + 1):
        for name, code in COLD.items():
            starts[name].append(cold(code))
        for name, work in (("Staffroll", ours), ("HarfBuzz alone", floor)):
            checks[name].append(seconds(work))
        if not number:  # the first round warms the files
            for seen in (*starts.values(), *checks.values()):
                seen.clear()
    empty = median(starts["Python alone"])
    shown = {name: median(starts[name]) - empty for name in COLD if name != "Python alone"}
    table(
        "a cold process that asks whether one name can be printed, beside Python's own start",
        shown,
        COLD_GOAL,
    )
    table("10,000 names checked and measured", {name: median(seen) for name, seen in checks.items()}, GOAL)


def table(title: str, taken: dict[str, float], goal: float) -> None:
    """Seconds of each side, and how many times the floor they are."""
    print(heading(title))
    print(format_table_head("what | seconds | of the floor | goal"))
    for name, seconds in taken.items():
        times = seconds / taken["HarfBuzz alone"]
        is_ours = name == "Staffroll"
        text = judged(f"{times:.1f}×", times < goal) if is_ours else f"{times:.1f}×"
        print(f"| {name} | {seconds:.3f} | {text} | {f'{goal}×' if is_ours else ''} |")


if __name__ == "__main__":
    main()
