"""Run a command that ends with whoever started it: `python -m productions.management.leash COMMAND …`.

Its standard input is a pipe, held open by the starter and never written to: the system closes it when the starter ends,
however that is, on Linux and macOS alike. It leads a group of its own (`start_new_session`), all of which ends with it.
"""

import os
import signal
import subprocess
import sys
import time
from threading import Thread

STOP_TIMEOUT_SECONDS = 5
"""Seconds that the command has to end by itself once its starter is gone."""


def run_command(command: list[str]) -> None:
    """Run the command; SIGTERM is passed on to it. Never returns: the group is killed when the command has ended."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda _signum, _frame: child.terminate())
    Thread(target=wait_for_starter, args=(child,), daemon=True).start()
    child.wait()
    kill_group()


def wait_for_starter(child: subprocess.Popen[bytes]) -> None:
    """Wait for the starter's end, then ask the command to end, and end it."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    child.terminate()
    time.sleep(STOP_TIMEOUT_SECONDS)
    kill_group()


def kill_group() -> None:
    """Kill the group: who works outlives the command's own end."""
    os.killpg(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    run_command(sys.argv[1:])
