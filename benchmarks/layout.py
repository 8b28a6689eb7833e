"""Layout and PDF of a roll: 600, 3,000 and 10,000 names that the process has not set yet.

    python -m benchmarks.layout [--rounds 5]

Beside it a plain two-column roll that typst lays out itself (`two_columns.typ`): no time, no refusals, no cues, rows on
fractions of pixels. Every run is a process of its own, which has set ten names before, so typst cannot answer from
memory; the cold line is the whole process. Files are in the system's cache.

Seconds are processor time, of all threads: other work on the machine disturbs them least. What the process consists of is not looked
through for garbage, as in a worker of the site (`registry.garbage`).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.credits import roll_of
from benchmarks.endpoints import format_table_head, heading, judged
from productions.rollkit.document.model import RollDocument
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from productions.rollkit.typst_compile import compile_pdf
from registry.garbage import freeze_program

GOALS = {600: 0.3, 3000: None, 10_000: 1.5}
"""Seconds by names."""
GOAL_BESIDE_PLAIN = 1.5
"""Times the plain roll of as many names."""
GROWTH = 1.25
"""Times the seconds a name that 10,000 names may take, beside 3,000."""
PLAIN = Path(__file__).with_name("two_columns.typ")
SIDES = ("Staffroll", "plain typst")


def ours(document: RollDocument) -> int:
    return len(render_pdf(build_reel(document, DEFAULT_SCREEN_SPEC), background="#000000"))


def plain(document: RollDocument) -> int:
    roles = [
        [block.label_ja, [line.name for line in block.lines]]
        for department in document.departments
        for block in department.blocks
    ]
    return len(compile_pdf(PLAIN, {"roles": roles}))


WORK = {"Staffroll": ours, "plain typst": plain}


def child(side: str, names: int) -> None:
    """Print the seconds of one run and the process's largest memory in MB, as JSON."""
    work = WORK[side]
    work(roll_of(10))
    document = roll_of(names)
    freeze_program()
    started = time.process_time()
    work(document)
    taken = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([taken, memory]))


def run(side: str, names: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.layout", "--side", side, "--names", str(names)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory


def cold(names: int) -> float:
    """Seconds of a whole process that sets one roll."""
    code = f"from benchmarks.layout import ours, roll_of; ours(roll_of({names}))"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--side", choices=SIDES, help="one run of one side, for the benchmark itself")
    parser.add_argument("--names", type=int, default=600)
    options = parser.parse_args()
    if options.side:
        child(options.side, options.names)
        return
    seen: dict[tuple[str, int], list[tuple[float, float]]] = {
        (side, names): [] for names in GOALS for side in SIDES
    }
    starts = []
    for number in range(options.rounds + 1):
        for key, found in seen.items():
            found.append(run(*key))
        starts.append(cold(600))
        if not number:  # the first round warms the files
            for found in seen.values():
                found.clear()
            starts.clear()
    print(heading("layout and PDF of names that were not set before"))
    print(
        format_table_head(
            "names | Staffroll, seconds | plain typst | times it | memory, MB | plain typst | goal, seconds"
        )
    )
    for names, goal in GOALS.items():
        (taken, memory), (floor, least) = (
            (median(each[0] for each in seen[side, names]), median(each[1] for each in seen[side, names]))
            for side in SIDES
        )
        text = judged(f"{taken:.2f}", taken < goal) if goal else f"{taken:.2f}"
        print(
            f"| {names:,} | {text} | {floor:.2f} | {judged(f'{taken / floor:.2f}×', taken / floor <= GOAL_BESIDE_PLAIN)} | {memory:.0f} | {least:.0f} | {goal or ''} |"
        )
    small, large = (median(each[0] for each in seen["Staffroll", names]) / names for names in (3000, 10_000))
    print(
        f"\na name among 10,000 takes {judged(f'{large / small:.2f}×', large / small < GROWTH)} of one among 3,000"
    )
    print(f"a cold process sets 600 names in {median(starts):.2f} s")


if __name__ == "__main__":
    main()
