"""Real workers on the database of the test, and patience with them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connection

from productions.management.processes import worker_command

PATIENCE = 90
"""Seconds until a test gives up; nothing is measured by them."""


def wait_until(condition: Callable[[], Any], log: Path) -> Any:
    """The first true answer; fails with the end of the log."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := condition()):
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-4000:]
        time.sleep(0.05)
    return answer


def variables(folder: Path, broker: str = "") -> dict[str, str]:
    """What a process of the site reads: the database of the test, a data folder of its own."""
    database = connection.settings_dict
    named = {
        "STAFFROLL_DATA_DIR": str(folder),
        "STAFFROLL_DEBUG": "1",
        "STAFFROLL_TEST_DATABASE": str(database["NAME"]),
        "STAFFROLL_TEST_SLOW": "",
        "CELERY_BROKER_URL": broker,
        "REDIS_URL": "",
    }
    if connection.vendor == "postgresql":
        host = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
        named["DATABASE_URL"] = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{database['NAME']}"
        )
    return os.environ | named


@contextmanager
def running_worker(folder: Path, broker: str = "", **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The worker of the demo, with the times of `worker_app`, once it is ready. It leads a group; its log is `worker.log`."""
    log = folder / "worker.log"
    before = log.read_text().count(" ready.") if log.exists() else 0
    command = worker_command(app="tests.domain.worker_app", **({"concurrency": 1} | options))
    with log.open("ab") as out:
        started = subprocess.Popen(
            command, env=variables(folder, broker), stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_until(lambda: log.read_text(errors="replace").count(" ready.") > before, log)
        yield started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
