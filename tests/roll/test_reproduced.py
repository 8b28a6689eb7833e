"""The same roll is the same bytes on any machine: whatever its clock's zone, language and order of sets."""

import os
import subprocess
import sys

from productions.roll.writers import WRITERS

FILMS = {"mp4", "prores4444", "prores422hq", "dnxhr", "png_sequence", "tiff_sequence", "dpx_sequence"}
"""Minutes of work, and tested with the pixels that they hold (`tests/roll/film`)."""
FORMATS = [name for name in WRITERS if name not in FILMS]

HERE = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "0"}
THERE = {
    "TZ": "America/St_Johns", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "SOURCE_DATE_EPOCH": "86400",
}  # fmt: skip


def written(tmp_path, **environment):
    """What a process with nothing but this environment writes, from a home of its own."""
    home = tmp_path / environment["LANG"]
    home.mkdir()
    command = [sys.executable, "-m", "tests.roll.written_apart", *FORMATS]
    variables = {"PATH": os.environ["PATH"], "HOME": str(home), **environment}
    return subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout


def test_two_processes_in_other_places_write_the_same_bytes(tmp_path):
    first, second = written(tmp_path, **HERE), written(tmp_path, **THERE)

    assert {line.split()[0] for line in first.splitlines()} == set(FORMATS)
    assert {"pdf", "svg", "png", "csv", "json", "otio"} <= set(FORMATS)
    assert first == second
