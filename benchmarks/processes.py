"""What a process and all below it take: processor time and memory, by Linux's /proc."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def list_tree(root: int) -> list[int]:
    """The process and all below it."""
    found = [root]
    for pid in found:
        with suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def find_child(word: str) -> int:
    """The first process below this one whose name has the word. Raises LookupError."""
    for pid in list_tree(os.getpid()):
        with suppress(OSError):
            if word in Path(f"/proc/{pid}/comm").read_text():
                return pid
    raise LookupError(word)


def measure_memory(root: int) -> tuple[float, float]:
    """The proportional and the resident size of a process and all below it, in MB of 10**6 bytes."""
    sizes = {"Pss:": 0, "Rss:": 0}
    for pid in list_tree(root):
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(" ")
                if name in sizes:
                    sizes[name] += int(rest.split()[0]) * 1024
    return sizes["Pss:"] / 1e6, sizes["Rss:"] / 1e6


def measure_work(root: int) -> float:
    """Processor seconds of a process, all below it, and those of them that are gone."""
    ticks = 0
    for pid in list_tree(root):
        with suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / TICKS
