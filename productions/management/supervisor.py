"""Keeps a process running: started again when it has ended by itself, ended with the block and with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, NoReturn

from django.conf import settings

from productions.management import leash
from productions.management.processes import worker_commands

RESTART_SECONDS = 1
"""Between the end of a process and the next start: one that cannot start must not keep the machine busy."""
STOP_SECONDS = 20
"""That a process has to end by itself when it is told to."""


class Supervisor:
    """One process on a leash, with its log. `process` is the leash that runs now; it leads a group of its own."""

    def __init__(self, command: list[str], log: Path) -> None:
        self.command, self.log = command, log
        self.ending, self.starting = Event(), Lock()
        self.process = self.start()
        self.thread = Thread(target=self.keep, daemon=True)
        self.thread.start()

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-m", leash.__name__, *self.command],
                cwd=settings.BASE_DIR,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def keep(self) -> None:
        """Start it again whenever it has ended, until `end` is called."""
        while True:
            self.process.wait()
            end_group(self.process)
            self.ending.wait(RESTART_SECONDS)
            with self.starting:
                if self.ending.is_set():
                    return
                self.process = self.start()

    def end(self) -> None:
        """End it, with all of its processes."""
        with self.starting:
            self.ending.set()
        self.process.terminate()
        # Impatience counts as time that is over.
        with suppress(KeyboardInterrupt):
            self.thread.join(timeout=STOP_SECONDS)
        end_group(self.process)
        self.thread.join()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of its group: who works outlives the worker's own end. Closes the leash."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        process.stdin.close()


@contextmanager
def run_supervised(name: str, command: list[str]) -> Iterator[Supervisor]:
    """Run a command of the site for the length of a block. Its log is `NAME.log` in the data folder."""
    supervisor = Supervisor(command, Path(settings.DATA_DIR) / f"{name}.log")
    try:
        yield supervisor
    finally:
        supervisor.end()


@contextmanager
def run_supervised_workers() -> Iterator[list[Supervisor]]:
    """Run the workers of the site for the length of a block: one for what takes hours, one for the rest."""
    with ExitStack() as running:
        yield [running.enter_context(run_supervised(*worker)) for worker in worker_commands().items()]


def listen_for_the_end() -> None:
    """Let each signal that ends a process do so as Ctrl-C does, so that the site's processes are taken down too."""
    # Ctrl-C too: what a script starts in the background is born deaf to it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_interrupt)


def raise_interrupt(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt


def wait_for_the_end() -> NoReturn:
    """Wait for Ctrl-C; raises KeyboardInterrupt."""
    while True:
        time.sleep(3600)
