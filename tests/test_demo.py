"""The demo's worker ends with the demo, whatever happens to either."""

import os
import signal
import time
from pathlib import Path

import pytest

from productions.management.commands.demo import worker


@pytest.fixture(autouse=True)
def apart(monkeypatch, settings, tmp_path):
    """A database and a broker of its own."""
    monkeypatch.setenv("STAFFROLL_DATA_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.DATA_DIR = tmp_path


def group(leader):
    """The processes of a group, but for those that have ended and wait to be looked at."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, own = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(own) == leader and state != "Z":
            found.append(int(status.parent.name))
    return found


def wait_for(condition, *, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.worker
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are read from /proc")
def test_a_worker_that_was_killed_leaves_no_process_behind():
    with worker() as process:
        # The worker, its beat and two that work.
        wait_for(lambda: len(group(process.pid)) == 4, seconds=60)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    wait_for(lambda: group(process.pid) == [], seconds=10)
