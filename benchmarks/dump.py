"""A dump of everything: how long the making of its files takes, how large they are, and the largest memory meanwhile.

    BENCH_DATABASE_URL=… python -m benchmarks.dump

The files go into a temporary folder (`TMPDIR`) and are removed; nothing is written into the database. The process is
one of its own, like a worker's. A dump of 5,000,000 credits takes minutes, so `make bench` leaves it out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from benchmarks.endpoints import format_table_head, heading
from benchmarks.sites import large_url

MAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import benchmarks.database
from api.dumps.making import write_dump
write_dump(Path(sys.argv[1]), now=datetime.now(UTC), tell=lambda done, total: None)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "dump")
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", MAKE, str(folder)], env=os.environ | {"BENCH_DATABASE_URL": large_url()}
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError("The dump was not made; its message is above.")
        seconds = time.monotonic() - began
        listed = orjson.loads((folder / "manifest.json").read_bytes())["files"]
        files = [file for file in listed if file["resource"]]
    print(heading(f"a dump, {large_url().split(':')[0]}"))
    print(format_table_head("format | rows | MB"))
    for form in dict.fromkeys(file["format"] for file in files):
        mine = [file for file in files if file["format"] == form]
        size = sum(file["bytes"] for file in mine) / 1e6
        print(f"| {form} | {sum(file['rows'] for file in mine):,} | {size:,.0f} |")
    peak = usage.ru_maxrss * 1024 / 1e6
    rows = sum(file["rows"] for file in files) / 2
    print(
        f"\n{seconds:,.0f} s, {rows / seconds:,.0f} rows a second in both formats; processor {usage.ru_utime + usage.ru_stime:,.0f} s"
    )
    print(f"Largest memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
