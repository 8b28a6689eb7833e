"""The site's own processes on the test database, for tests that no single process can be: gunicorn, workers, a broker that goes away."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from django.db import connection

from productions.management.processes import worker_command
from registry.celery import app
from registry.queues import make_queues

PATIENCE = 90
"""Seconds until a test gives up; nothing is measured by them."""


def wait_until(condition: Callable[[], Any], log: Path) -> Any:
    """The first true answer; fails with the end of the log."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := condition()):
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-4000:]
        time.sleep(0.05)
    return answer


def said(log: Path, *words: str) -> int:
    """How many lines of a log have all of these words."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return sum(all(word in line for word in words) for line in lines)


def redis_url() -> str:
    """The Redis that CI names as broker; empty without one."""
    named = os.environ.get("CELERY_BROKER_URL", "")
    return named if named.startswith("redis") else ""


def empty_queues() -> None:
    """Messages that a killed worker, or one with a beat, left in the Redis of CI would be received by the next test's."""
    with app.connection_for_write(redis_url()) as connected:
        for queue in make_queues():
            queue(connected.default_channel).purge()


def environment(folder: Path, broker: str = "", **more: str) -> dict[str, str]:
    """What a process of the site reads: the database of the test, a data folder of its own."""
    database = connection.settings_dict
    named = {
        "STAFFROLL_DATA_DIR": str(folder),
        "STAFFROLL_DEBUG": "1",
        "CELERY_BROKER_URL": broker,
        "REDIS_URL": "",
        "STAFFROLL_WEBHOOK_LOOPBACK": "1",
        "STAFFROLL_TEST_DATABASE": str(database["NAME"]),
        "STAFFROLL_TEST_SLOW": "",
    }
    if connection.vendor == "postgresql":
        host = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
        named["DATABASE_URL"] = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{database['NAME']}"
        )
    return os.environ | named | more


@contextmanager
def process(command: list[str], *, log: Path, variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads a group of its own, which ends with the block."""
    with log.open("ab") as out:
        started = subprocess.Popen(command, env=variables, stdout=out, stderr=out, start_new_session=True)
    try:
        yield started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


@contextmanager
def gunicorn(folder: Path, broker: str) -> Iterator[str]:
    """The site as it ships; gives its address. Its log is `web.log`."""
    log, port = folder / "web.log", free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.web_app:application", "--bind", f"127.0.0.1:{port}"]
    with process([*command, "--threads", "2"], log=log, variables=environment(folder, broker)):
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: status_of(f"{address}/healthz") == 200, log)
        yield address


@contextmanager
def running_worker(
    folder: Path,
    broker: str = "",
    *options: str,
    beat: bool = True,
    concurrency: int = 1,
    app: str = "tests.domain.worker_app",
    **variables: str,
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with the times of `worker_app` and what it reads from `variables`, once it is ready. Its log is `worker.log`."""
    log = folder / "worker.log"
    before = said(log, " ready.")
    command = worker_command(*options, app=app, concurrency=concurrency)
    command += ["--beat"] if beat else []
    with process(command, log=log, variables=environment(folder, broker, **variables)) as started:
        wait_until(lambda: said(log, " ready.") > before, log)
        yield started


@contextmanager
def idle_worker(folder: Path, broker: str, *options: str, **named: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that has swept once, as each does at its start. There is no beat, so nothing sweeps again."""
    log = folder / "worker.log"
    swept = said(log, "productions.tasks.sweep[", "succeeded")
    with running_worker(folder, broker, *options, beat=False, **named) as started:
        wait_until(lambda: said(log, "productions.tasks.sweep[", "succeeded") > swept, log)
        yield started


def status_of(address: str) -> int:
    """The status that an address answers; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Gate:
    """A way to a server that can be shut: then it takes connections and never answers, as a broker behind a broken network does."""

    def __init__(self, target: int | None = None) -> None:
        self.target, self.open = target, False
        self.shut_at = b""
        """Shut when a client sends this; what it sent with it does not arrive."""
        self.taken = 0
        self.lock = Lock()
        self.ends: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = int(self.listener.getsockname()[1])
        Thread(target=self.take, daemon=True).start()

    def take(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                with self.lock:
                    self.taken += 1
                    self.ends.append(client)
                    if self.open:
                        server = socket.create_connection(("127.0.0.1", self.target))
                        self.ends.append(server)
                        for pair in ((client, server), (server, client)):
                            Thread(target=self.carry, args=pair, daemon=True).start()

    def carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.shut_at and self.shut_at in data:
                    self.shut_at = b""
                    self.turn(open=False)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def turn(self, *, open: bool) -> None:
        """Open or shut it. What is connected is cut off; new connections are carried on, or kept waiting."""
        with self.lock:
            self.open = open
            for end in self.ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self.ends.clear()

    def close(self) -> None:
        self.turn(open=False)
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@contextmanager
def gate(target: int | None = None) -> Iterator[Gate]:
    made = Gate(target)
    try:
        yield made
    finally:
        made.close()
