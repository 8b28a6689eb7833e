"""The largest memory of films by the length of their roll, each written to its end by a process of its own.

    python -m benchmarks.film --memory [--lengths 1000 3000 10000] [--formats mp4 prores4444] [--px 96]

The goal is for every length; the last column is the longest roll beside the shortest. Pictures of a sequence are packed into one
file, so its index grows.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.endpoints import judged
from benchmarks.film_rolls import UHD, one_film

GOAL = 400
"""MB, as those of the README: of 10**6 bytes."""


def table(lengths: Sequence[int], formats: Sequence[str], px: int) -> None:
    print(f"largest memory in MB at {UHD}, {px} px a frame, the whole roll of so many names")
    print(f"| format | {' | '.join(f'{names:,}' for names in lengths)} | longest / shortest |")
    print("| --- " * (len(lengths) + 2) + "|")
    for name in formats:
        found = [one_film(name, names=names, raster=UHD, px=px).largest for names in lengths]
        shown = " | ".join(judged(f"{largest:.0f}", largest < GOAL) for largest in found)
        print(f"| {name} | {shown} | {found[-1] / found[0]:.2f}× |", flush=True)
