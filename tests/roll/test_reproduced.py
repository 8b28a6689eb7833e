"""The same roll is the same bytes on any machine: whatever its clock's zone, language, order of sets and number of processors."""

import os
import subprocess
import sys

from productions.rollkit.writer_registry import WRITERS

HERE = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "0"}
THERE = {
    "TZ": "America/St_Johns", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "86400",
}  # fmt: skip


def written(tmp_path, processors=None, **environment):
    """What a process with nothing but this environment writes, from a home of its own, on some processors."""
    home = tmp_path / environment["LANG"]
    home.mkdir()
    command = [sys.executable, "-m", "tests.roll.written_apart", *WRITERS]
    variables = {"PATH": os.environ["PATH"], "HOME": str(home), **environment}
    return subprocess.run(
        command,
        env=variables,
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: bound_to(processors),
    ).stdout


def bound_to(processors):
    if processors and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, processors)


def test_two_processes_in_other_places_write_the_same_bytes(tmp_path):
    one = sorted(os.sched_getaffinity(0))[:1] if hasattr(os, "sched_getaffinity") else None
    first, second = written(tmp_path, **HERE), written(tmp_path, processors=one, **THERE)

    assert {line.split()[0] for line in first.splitlines()} == set(WRITERS)
    assert first == second
